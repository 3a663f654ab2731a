"""What was told before, elsewhere: topic titles while one talks; the words only when nobody is asked.

The rule (content C.4-5, strategy para 107): nothing of an earlier account is on the screen while
a person is being questioned, so that their own words are not led by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import on
from textual.widget import Widget

from debrief.desk.handover import earlier_accounts, readable
from debrief.errors import Refusal
from debrief.interview import Address
from debrief.interview.record import Record
from debrief.language import marked, say, say_many
from debrief.tui import phrases
from debrief.tui.outline import Spot
from debrief.tui.panes import Row, Rows
from debrief.tui.reasons import told_before
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.things import address_label, value_words
from debrief.tui.widgets import Said
from debrief.tui.working import Working

_DURING = marked("A talk is under way: topics only. The words can be read when it has ended.")
_AFTER = marked(
    "What another agency was told, as it handed it over. It is not this record, and is never sent on."
)
_TOPICS = marked("Told before, and not asked again. No words were handed over with it.")


def has_earlier(working: Working) -> bool:
    """Whether anything is settled by an earlier account, or was received with one."""
    return bool(working.interview.state.settled)


class Told(NamedTuple):
    """One answer that came with an account: its row, where it belongs, what it is called, its words."""

    key: str
    item: str
    label: str
    words: str


class EarlierScreen(CalmScreen[None]):
    """Enter on a topic leads to its question, which says to whom it was told."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[Told] = []
        self._top_words: Callable[[], str] = str

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Told before, elsewhere")

    def body(self) -> Iterable[Widget]:
        yield Said(lambda: self._top_words(), phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")
        yield Said(self._whole, phrases.drawer, classes="detail whole")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", marked("walk")), ("Enter", marked("go there")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.relabel()
        rows = self.query_one(Rows)
        self.set_focus(rows)
        self.watch(rows, "at", self._turned, init=False)

    def relabel(self) -> None:
        """All words again; every event leads here, so once a talk has begun no word stays."""
        self._read()
        super().relabel()

    def _read(self) -> None:
        found = earlier_accounts(self.working.file)
        if isinstance(found, Refusal):
            self._told, self._top_words = [], lambda: say(_DURING)
            return
        told = [_told(self.working, n, record) for n, record in enumerate(found)]
        self._told = [each for account in told for each in account]
        left = sum(answer.value is not None for record in found for answer in record.answers) - len(self._told)
        self._top_words = lambda: _top(bool(found), left)

    def _turned(self) -> None:
        self.query_one(".whole", Said).refresh(layout=True)

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        settled = [item for item in interview.state.settled if item in interview.bank.items]
        settled.sort(key=lambda item: interview.bank.order[item])
        rows = [
            Row(item, phrases.item_label(interview.bank.items[item]), "=", self._whom(item)) for item in settled
        ]
        return rows + [Row(each.key, f"{each.label}: {each.words}", ">", depth=1) for each in self._told]

    def _whom(self, item: str) -> str:
        interview = self.working.interview
        told = interview.state.settled[item]
        agency = phrases.choice_label(interview.bank, "AGENCY", told.agency, interview.state.edition)
        return f"{agency}, {told.dated}"

    def _here(self) -> Told | None:
        here = self.query_one(Rows).here
        return next((each for each in self._told if each.key == here), None)

    def _whole(self) -> str:
        told = self._here()
        if told is not None:
            return f"{told.label}:\n{told.words}"
        here = self.query_one(Rows).here
        return told_before(self.working.interview, here) if here else ""

    @on(Rows.Chosen)
    def _go(self, event: Rows.Chosen) -> None:
        told = self._here()
        item = told.item if told is not None else event.key
        interview = self.working.interview
        repeat = interview.bank.repeat_of(item)
        made = interview.instances(repeat) if repeat else ()
        self.calm.go_to(Spot(item, made[0] if made else int(bool(repeat))))


def _top(received: bool, left: int) -> str:
    if not left:
        return say(_AFTER) if received else say(_TOPICS)
    more = say_many(
        "{count} answer is in a form that this questionnaire does not know.",
        "{count} answers are in a form that this questionnaire does not know.",
        left,
    )
    return f"{say(_AFTER)} {more}"


def _told(working: Working, n: int, record: Record) -> list[Told]:
    """The answers of one received account, in words; what the questionnaire does not know is left out."""
    held = readable(working.interview.bank, record)
    found = []
    for each in record.answers:
        address = Address(each.item, each.instance, each.field)
        entry, spec = held.entry(address), held.bank.spec(each.item, each.field)
        if each.value is not None and entry is not None and spec is not None:
            words = value_words(held, spec, entry.value)
            found.append(Told(f"{n}:{address}", each.item, address_label(held, address), words))
    return found
