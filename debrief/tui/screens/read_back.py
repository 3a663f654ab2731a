"""Read back: what is on record, in plain short sentences and in order; Enter corrects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from debrief.interview import Address
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.earlier import earlier_answers
from debrief.tui.outline import Spot
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.things import address_label, value_words
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class ReadBackScreen(CalmScreen[None]):
    """One line an answer; the whole of it below. Correcting leads to the question."""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Read back")

    def body(self) -> Iterable[Widget]:
        yield Said(
            plain(
                marked(
                    "Read it in order, in a language the person understands. Enter goes to an"
                    " answer to correct it."
                )
            ),
            phrases.drawer,
            classes="top",
        )
        yield Rows(self._rows, classes="list")
        yield Said(self._whole, phrases.drawer, classes="detail whole")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", marked("read")), ("Enter", marked("correct")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        rows = self.query_one(Rows)
        self.set_focus(rows)
        self.watch(rows, "at", self._turned, init=False)

    def _turned(self) -> None:
        self.query_one(".whole", Said).refresh(layout=True)

    def told(self) -> list[tuple[Address, str, str]]:
        """Every answer that holds a value now: where, what it is called, its words."""
        interview = self.working.interview
        order = interview.bank.order
        found = []
        held = [address for address in interview.state.entries if address.item in order]
        for address in sorted(held, key=lambda a: (order[a.item], a.instance, a.field or "")):
            entry = interview.entry(address)
            spec = interview.bank.spec(address.item, address.field)
            if entry is None or entry.value is None or spec is None:
                continue
            if not interview.is_open(address.item, address.instance):
                continue
            label = address_label(interview, address)
            found.append((address, label, value_words(interview, spec, entry.value)))
        return found + earlier_answers(interview)

    def _rows(self) -> list[Row]:
        return [Row(str(address), f"{label}: {value}") for address, label, value in self.told()]

    def _whole(self) -> str:
        here = self.query_one(Rows).here
        for address, label, value in self.told():
            if str(address) == here:
                return f"{label}:\n{value}"
        return say("Nothing is on record yet.")

    @on(Rows.Chosen)
    def _correct(self, event: Rows.Chosen) -> None:
        address = Address.parse(event.key)
        if address.item in self.working.interview.bank.items:
            self.calm.go_to(Spot(address.item, address.instance))
