"""Records as the interview makes them, fast: one interview for each shape, and its record used as a mould.

A record's canonical JSON is cut where a free value, a day, a number or a reference stands; another
record of the same shape is the same pieces with its own values between them. A test tells a sample
of what comes out to the interview again, and compares every byte.
"""

from __future__ import annotations

import re
import uuid
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, cast

from debrief.bank import Bank
from debrief.bundle.canonical import encode
from debrief.interview import Address, Interview, read_event
from debrief.interview.extract import extract
from debrief.interview.record import Purpose, record_json
from debrief.simulate.acts import Shape, Telling

STAFF = "0001"
EDITION = "uk-2011"
_KEPT = 2_000
"""Moulds: a bound of memory, some 30 KiB each."""
_MARK = re.compile(rb"\0(\d+)\0")


def interviewed(bank: Bank, telling: Telling) -> dict[str, Any]:
    """The record that the interview itself makes of a telling, as JSON."""
    interview = Interview(bank)
    for event in _events(bank, telling):
        refused = interview.apply(read_event(event))
        if refused is not None:
            raise refused
    purpose = cast(Purpose, telling.purpose)
    return record_json(extract(interview, purpose=purpose, supersedes=telling.supersedes))


class Moulds:
    """Makes the canonical bytes of records. Keeps the moulds of the shapes it met last."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self._moulds: OrderedDict[Shape, tuple[list[bytes], list[int]]] = OrderedDict()

    def record(self, telling: Telling) -> bytes:
        pieces, holes = self._mould(telling)
        given = [*_texts(telling), *map(encode, telling.free_values)]
        filled = [part for hole, piece in zip(holes, pieces, strict=False) for part in (piece, given[hole])]
        return b"".join((*filled, pieces[-1]))

    def _mould(self, telling: Telling) -> tuple[list[bytes], list[int]]:
        shape = telling.shape
        if shape not in self._moulds:
            self._moulds[shape] = _cut(interviewed(self.bank, telling), telling)
        self._moulds.move_to_end(shape)
        while len(self._moulds) > _KEPT:
            self._moulds.popitem(last=False)
        return self._moulds[shape]


def _events(bank: Bank, telling: Telling) -> Iterator[dict[str, Any]]:
    """Every event with its time: a minute apart, each sitting on its own day from nine o’clock."""
    sitting, minute = -1, 0
    for act in (*_beginning(bank, telling), *((act.kind, act.fields) for act in telling.acts)):
        kind, fields = act
        if kind == "sitting_started":
            sitting, minute = sitting + 1, minute if sitting < 0 else 0
        day = telling.days[max(sitting, 0)]
        at = f"{day}T{9 + minute // 60:02d}:{minute % 60:02d}:00Z"
        minute += 1
        yield {"kind": kind, "at": at, "by": STAFF, **fields}


def _beginning(bank: Bank, telling: Telling) -> tuple[tuple[str, dict[str, Any]], ...]:
    opened = {
        "record": telling.record, "reference": telling.reference, "agency": telling.agency,
        "edition": EDITION, "bank": bank.id, "bank_version": bank.version, "bank_digest": bank.digest,
        "training": True,
    }  # fmt: skip
    return (("opened", opened), ("sitting_started", {"lead": STAFF}))


def _texts(telling: Telling) -> list[bytes]:
    """What differs between any two records beside the free values: numbers, reference, agency, days."""
    supersedes, agency = telling.supersedes or _NOTHING, f'"agency":"{telling.agency}"'
    return [text.encode() for text in (telling.record, telling.reference, agency, supersedes, *telling.days)]


_NOTHING = uuid.UUID(int=0).hex
"""Stands nowhere in a record."""


def _cut(value: dict[str, Any], telling: Telling) -> tuple[list[bytes], list[int]]:
    """The record's bytes in pieces, and the number of what stands after each but the last."""
    texts = _texts(telling)
    _mark(value, telling, len(texts))
    data = re.sub(rb'"\\u0000(\d+)\\u0000"', rb"\0\1\0", encode(value))
    for number, text in enumerate(texts):
        data = data.replace(text, b"\0%d\0" % number)
    found = _MARK.split(data)
    return found[::2], [int(number) for number in found[1::2]]


def _mark(value: dict[str, Any], telling: Telling, first: int) -> None:
    """Puts a mark in the place of each free value, among the answers and in the history."""
    free = [act.address for act in telling.acts if act.free]
    number = {address: first + n for n, address in enumerate(free)}
    assert len(number) == len(free)  # nothing free is answered twice
    for each in value["answers"]:
        address = str(Address(each["item"], each["instance"], each.get("field")))
        if address in number:
            each["value"] = f"\0{number[address]}\0"
    for event in value.get("history", {}).get("events", ()):
        if event["kind"] == "answered" and event["address"] in number:
            event["value"] = f"\0{number[event['address']]}\0"
