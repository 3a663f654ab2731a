"""The things of a record that can be linked to."""

from __future__ import annotations

from debrief.exchange.labels import answer_label
from debrief.exchange.value_words import NAMING, shortened, thing_label, value_words, words
from debrief.interview import Address, Interview
from debrief.language import findable
from debrief.tui.widgets.spec import Option

__all__ = [
    "NAMING",
    "address_label",
    "shortened",
    "thing_label",
    "things_of",
    "time_words",
    "value_words",
    "words",
]


def things_of(interview: Interview, kind: str) -> tuple[Option, ...]:
    """Every thing of a kind in this record, as ``kind:number`` and what it is called, found in any script."""
    repeat = interview.bank.item_of_kind(kind)
    if repeat is None:
        return ()
    named = [(n, thing_label(interview, repeat, n)) for n in interview.instances(repeat)]
    return tuple(Option(f"{kind}:{n}", label, searchable=findable(label)) for n, label in named)


def time_words(interview: Interview, address: Address) -> str:
    """A time in words, as far as it is known; one told by its start and its end as a stretch."""
    spec = interview.bank.spec(address.item, address.field)
    if spec is None or not spec.fields:
        return words(interview, address)
    start, end = (words(interview, address._replace(field=name)) for name in ("start", "end"))
    return f"{start or '?'} – {end}" if end else start


def address_label(interview: Interview, address: Address) -> str:
    """What an answer is called: its item, the field, and the number of the instance."""
    return answer_label(interview.bank, address)
