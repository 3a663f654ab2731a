"""Conditions made into functions: the one reading that the interview runs.

``compile_condition`` turns a condition into ``f(world, instance) -> bool``. A
``World`` answers for the state: what an answer is, and nothing else. The proof
reads the same conditions with another world.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from debrief.bank.answers import codes_in
from debrief.bank.bank import Bank
from debrief.bank.conditions import (
    All,
    Compare,
    Condition,
    Fact,
    Not,
    OverItems,
    Ref,
    Route,
    Today,
)
from debrief.bank.conditions import Any as AnyOf
from debrief.bank.dates import bounds, days_of, moved


class World(Protocol):
    """What a condition may ask of a state. ``instance`` is 0 outside repeats."""

    def value(self, item: str, instance: int, field: str | None) -> Any:
        """The value on record; ``None`` when there is none, or when the item is closed."""

    def state(self, item: str, instance: int, field: str | None) -> str:
        """The response state on record, closed or not; ``blank`` when there is none."""

    def instances(self, repeat: str) -> Sequence[int]:
        """The instances of a repeat, in order."""

    def today(self) -> date | None: ...

    def route(self) -> str: ...

    def fact(self, name: str) -> str | int: ...


Test: TypeAlias = Callable[[World, int], bool]
_Read: TypeAlias = Callable[[World, int], Any]
_Verdict: TypeAlias = Callable[[str, Any, Any, str], bool]


def compile_condition(bank: Bank, condition: Condition) -> Test:
    """``condition`` as a function of a world and the instance it stands in."""
    match condition:
        case All(()):
            return lambda world, instance: True
        case All(parts):
            return all_of([compile_condition(bank, part) for part in parts])
        case AnyOf(parts):
            return _any_of([compile_condition(bank, part) for part in parts])
        case Not(part):
            test = compile_condition(bank, part)
            return lambda world, instance: not test(world, instance)
        case Route(route):
            return lambda world, instance: world.route() == route
        case Fact(name, operator, operand):
            return lambda world, instance: _number(operator, world.fact(name), operand)
        case OverItems():
            return _over_items(bank, condition)
        case Compare():
            return _compare(bank, condition)
    raise TypeError("not a condition")


# Conditions are asked again after every answer: loops, because a generator costs as much as a test.
def all_of(tests: list[Test]) -> Test:
    """Whether every test holds; the first that does not ends the asking."""
    if len(tests) == 1:
        return tests[0]

    def holds(world: World, instance: int) -> bool:
        for test in tests:  # noqa: SIM110
            if not test(world, instance):
                return False
        return True

    return holds


def _any_of(tests: list[Test]) -> Test:
    def holds(world: World, instance: int) -> bool:
        for test in tests:  # noqa: SIM110
            if test(world, instance):
                return True
        return False

    return holds


def _number(operator: str, found: Any, wanted: Any) -> bool:
    if operator == "at_least":
        return bool(found >= wanted)
    return bool(found <= wanted) if operator == "at_most" else bool(found == wanted)


def _over_items(bank: Bank, c: OverItems) -> Test:
    repeat, quantifier, operator, number = c.repeat, c.quantifier, c.operator, c.number
    where = compile_condition(bank, c.where) if c.where is not None else None

    def holds(world: World) -> list[int]:
        present = world.instances(repeat)
        return [i for i in present if where is None or where(world, i)]

    if quantifier == "any":
        return lambda world, instance: bool(holds(world))
    if quantifier == "all":
        return lambda world, instance: len(holds(world)) == len(world.instances(repeat))
    if quantifier == "count":
        return lambda world, instance: _number(operator, len(holds(world)), number)
    read = _reader(bank, c.summed) if c.summed else lambda world, instance: None

    def total(world: World) -> Decimal:
        low = [_span(read(world, i))[0] for i in holds(world)]
        return sum((each for each in low if each is not None), Decimal(0))

    return lambda world, instance: _number(operator, total(world), number)


def _reader(bank: Bank, ref: Ref) -> _Read:
    """Reads one answer; ``item.line`` of a checklist reads that line's mark."""
    item, field, line = ref.item, ref.field, ref.line
    spec = bank.spec(item, field)
    if spec is None:
        field, line, spec = None, field, bank.spec(item)
    inside = bank.repeat_of(item) is not None
    if line is None:
        return lambda world, instance: world.value(item, instance if inside else 0, field)
    part = "lines" if spec is not None and spec.type == "checklist" else "marks"

    def mark(world: World, instance: int) -> Any:
        value = world.value(item, instance if inside else 0, field)
        return None if value is None else value[part].get(line)

    return mark


