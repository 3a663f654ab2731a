"""What else can be done with a record: only the acts that fit how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from textual import on
from textual.widget import Widget

from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.asking_again import askable_again
from debrief.tui.decisions import has_decisions
from debrief.tui.held import has_words
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.screens.earlier import has_earlier
from debrief.tui.screens.missing import last_missing
from debrief.tui.screens.new import earlier_records
from debrief.tui.widgets import Said
from debrief.tui.working import Working


@dataclass(frozen=True)
class Act:
    """One row: its words, the screen behind it (module and class), and when it fits."""

    words: str
    module: str
    screen: str
    fits: Callable[[Working], bool] = lambda working: True


ACTS: dict[str, Act] = {
    "earlier": Act(marked("What was told before, elsewhere"), "earlier", "EarlierScreen", has_earlier),
    "settled": Act(
        marked("Ask again what was told to another agency"),
        "settled",
        "SettledScreen",
        lambda working: bool(askable_again(working.interview)),
    ),
    "continued": Act(
        marked("The person was de-briefed on this laptop before"),
        "continued",
        "ContinuedScreen",
        lambda working: bool(earlier_records(working.file.vault)),
    ),
    "decisions": Act(marked("A lead signs a decision here"), "lead_signs", "DecisionsScreen", has_decisions),
    "reopen": Act(
        marked("Reopen the signed record"),
        "reopen",
        "ReopenScreen",
        lambda working: bool(working.interview.state.signatures),
    ),
    "missing": Act(
        marked("The person has gone missing"),
        "missing",
        "MissingScreen",
        lambda working: not working.interview.state.missing,
    ),
    "found": Act(
        marked("The person who was missing is found"),
        "missing",
        "FoundScreen",
        lambda working: working.interview.state.missing,
    ),
    "share": Act(marked("Share against the person's wish: a lead's decision"), "share", "ShareScreen"),
    "withdraw": Act(marked("The person takes something back"), "withdraw", "WithdrawScreen"),
    "layer": Act(marked("A translator signs a translation"), "layer", "LayerScreen", has_words),
    "query": Act(marked("A question to the interviewer about some words"), "layer", "QueryScreen", has_words),
    "papers": Act(marked("Papers: contact card, missing page, NRM text, blank ones"), "papers", "PapersScreen"),
    "edition": Act(marked("Change its edition"), "editions", "EditionScreen"),
}


class ActsScreen(CalmScreen[None]):
    """Enter goes; Escape leaves."""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("More about this record")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list menu")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("go there")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _top(self) -> str:
        report = last_missing(self.working)
        if report is not None:
            since, told = report.since, report.told
            return say("PERSON MISSING since: {since}. Told: {told}.", since=since, told=told)
        return say("Each of these stays in the history of the record, with who did it and when.")

    def _rows(self) -> list[Row]:
        return [Row(key, say(act.words)) for key, act in ACTS.items() if act.fits(self.working)]

    @on(Rows.Chosen)
    def _go(self, event: Rows.Chosen) -> None:
        app: Any = self.app
        act = ACTS[event.key]
        app.pop_screen()
        app.push_screen(getattr(import_module(f"debrief.tui.screens.{act.module}"), act.screen)())
