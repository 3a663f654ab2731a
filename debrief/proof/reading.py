"""The second reading of conditions. The first is ``debrief.bank.evaluate``; neither knows the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from debrief.bank import Bank
from debrief.bank.conditions import All, Compare, Condition, Fact, Not, OverItems, Ref, Route, Today
from debrief.bank.conditions import Any as AnyOf
from debrief.bank.schema import AnswerSpec
from debrief.proof.world import B, Place, World

_DATES = frozenset({"partial_date", "date_range", "datetime"})


def place_of(bank: Bank, ref: Ref, instance: int) -> Place:
    """Where a reference reads: outside repeats the instance is 0, and a line follows its checklist."""
    inside = bank.repeat_of(ref.item) is not None
    if ref.field is not None and ref.line is None and bank.spec(ref.item, ref.field) is None:
        return Place(ref.item, instance if inside else 0, None, ref.field)
    return Place(ref.item, instance if inside else 0, ref.field, ref.line)


def kind_of(bank: Bank, place: Place) -> str:
    """The type of what stands there; a line of a checklist or matrix is a ``line``."""
    spec: AnswerSpec | None = bank.spec(place.item, place.field)
    return "line" if place.line or spec is None else spec.type


class Reading(Generic[B]):
    """Conditions over one world. Each is read once for each instance it stands in."""

    def __init__(
        self,
        bank: Bank,
        world: World[B],
        opens: Callable[[str, int], B],
        child: Callable[[], B],
    ) -> None:
        self.bank, self.world = bank, world
        self._opens, self._child = opens, child
        self._memo: dict[tuple[Condition, int], B] = {}

    def holds(self, condition: Condition, instance: int = 0) -> B:
        key = (condition, instance)
        if key not in self._memo:
            self._memo[key] = self._read(condition, instance)
        return self._memo[key]

    def _read(self, condition: Condition, k: int) -> B:
        world = self.world
        match condition:
            case All(parts):
                return world.all_of([self.holds(part, k) for part in parts])
            case AnyOf(parts):
                return world.any_of([self.holds(part, k) for part in parts])
            case Not(part):
                return world.no(self.holds(part, k))
            case Route(route):
                return self._child() if route == "child" else world.no(self._child())
            case Fact(name, operator, operand):
                return world.fact(name, operator, operand)
            case OverItems():
                return self._over(condition)
            case Compare(operator="status"):
                return self._status(condition, k)
            case Compare():
                return self._compare(condition, k)
        raise TypeError("not a condition")

    def _over(self, c: OverItems) -> B:
        world = self.world
        there = [(world.present(c.repeat, j), j) for j in world.instances(c.repeat)]
        each = [(here, self.holds(c.where, j) if c.where else world.true(), j) for here, j in there]
        both = [world.all_of((here, fits)) for here, fits, _ in each]
        if c.quantifier == "any":
            return world.any_of(both)
        if c.quantifier == "all":
            return world.all_of([world.any_of((world.no(here), fits)) for here, fits, _ in each])
        if c.quantifier == "count" or c.summed is None:
            return world.counted(both, c.operator, c.number)
        found = []
        for fits, (_, _, j) in zip(both, each, strict=True):
            place = place_of(self.bank, c.summed, j)
            found.append((world.all_of((fits, self._readable(place))), place))
        return world.summed(found, c.operator, c.number)

    def _status(self, c: Compare, k: int) -> B:
        place = place_of(self.bank, c.ref, k)
        states = c.operand if isinstance(c.operand, tuple) else (str(c.operand),)
        return self.world.state_in(place.item, place.instance, c.ref.field, frozenset(states))

    def _readable(self, place: Place) -> B:
        """A value on record of an item that is open: what is closed reads as empty."""
        return self.world.all_of((self.world.held(place), self._opens(place.item, place.instance)))

    def _compare(self, c: Compare, k: int) -> B:
        world, place = self.world, place_of(self.bank, c.ref, k)
        there = self._readable(place)
        if c.operator == "answered":
            return there if c.operand else world.no(there)
        return world.all_of((there, self._verdict(c, place, k)))

    def _verdict(self, c: Compare, place: Place, k: int) -> B:
        world = self.world
        if isinstance(c.operand, Ref):
            return self._against(c, place, place_of(self.bank, c.operand, k))
        if kind_of(self.bank, place) in _DATES and isinstance(c.operand, str | Today):
            return world.dated(place, c.operator, c.operand)
        if c.measure != "value" or c.operator in ("at_least", "at_most", "matches"):
            return world.compares(place, c, None)
        codes = frozenset(c.operand if isinstance(c.operand, tuple) else (str(c.operand),))
        if c.operator in ("is", "any_of"):
            return world.only(place, codes)
        if c.operator in ("is_not", "none_of"):
            return world.none(place, codes)
        return world.all_of([world.has(place, code) for code in sorted(codes)])

    def _against(self, c: Compare, place: Place, other: Place) -> B:
        """Another answer as the right side; where that is empty, nothing holds."""
        world = self.world
        if kind_of(self.bank, place) in _DATES:
            verdict = world.dated(place, c.operator, other)
        else:
            verdict = world.compares(place, c, other)
        return world.all_of((self._readable(other), verdict))