def _compare(bank: Bank, c: Compare) -> Test:
    ref, operator, operand = c.ref, c.operator, c.operand
    inside = bank.repeat_of(ref.item) is not None
    if operator == "status":
        states = frozenset(operand if isinstance(operand, tuple) else (str(operand),))
        item, field = ref.item, ref.field
        return lambda world, i: world.state(item, i if inside else 0, field) in states
    read = _reader(bank, ref)
    if operator == "answered":
        wanted = bool(operand)
        return lambda world, i: (read(world, i) is not None) == wanted
    spec = bank.spec(ref.item, ref.field)
    kind = spec.type if spec and not ref.line else "line"
    if spec and spec.type in ("checklist", "matrix"):
        kind = "line"
    verdict = _VERDICTS[c.measure if c.measure != "value" else operator]
    if isinstance(operand, Ref | Today):
        return _against_another(read, _operand(bank, operand, kind), kind, operator, verdict)
    right = _fixed(operand, kind)
    if verdict is _is and kind == "single":
        return _one_choice(read, right)

    def test(world: World, instance: int) -> bool:
        value = read(world, instance)
        return value is not None and verdict(kind, value, right, operator)

    return test


def _one_choice(read: _Read, codes: frozenset[str]) -> Test:
    """By far the most common condition, without the steps that the others need."""

    def test(world: World, instance: int) -> bool:
        value = read(world, instance)
        return value is not None and value["choice"] in codes

    return test


def _against_another(read: _Read, other: _Read, kind: str, operator: str, verdict: _Verdict) -> Test:
    def test(world: World, instance: int) -> bool:
        value = read(world, instance)
        if value is None:
            return False
        right = other(world, instance)
        return right is not None and verdict(kind, value, right, operator)

    return test


def _fixed(operand: Any, kind: str) -> Any:
    """A literal, in the form its verdict wants."""
    if isinstance(operand, tuple):
        return frozenset(operand)
    if isinstance(operand, str):
        is_date = kind in ("partial_date", "date_range", "datetime")
        return bounds(operand) if is_date else frozenset((operand,))
    return (Decimal(operand),) * 2


def _operand(bank: Bank, operand: Ref | Today, kind: str) -> _Read:
    """Another answer, or a day reckoned from today, in the form its verdict wants."""
    if isinstance(operand, Ref):
        read = _reader(bank, operand)
        return lambda world, i: _as_operand(kind, read(world, i))

    def day(world: World, instance: int) -> Any:
        today = world.today()
        return None if today is None else (moved(today, operand),) * 2

    return day


def _as_operand(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind in ("partial_date", "date_range", "datetime"):
        return days_of(kind, value)
    if kind in ("count", "money", "duration"):
        return _span(value)
    return frozenset(_codes(kind, value))


def _codes(kind: str, value: Any) -> tuple[str, ...]:
    return (value,) if kind == "line" else codes_in(kind, value)


def _span(value: Any) -> tuple[Decimal | None, Decimal | None]:
    """Least and most of a count, an amount or a duration."""
    if value is None:
        return None, None
    if "amount" in value:
        value = value["amount"]
    low, high = value.get("from"), value.get("to")
    least = None if low is None else Decimal(low)
    return least, least if high is None else Decimal(high)


def _is(kind: str, value: Any, right: Any, operator: str) -> bool:
    codes = _codes(kind, value)
    return bool(codes) and right.issuperset(codes)


def _is_not(kind: str, value: Any, right: Any, operator: str) -> bool:
    codes = _codes(kind, value)
    return bool(codes) and right.isdisjoint(codes)


def _contains(kind: str, value: Any, right: Any, operator: str) -> bool:
    return bool(right.issubset(_codes(kind, value)))


def _at_least(kind: str, value: Any, right: Any, operator: str) -> bool:
    low = _span(value)[0]
    return low is not None and right[1] is not None and low >= right[1]


def _at_most(kind: str, value: Any, right: Any, operator: str) -> bool:
    high = _span(value)[1]
    return high is not None and right[0] is not None and high <= right[0]


def _time(kind: str, value: Any, right: Any, operator: str) -> bool:
    """An open end is earlier or later than anything, so only ``possibly`` holds of it."""
    days = days_of(kind, value)
    if days is None or right is None:
        return False
    first, last = days
    if operator == "before":
        return last is not None and right[0] is not None and last < right[0]
    if operator == "after":
        return first is not None and right[1] is not None and first > right[1]
    if operator == "possibly_before":
        return right[1] is not None and (first is None or first < right[1])
    return right[0] is not None and (last is None or last > right[0])


def _matches(kind: str, value: Any, right: Any, operator: str) -> bool:
    (pattern,) = right
    return any(re.fullmatch(pattern, text) for text in _texts(value))


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(v for k, v in value.items() if k not in ("language", "order"))


def _length(kind: str, value: Any, right: Any, operator: str) -> bool:
    return _number(operator, max(map(len, _texts(value)), default=0), right[0])


def _count_selected(kind: str, value: Any, right: Any, operator: str) -> bool:
    return _number(operator, len(_codes(kind, value)), right[0])


_VERDICTS: dict[str, _Verdict] = {
    "is": _is,
    "any_of": _is,
    "is_not": _is_not,
    "none_of": _is_not,
    "contains": _contains,
    "at_least": _at_least,
    "at_most": _at_most,
    "before": _time,
    "after": _time,
    "possibly_before": _time,
    "possibly_after": _time,
    "matches": _matches,
    "length": _length,
    "count_selected": _count_selected,
}
