"""What a recipient may hold of a de-brief, read answer by answer.

It stands on the record that was made for this recipient (``debrief.interview.extract``) and on nothing
else: what was withheld cannot be reached from here, not even through the name of a thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from debrief.bank import Bank
from debrief.bank.answers import codes_in
from debrief.interview import Address
from debrief.interview.record import AnswerRecord, Record


class Carried:
    """One record, or several for the same recipient (what is restricted travels apart from the rest)."""

    def __init__(self, bank: Bank, *records: Record) -> None:
        self.bank, self.record = bank, records[0]
        self._answers: dict[Address, AnswerRecord] = {}
        self._repeats: dict[str, tuple[int, ...]] = {}
        self.withheld: dict[str, int] = {}
        """How much was left out, by category; with several records, by each of them."""
        self.restricted = False
        """Whether restricted answers (S4) may be among these."""
        for record in records:
            self._take(record)

    def _take(self, record: Record) -> None:
        for answer in record.answers:
            self._answers[Address(answer.item, answer.instance, answer.field)] = answer
        for repeat, made in record.repeats.items():
            held = self._repeats.get(repeat, ())
            self._repeats[repeat] = held + tuple(n for n in made if n not in held)
        if record.purpose == "protection":
            self.restricted = True
        else:
            self.withheld.update(record.withheld)

    # -- as values are put into words ---------------------------------------------------

    @property
    def edition(self) -> str:
        return self.record.edition

    def instances(self, repeat: str) -> tuple[int, ...]:
        return self._repeats.get(repeat, ())

    def value(self, address: Address) -> Any:
        answer = self._answers.get(address)
        if answer is not None:
            return answer.value
        spec = self.bank.spec(address.item)
        if address.field or spec is None or not spec.fields:
            return None
        fields = {name: self.value(Address(address.item, address.instance, name)) for name in spec.fields}
        return {name: value for name, value in fields.items() if value is not None} or None

    # -- answers ------------------------------------------------------------------------

    def places(self, item: str) -> tuple[int, ...]:
        """The instances an item is told for: (0,) outside repeats."""
        repeat = self.bank.repeat_of(item)
        return (0,) if repeat is None else self.instances(repeat)

    def answers(self, name: str, instance: int | None = None) -> Iterator[tuple[Address, AnswerRecord]]:
        """The answers of an item (``exp_when``) or of one field (``exp_kind.kinds``), instance by instance.

        A state set on the whole group counts for each of its fields.
        """
        item, _, field = name.partition(".")
        for place in self.places(item) if instance is None else (instance,):
            found = [a for a in self._of(item, place) if not field or a.field in (field, None)]
            yield from ((Address(item, place, a.field), a) for a in found)

    def _of(self, item: str, instance: int) -> Iterator[AnswerRecord]:
        for field in (None, *self.bank.answer_of(item).fields):
            answer = self._answers.get(Address(item, instance, field))
            if answer is not None:
                yield answer

    def codes(self, name: str) -> tuple[str, ...]:
        """Every code that stands at an item or field, over all instances, each once."""
        found: list[str] = []
        for _, answer in self.answers(name):
            if answer.value is not None:
                found.extend(codes_in(answer.type, answer.value))
        return tuple(dict.fromkeys(found))
