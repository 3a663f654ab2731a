"""A timeline of everything dated, however loosely; what nobody can put in order says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from debrief.interview import Dated, Interview, timeline
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.outline import Spot
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.tagging import instance_label, target_label
from debrief.tui.things import thing_label, time_words
from debrief.tui.widgets import Said
from debrief.tui.working import Working

OVERLAPS = "≈"


class TimelineScreen(CalmScreen[None]):
    """In the order of the earliest day each may have been. Enter goes there."""

    may_find = True
    ABOUT = marked(
        "Everything on record with a date, in the order of the first day it may have been. A wavy mark: it"
        " may as well have been before a line above. What has words for its time but no date, or no time"
        " at all, stands at the end. The order is only a way to look at it; nothing is changed by it."
    )
    OWN_KEYS = (("Enter", marked("go there")),)

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Timeline")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", marked("read")), ("Enter", marked("go there")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _top(self) -> str:
        lines = timeline(self.working.interview.view)
        if not lines:
            return say("Nothing on record has a date yet.")
        if any(line.overlaps for line in lines):
            return say(
                "{mark} may as well have been before a line above: nobody knows the order.", mark=OVERLAPS
            )
        return say("By the first day each may have been.")

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        lines = timeline(interview.view)
        rows = [_row(interview, line) for line in lines if line.is_known]
        rest = [_row(interview, line) for line in lines if not line.is_known]
        if rest:
            rows.append(Row("", say("No date that can be told"), mark="▾"))
        return rows + rest

    @on(Rows.Chosen)
    def _go(self, event: Rows.Chosen) -> None:
        item, _, instance = event.key.partition("/")
        if item:
            self.calm.go_to(Spot(item, int(instance.partition(".")[0])))


def _row(interview: Interview, line: Dated) -> Row:
    address = line.address
    mark = OVERLAPS if line.overlaps else "·" if line.is_known else "?"
    key = f"{address.item}/{address.instance}.{address.field or ''}"
    return Row(key, what(interview, line), mark=mark, aside=time_words(interview, address) or say("not known"))


def what(interview: Interview, line: Dated) -> str:
    """What it was: a part of the journey or a card by its name, any other answer by its question."""
    address, bank = line.address, interview.bank
    repeat = bank.repeat_of(address.item)
    if repeat is not None and repeat in bank.repeats:
        return instance_label(interview, repeat, address.instance)
    if repeat is not None and bank.items[address.item].answer.card and address.field:
        spec = bank.spec(address.item, address.field)
        named = thing_label(interview, repeat, address.instance)
        field = phrases.field_label(bank, bank.items[address.item], address.field, spec) if spec else ""
        return f"{named}: {field}"
    return target_label(interview, str(address))
