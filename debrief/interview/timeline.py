"""Everything on record that is dated, however loosely, in the order of time. Pure.

The order is that of the first day each may have been, then of the last. It is an order to look
at and no finding: ``overlaps`` says where two may as well have been the other way round.
What has words for its time and no date, or no time at all, stands at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from debrief.bank.dates import bounds, days_of
from debrief.interview.address import Address
from debrief.interview.view import View

_TYPES = frozenset({"partial_date", "date_range", "datetime"})
_PARTS_OF_ONE_TIME = frozenset({"leg_when"})
"""Groups whose start and end are one time."""
_NOT_OF_THE_ACCOUNT = frozenset({"0", "7", "8"})
"""Sections whose dates are those of the de-brief and of its agencies, not of what is told."""
_WHEN = {"leg": "leg_when", "entry": "ent_when", "exp": "exp_when", "card_event": "card_event.e_when"}
"""What of a journey, and which event, has a place in time even before any is known."""

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Dated:
    """One line of time: where it stands on record, and between which days it lies."""

    address: Address
    """Of the item, or of the field; of a part of the journey that of its time."""
    days: Days
    """The first and the last day it may mean; ``None`` is open or not known."""
    is_known: bool
    """Whether a date can be told from it: else only words, or nothing."""
    overlaps: bool = False
    """It may have been before a line above as well as after it."""


def timeline(view: View) -> tuple[Dated, ...]:
    """What has a time, in order; then what has none that can be told."""
    lines = [*_answers(view), *_without(view)]
    known = sorted((line for line in lines if line.is_known), key=_first)
    order = view.bank.order
    unknown = [line for line in lines if not line.is_known]
    unknown.sort(key=lambda line: (order[line.address.item], line.address.instance, line.address.field or ""))
    return (*_with_overlaps(known), *unknown)


def _first(line: Dated) -> tuple[date, date]:
    """By the first day it may be; where that is open by the last, and an open end last of all."""
    first, last = line.days
    return first or last or date.min, last or date.max


def _with_overlaps(lines: list[Dated]) -> Iterator[Dated]:
    """Each line, and whether it and one above it share a day they may both have been on."""
    for at, line in enumerate(lines):
        shared = any(_may_share(above.days, line.days) for above in lines[:at])
        yield Dated(line.address, line.days, line.is_known, shared)


def _may_share(one: Days, other: Days) -> bool:
    """Whether two times have a day in common; two that are the same plain day do not count."""
    if one == other and one[0] is not None and one[0] == one[1]:
        return False
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (one[1] or date.max)


Doubt: TypeAlias = Literal["overlaps", "before"]


def doubt(view: View, earlier: Address, later: Address) -> Doubt | None:
    """What speaks against the order in which two parts of the journey stand, by their times.

    ``overlaps``: their times share days, beyond one that ends where the other begins; two that are
    told alike (June, and June) do not count. ``before``: the one that stands later was over first.
    """
    one, other = _span(view, earlier), _span(view, later)
    if one is None or other is None or one == other:
        return None
    if other[1] is not None and one[0] is not None and other[1] < one[0]:
        return "before"
    touches = one[1] is not None and one[1] == other[0]
    return "overlaps" if not touches and _may_share(one, other) else None


# -- what there is ---------------------------------------------------------------------------


def _answers(view: View) -> Iterator[Dated]:
    """Every answer with a date; a time told by its start and its end is one line."""
    seen: set[Address] = set()
    for address in view.state.entries:
        entry, spec = view.entry(address), view.bank.spec(address.item, address.field)
        section = view.bank.items[address.item].section
        if entry is None or entry.value is None or spec is None or spec.type not in _TYPES:
            continue
        if section in _NOT_OF_THE_ACCOUNT or not view.is_open(address.item, address.instance):
            continue
        whole = address.whole if address.item in _PARTS_OF_ONE_TIME else address
        if whole not in seen:
            seen.add(whole)
            days = _span(view, whole) if whole != address else days_of(spec.type, entry.value)
            yield _line(whole, days)


def _span(view: View, group: Address) -> Days | None:
    """Of start and end, each as far as it is known. An end alone says nothing of the start."""
    value = view.held_value(group.item, group.instance, None) or {}
    ends = {name: _bounds(value.get(name)) for name in ("start", "end")}
    start, end = ends["start"], ends["end"]
    if start is None and end is None:
        return None
    if start is None or end is None:
        return (start[0], start[1]) if start else (None, (end or (None, None))[1])
    return start[0], end[1]


def _bounds(value: Any) -> Days | None:
    return bounds(value["edtf"]) if value and "edtf" in value else None


def _line(address: Address, days: Days | None) -> Dated:
    known = days is not None and days != (None, None)
    return Dated(address, days if days and known else (None, None), known)


def _without(view: View) -> Iterable[Dated]:
    """Parts of the journey and events without a word on when."""
    for repeat, when in _WHEN.items():
        item, _, field = when.partition(".")
        if item not in view.bank.items:
            continue
        for instance in view.instances(repeat):
            address = Address(item, instance, field or None)
            if view.held_value(*address) is None:
                yield _line(address, None)
