"""What is still missing: at most three questions that may be put now, and whom they are for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.bank.check_bank import AGENCIES
from debrief.interview import Place, StillMissing, still_missing
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.agencies import agency_name
from debrief.tui.outline import Spot
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.tagging import target_label
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class StillMissingScreen(CalmScreen[None]):
    """Enter goes there. What was tagged, answered or settled is not in it."""

    may_find = True
    ABOUT = marked(
        "At most three questions that may be put now, open ones first. What the account holds, what"
        " was answered and what another agency was told is not among them. Nothing here has to be asked."
    )
    OWN_KEYS = (
        ("Enter", marked("go to the question")),
        ("n", marked("three others")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "others", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._after: Place | None = None

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("What is still missing")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="few")
        yield Said(self._detail, phrases.drawer, classes="detail")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("go there")),
            ("n", marked("others")),
            ("Ctrl+A", marked("account")),
            ("Esc", marked("back")),
        )

    async def arrive(self) -> None:
        rows = self.query_one(Rows)
        self.set_focus(rows)
        self.watch(rows, "at", self._turned, init=False)

    def _turned(self) -> None:
        self.query_one(".detail", Said).refresh(layout=True)

    def _few(self) -> tuple[StillMissing, ...]:
        return still_missing(self.working.interview.view, self._after)

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        return [
            Row(
                f"{each.item}/{each.instance}",
                target_label(interview, f"{each.item}/{each.instance}" if each.instance else each.item),
                mark="·",
                aside=say("open question") if each.is_open else say("focused"),
            )
            for each in self._few()
        ]

    def _top(self) -> str:
        interview = self.working.interview
        sitting = interview.state.sitting
        if sitting is None:
            return say("No talk is under way. F3 begins one.")
        if sitting.stopped_by:
            return say("Someone said stop. Nothing more is asked in this sitting.")
        if sitting.on_break:
            return say("On a break. F3 goes on.")
        if not self._few():
            return say("Nothing that may be asked now is missing. F8 shows what is waited for.")
        return say("May be put now, open questions first. None of it has to be.")

    def _detail(self) -> str:
        here = self.query_one(Rows).here
        each = next((each for each in self._few() if f"{each.item}/{each.instance}" == here), None)
        if each is None:
            return ""
        interview = self.working.interview
        prompts = interview.prompts(each.item, each.instance)
        words = phrases.prompt_words(prompts[0], each.item, interview.route).text if prompts else ""
        whom = say("For: {agencies}", agencies=whose(each.agencies)) if each.agencies else ""
        return "\n".join(part for part in (words, whom) if part)

    @on(Rows.Chosen)
    def _go(self, event: Rows.Chosen) -> None:
        item, _, instance = event.key.partition("/")
        self.calm.go_to(Spot(item, int(instance)))

    def action_others(self) -> None:
        """The next three along the way, round from the beginning."""
        few = self._few()
        if not few:
            return
        self._after = Place(few[-1].item, few[-1].instance)
        self.query_one(Rows).at = None
        self.relabel()
        if {(m.item, m.instance) for m in self._few()} <= {(m.item, m.instance) for m in few}:
            self.tell(plain(marked("These are all that may be put now.")))


def whose(agencies: Sequence[str]) -> str:
    """The agencies by name; all of them in a word."""
    if set(agencies) == set(AGENCIES):
        return say("every agency")
    return ", ".join(agency_name(agency) for agency in agencies)
