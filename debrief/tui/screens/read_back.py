"""Read back: what is on record, in plain short sentences and in order; Enter corrects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.exchange.read_back import Sentence, read_back
from debrief.interview import Address
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.earlier import earlier_answers
from debrief.tui.held import beside
from debrief.tui.outline import Spot
from debrief.tui.panes import Choice, Row, Rows
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.widgets import Said
from debrief.tui.working import Working

_WHO = (
    ("p", marked("the person"), "person"),
    ("r", marked("the interpreter, of their own words"), "interpreter"),
    ("t", marked("a translator"), "translator"),
    ("i", marked("the interviewer"), "interviewer"),
)


class ReadBackScreen(CalmScreen[None]):
    """One line an answer; the whole of it below. Correcting leads to the question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "everything", show=False)]
    _everything = False

    def __init__(self, at: str = "") -> None:
        """``at``: the answer to go on from, where one of them was just corrected."""
        super().__init__()
        self._from = at

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Read back")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")
        yield Said(self._whole, phrases.drawer, classes="detail whole")

    def keys(self) -> Sequence[tuple[str, str]]:
        other = marked("only what was said") if self._everything else marked("all")
        return (("↑ ↓", marked("read")), ("Enter", marked("correct")), ("a", other), ("Esc", marked("back")))

    def _top(self) -> str:
        if self._everything:
            return say("All of the record. What was seen, coded or judged is not for reading out.")
        return say(
            "What the person said, in order. Read it in a language they understand. Enter corrects an answer."
        )

    async def arrive(self) -> None:
        rows = self.query_one(Rows)
        self.set_focus(rows)
        rows.at = self._from or None
        self.watch(rows, "at", self._turned, init=False)

    def _turned(self) -> None:
        self.query_one(".whole", Said).refresh(layout=True)

    def told(self) -> list[Sentence]:
        """Every sentence that is shown now."""
        interview = self.working.interview
        earlier = [Sentence(*each) for each in earlier_answers(interview)]
        return [*read_back(interview, everything=self._everything), *earlier]

    def _rows(self) -> list[Row]:
        return [Row(str(each.address), each.text) for each in self.told()]

    def _whole(self) -> str:
        here = self.query_one(Rows).here
        for each in self.told():
            if str(each.address) == here:
                return "\n".join((each.text, *beside(self.working.interview, each.address)))
        return say("Nothing is on record yet.")

    def action_everything(self) -> None:
        """What was only seen, coded or judged too; and back."""
        self._everything = not self._everything
        self.relabel()

    @on(Rows.Chosen)
    def _correct(self, event: Rows.Chosen) -> None:
        """First who asks for it: that stays beside the first words."""
        address = Address.parse(event.key)
        if address.item not in self.working.interview.bank.items:
            return
        choices = [Choice(key, partial(say, words), code) for key, words, code in _WHO]
        self.strip.ask(
            lambda: say("Who asks for the correction?"), choices, lambda code, _: self._go(address, code)
        )

    def _go(self, address: Address, who: str | None) -> None:
        spot = Spot(address.item, address.instance)
        self.working.manner(spot).corrected_by = who
        self.working.reading_back = str(address)
        self.calm.go_to(spot, address.field)
