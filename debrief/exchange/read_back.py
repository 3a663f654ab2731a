"""What the person said, to be read back to them: short sentences, in order, in the language in use.

What was only seen, coded or judged by the interviewer is not the person's, and is not read out to them
unless it is asked for. What they did not know, or did not want to say, is read back as that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from debrief.exchange.labels import answer_label, state_label
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.exchange.value_words import value_words
from debrief.interview import Address, Entry, Interview
from debrief.language import Status, current, marked, said, say

_ENDS = (".", "!", "?", "…", "。", "؟", ".”", "?”", "!”")
_TITLE = marked("What you said")
_DRAFT = marked("DRAFT translation, not yet reviewed; what is not translated stands in English")
_OF_THE_PERSON = frozenset({"answered", "volunteered", "partial", "restricted"})


@dataclass(frozen=True)
class Sentence:
    """One answer: where it stands, what it is called, and what is said of it."""

    address: Address
    label: str
    words: str = field(repr=False)

    @property
    def text(self) -> str:
        """The whole sentence, with its end."""
        whole = f"{self.label}: {self.words}"
        return whole if whole.endswith(_ENDS) else f"{whole}."


def read_back(interview: Interview, *, everything: bool = False) -> list[Sentence]:
    """The sentences; with ``everything`` also what the person never said."""
    return list(_sentences(interview, everything))


def read_back_sheet(interview: Interview) -> Sheet:
    """The same as a paper in the language in use, to be read along by the person and signed by nobody."""
    lines = tuple(Line(each.words, each.label) for each in read_back(interview))
    draft = said(_TITLE).status is not Status.TRANSLATED
    marks = [say("For the person themselves, to read along: nobody else may keep it")]
    if draft:
        marks.append(f"{current().own}: {say(_DRAFT)}")
    return sheet(say(_TITLE), [Part("", lines)], marks)


def _sentences(interview: Interview, everything: bool) -> Iterator[Sentence]:
    bank = interview.bank
    held = [each for each in interview.state.entries if each.item in bank.items]
    for address in sorted(held, key=lambda each: _place(interview, each)):
        entry, spec = interview.entry(address), bank.spec(address.item, address.field)
        if entry is None or spec is None or not interview.is_open(address.item, address.instance):
            continue
        if entry.state == "withdrawn" or not (everything or _theirs(interview, entry)):
            continue
        if entry.value is None:
            words = state_label(bank.states[entry.event.state])
        elif spec.type == "verbatim_text":
            words = _quotation(cast("dict[str, str]", entry.value))
        else:
            words = value_words(interview, spec, entry.value)
        yield Sentence(address, answer_label(interview.bank, address), words)


def _theirs(interview: Interview, entry: Entry) -> bool:
    """Whether the person said it, or said that they did not know or did not want to say."""
    state, event = interview.bank.states[entry.event.state], entry.event
    said = event.state in _OF_THE_PERSON or event.provenance.speaker == "person"
    return said or (state.asked and not state.has_value)


def _place(interview: Interview, address: Address) -> tuple[int, int, int, str]:
    """In the order of the questionnaire; what is told of one part of the journey stays together."""
    order = interview.bank.order
    repeat = interview.bank.repeat_of(address.item)
    if repeat is None:
        return order[address.item], 0, 0, address.field or ""
    told, first = interview.instances(repeat), min(order[i] for i in interview.bank.items_in_repeat(repeat))
    nth = told.index(address.instance) if address.instance in told else len(told)
    return first, nth, order[address.item], address.field or ""


def _quotation(value: dict[str, str]) -> str:
    """Their own words; where only the interpreter's were written down, those."""
    return f"“{value.get('original') or value.get('english')}”"
