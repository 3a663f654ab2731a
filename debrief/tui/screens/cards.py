"""The cards: people, phones, vehicles, places, organisations, documents, money, events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.bank.answers import links_in
from debrief.interview import Interview
from debrief.language import marked, say, say_many
from debrief.tui import phrases
from debrief.tui.making import ask_new, card_items
from debrief.tui.outline import Spot, next_instance
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.things import thing_label
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class CardsScreen(CalmScreen[None]):
    """Made once, linked from anywhere; beside each, where it is mentioned."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False),
        Binding("x", "strike", show=False),
    ]

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Cards")

    def body(self) -> Iterable[Widget]:
        yield Said(plain(marked("Each is made once and linked from anywhere.")), phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("open")),
            ("n", marked("new")),
            ("x", marked("strike out")),
            ("Esc", marked("back")),
        )

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        mentions = mentioned(interview)
        rows = []
        for item in card_items(interview):
            rows.append(Row(f"+:{item}", phrases.card_label(interview.bank, item), mark="▾"))
            kind = interview.bank.kind_of_card(item)
            for n in interview.instances(item):
                count = mentions.get(f"{kind}:{n}", 0)
                aside = say_many("mentioned once", "mentioned {count} times", count) if count else ""
                rows.append(Row(f"{item}/{n}", f"{n} {thing_label(interview, item, n)}", aside=aside, depth=1))
        return rows

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        item, _, number = event.key.removeprefix("+:").partition("/")
        if number:
            self.calm.go_to(Spot(item, int(number)))
        else:
            self._make(item)

    def action_new(self) -> None:
        ask_new(self, self.working, self._make)

    def _make(self, item: str) -> None:
        number = next_instance(self.working.interview, item)
        if not self.refuse(self.working.file.do("added", repeat=item, instance=number)):
            self.calm.go_to(Spot(item, number))

    def action_strike(self) -> None:
        item, _, number = str(self.query_one(Rows).here).partition("/")
        if number:
            ask_strike(self, self.working, item, int(number))


def ask_strike(screen: CalmScreen[None], working: Working, repeat: str, number: int) -> None:
    """Something made by mistake: why, in words. It stays in the history."""
    screen.strip.ask(
        plain(marked("Strike this out? It stays in the history. Why?")),
        (),
        lambda code, words: _strike(screen, working, repeat, number, words),
        in_words=True,
    )


def _strike(screen: CalmScreen[None], working: Working, repeat: str, number: int, reason: str) -> None:
    if not screen.refuse(working.file.do("struck", repeat=repeat, instance=number, reason=reason)):
        working.heard()
        screen.relabel()


def mentioned(interview: Interview) -> dict[str, int]:
    """How many answers on record link to each thing."""
    counts: dict[str, int] = {}
    for address in interview.state.entries:
        entry = interview.entry(address)
        spec = interview.bank.spec(address.item, address.field)
        if entry is None or spec is None or entry.value is None:
            continue
        for link in links_in(spec.type, entry.value):
            counts[link] = counts.get(link, 0) + 1
    return counts
