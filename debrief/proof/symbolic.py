"""Every state at once: a world whose truths are z3 formulas.

An answer is its response state and a class of values: the codes that some
condition names (and one for all others), the first and last day, the least and
most of a number. What no condition can tell apart is one. Nothing is assumed
of the order of events: the model holds every state that can be reached, and
some that cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

import z3

from debrief.bank import Bank
from debrief.bank.conditions import FACTS, Compare, Today
from debrief.bank.dates import bounds, moved
from debrief.bank.schema import SELF
from debrief.proof.reading import kind_of
from debrief.proof.reads import Reads, universe
from debrief.proof.world import Flag, Place

Formula: TypeAlias = Any  # z3 carries no types
State: TypeAlias = dict[str, Formula]

OTHER = "…"
"""Any code that no condition names; as a field, all fields that no condition reads."""
_ONE_CODE = frozenset({"single", "country", "yes_no_not_sure"})
_LATEST = 10_000_000


class Symbolic:
    """``side`` holds what is true of every state; ``vars`` every variable, by what it stands for."""

    def __init__(self, bank: Bank, reads: Reads, prefix: str = "") -> None:
        self.bank, self.reads, self.prefix = bank, reads, prefix
        self.vars: dict[tuple[Any, ...], Formula] = {}
        self.side: list[Formula] = []
        self.entries: dict[tuple[str, int, str | None], State] = {}
        self.groups: dict[tuple[str, int], State] = {}
        self.class_of = self._classes()
        self.classes = tuple(dict.fromkeys(self.class_of.values()))
        self._of_facts()

    def _classes(self) -> dict[str, str]:
        """Each response state to the one that stands for all that nothing can tell apart from it."""
        found: dict[tuple[Any, ...], str] = {}
        made = {}
        for code, each in self.bank.states.items():
            told = code == "already_told"
            named = (each.waits, *(code in states for states in self.reads.states))
            made[code] = found.setdefault((each.has_value, each.settles, told, *named), code)
        return made

    # -- joining --------------------------------------------------------------------------

    def true(self) -> Formula:
        return z3.BoolVal(True)

    def all_of(self, parts: Iterable[Formula]) -> Formula:
        listed = [part for part in parts if not z3.is_true(part)]
        return z3.BoolVal(True) if not listed else listed[0] if len(listed) == 1 else z3.And(listed)

    def any_of(self, parts: Iterable[Formula]) -> Formula:
        listed = [part for part in parts if not z3.is_false(part)]
        return z3.BoolVal(False) if not listed else listed[0] if len(listed) == 1 else z3.Or(listed)

    def no(self, part: Formula) -> Formula:
        if z3.is_true(part) or z3.is_false(part):
            return z3.BoolVal(z3.is_false(part))
        return part.arg(0) if z3.is_not(part) else z3.Not(part)

    def counted(self, parts: Sequence[Formula], operator: str, number: int) -> Formula:
        pairs = [(part, 1) for part in parts]
        if not pairs:
            return z3.BoolVal(_plain(operator, 0, number))
        if operator == "at_least":
            return z3.PbGe(pairs, number)
        return z3.PbLe(pairs, number) if operator == "at_most" else z3.PbEq(pairs, number)

    # -- variables --------------------------------------------------------------------------

    def _new(self, key: tuple[Any, ...], make: Any) -> Formula:
        name = self.prefix + ":".join(str(part) for part in key)
        self.vars[key] = made = make(name)
        return made

    def bool(self, *key: Any) -> Formula:
        return self.vars[key] if key in self.vars else self._new(key, z3.Bool)

    def whole(self, *key: Any) -> Formula:
        return self.vars[key] if key in self.vars else self._new(key, z3.Int)

    def _of_facts(self) -> None:
        sittings = self.whole("fact", "sittings")
        self.side.append(sittings >= 0)
        begun = [self.flag("sitting"), z3.Not(self.bool("fact", "sitting_reason_given"))]
        begun += [self.bool("fact", "lead_changed"), self.bool("fact", "stopped_by_person")]
        self.side.append(z3.Implies(z3.Or(begun), sittings >= 1))
        self.side.append(z3.Implies(self.flag("stopped"), self.flag("sitting")))

    # -- instances ----------------------------------------------------------------------------

    def instances(self, repeat: str) -> Sequence[int]:
        return range(1, self.reads.instances.get(repeat, 1) + 1)

    def present(self, repeat: str, instance: int) -> Formula:
        key = ("present", repeat, instance)
        if key not in self.vars:
            here = self.bool(*key)
            if instance > 1:
                self.side.append(z3.Implies(here, self.present(repeat, instance - 1)))
        return self.vars[key]

    def _there(self, item: str, instance: int) -> Formula:
        repeat = self.bank.items[item].repeat
        if repeat is None:
            return self.true()
        return self.present(item if repeat == SELF else repeat, instance)

    # -- response states ------------------------------------------------------------------------

    def entry(self, item: str, instance: int, field: str | None) -> tuple[State, Formula]:
        """The state of one address of the log, and whether it holds a value."""
        key = (item, instance, field)
        if key not in self.entries:
            self.entries[key] = self._state("state", *key)
            self._entry(key)
        return self.entries[key], self.vars["held", *key]

    def _state(self, *key: Any) -> State:
        """One truth a class of states, at most one of them true; none is ``blank``."""
        made = {each: self.bool(*key, each) for each in self.classes}
        self.side.append(z3.PbLe([(each, 1) for each in made.values()], 1))
        return made

    def _entry(self, key: tuple[str, int, str | None]) -> None:
        item, instance, field = key
        state, held = self.entries[key], self.bool("held", *key)
        with_value = {code for code, each in self.bank.states.items() if each.has_value}
        self.side.append(z3.Implies(held, self._among(state, with_value)))
        self.side.append(z3.Implies(self._among(state, with_value - {"already_told"}), held))
        if field is None and self.bank.answer_of(item).fields:
            self.side.append(z3.Not(held))
        there = self._there(item, instance)
        if not z3.is_true(there):
            self.side += [z3.Implies(each, there) for each in state.values()]

    def _among(self, state: State, states: Iterable[str]) -> Formula:
        wanted = set(states)
        named = self.any_of([each for code, each in state.items() if code in wanted])
        return self.any_of((named, self._blank(state))) if "blank" in wanted else named

    def _blank(self, state: State) -> Formula:
        return self.no(self.any_of(state.values()))

    def _same(self, one: State, other: State) -> Formula:
        return self.all_of([one[code] == other[code] for code in one])

    def fields(self, item: str) -> list[str | None]:
        """The addresses of an item that can be told apart: the whole, what is read, and the rest."""
        spec = self.bank.answer_of(item)
        if not spec.fields:
            return [None]
        read: list[str | None] = [None, *sorted(self.reads.fields.get(item, ()))]
        return read if len(read) > len(spec.fields) else [*read, OTHER]

    def state_of(self, item: str, instance: int) -> State:
        """The state of an item: its own, or of a group what its fields come to."""
        fields = self.fields(item)
        if len(fields) == 1:
            return self.entry(item, instance, None)[0]
        if (item, instance) not in self.groups:
            self.groups[item, instance] = self._state("group", item, instance)
            self._group(item, instance, fields[1:])
        return self.groups[item, instance]

    def _group(self, item: str, instance: int, fields: list[str | None]) -> None:
        """``later``: said after what was last said of the whole, so that it counts."""
        state, (whole, _) = self.groups[item, instance], self.entry(item, instance, None)
        settling = [code for code, each in self.bank.states.items() if each.settles]
        parts = []
        for field in fields:
            part, held = self.entry(item, instance, field)
            later, said = self.bool("later", item, instance, field), self.no(self._blank(part))
            self.side += [z3.Implies(later, said), z3.Implies(z3.And(said, self._blank(whole)), later)]
            parts.append((part, z3.And(later, held), later))
        some = self.any_of([later for *_, later in parts])
        told = self.any_of([self.all_of((later, self._among(part, settling))) for part, _, later in parts])
        valued = self.any_of([held for _, held, _ in parts])
        chosen = [z3.And(self._same(state, whole), self._among(whole, settling), self.no(told))]
        for part, held, later in parts:
            rest = z3.And(self.no(self._among(whole, settling)), z3.Or(held, self.no(valued)))
            fits = z3.If(told, self._among(part, settling), rest)
            chosen.append(z3.And(self._same(state, part), later, fits))
        self.side.append(z3.If(some, z3.Or(chosen), self._same(state, whole)))

    def state_in(self, item: str, instance: int, field: str | None, states: frozenset[str]) -> Formula:
        state = self.state_of(item, instance) if field is None else self.entry(item, instance, field)[0]
        return self._among(state, states)

    def of_sitting(self, item: str, instance: int) -> Formula:
        return self.bool("of_sitting", item, instance)

    # -- values -------------------------------------------------------------------------------

    def held(self, place: Place) -> Formula:
        if place.line:
            return self.all_of((self.held(place._replace(line=None)), self.any_of(self._codes(place).values())))
        if place.field is None and self.bank.answer_of(place.item).fields:
            fields = [f for f in self.fields(place.item) if f is not None]
            return self.any_of([self.entry(place.item, place.instance, f)[1] for f in fields])
        return self.entry(place.item, place.instance, place.field)[1]

    def _codes(self, place: Place) -> dict[str, Formula]:
        named = sorted(self.reads.codes.get(place._replace(instance=0), ()))
        whole = universe(self.bank, place)
        names = [*named, OTHER] if whole is None or set(whole) - set(named) else named
        first = ("code", *place, names[0])
        made = {name: self.bool("code", *place, name) for name in names} if first in self.vars else None
        if made is None:
            made = {name: self.bool("code", *place, name) for name in names}
            self._code_rules(place, made)
        return made

    def _code_rules(self, place: Place, codes: dict[str, Formula]) -> None:
        pairs = [(each, 1) for each in codes.values()]
        kind = kind_of(self.bank, place)
        if kind in _ONE_CODE or kind == "line":
            self.side.append(z3.PbLe(pairs, 1))
        if kind != "line":
            self.side.append(z3.Implies(self.held(place), z3.Or(list(codes.values()))))
        spec = self.bank.spec(place.item, place.field)
        listed = self.bank.lists.get(spec.choices or "") if spec and kind != "line" else None
        for name, each in codes.items():
            if listed and name in listed.choices and listed.choices[name].exclusive:
                self.side.append(z3.Implies(each, z3.PbLe(pairs, 1)))

    def only(self, place: Place, codes: frozenset[str]) -> Formula:
        return self.no(self.any_of([x for name, x in self._codes(place).items() if name not in codes]))

    def none(self, place: Place, codes: frozenset[str]) -> Formula:
        return self.no(self.any_of([x for name, x in self._codes(place).items() if name in codes]))

    def has(self, place: Place, code: str) -> Formula:
        return self._codes(place).get(code, z3.BoolVal(False))

    # -- numbers, texts, days -----------------------------------------------------------------

    def _span(self, place: Place) -> tuple[Formula, Formula, Formula, Formula]:
        """Whether there is a least and a most, and what they are."""
        key = ("low", *place)
        new = key not in self.vars
        low, high = self.whole(*key), self.whole("high", *place)
        has_low, has_high = self.bool("has_low", *place), self.bool("has_high", *place)
        if new:
            self.side += [low >= 0, low <= _LATEST, high >= 0, high <= _LATEST]
            self.side.append(z3.Implies(z3.And(has_low, has_high), low <= high))
        return has_low, low, has_high, high

    def compares(self, place: Place, condition: Compare, other: Place | None) -> Formula:
        order = condition.operator in ("at_least", "at_most") and condition.measure == "value"
        if not order:  # texts, lengths, codes of another answer: taken to be able to go either way
            return self.bool("compares", *place, str(condition))
        has_low, low, has_high, high = self._span(place)
        if other is None:
            bound = int(str(condition.operand))
            there, right_low, right_high = z3.BoolVal(True), bound, bound
        else:
            other_low, right_low, other_high, right_high = self._span(other)
            there = other_high if condition.operator == "at_least" else other_low
        if condition.operator == "at_least":
            return z3.And(has_low, there, low >= right_high)
        return z3.And(has_high, there, high <= right_low)

    def summed(self, parts: Sequence[tuple[Formula, Place]], operator: str, number: int) -> Formula:
        total = z3.IntVal(0)
        for fits, place in parts:
            has_low, low, _, _ = self._span(place)
            total = total + z3.If(z3.And(fits, has_low), low, 0)
        if operator == "is":
            return total == number
        return total >= number if operator == "at_least" else total <= number

    def _days(self, place: Place) -> tuple[Formula, Formula, Formula, Formula]:
        key = ("first", *place)
        new = key not in self.vars
        first, last = self.whole(*key), self.whole("last", *place)
        has_first, has_last = self.bool("has_first", *place), self.bool("has_last", *place)
        if new:
            self.side += [first >= 1, first <= 3_652_059, last >= 1, last <= 3_652_059]
            self.side.append(z3.Implies(z3.And(has_first, has_last), first <= last))
            if kind_of(self.bank, place) == "datetime":
                self.side += [first == last, has_first, has_last]
        return has_first, first, has_last, last

    def _against(self, against: str | Today | Place) -> tuple[Formula, Formula, Formula, Formula]:
        if isinstance(against, Place):
            return self._days(against)
        if isinstance(against, Today):
            day = self.day(against)
            return z3.BoolVal(True), day, z3.BoolVal(True), day
        first, last = bounds(against)
        return (
            z3.BoolVal(first is not None), z3.IntVal(first.toordinal() if first else 0),
            z3.BoolVal(last is not None), z3.IntVal(last.toordinal() if last else 0),
        )  # fmt: skip

    def day(self, offset: Today) -> Formula:
        """Today moved by an offset, as a day number: as far from today as the calendar allows."""
        key = ("day", offset.years, offset.months, offset.days)
        if key not in self.vars:
            day, today = self.whole(*key), self.whole("today")
            least, most = reach(offset)
            self.side += [today >= date(1990, 1, 1).toordinal(), today <= date(2199, 12, 31).toordinal()]
            self.side += [day - today >= least, day - today <= most]
        return self.vars[key]

    def dated(self, place: Place, operator: str, against: str | Today | Place) -> Formula:
        has_first, first, has_last, last = self._days(place)
        low_known, low, high_known, high = self._against(against)
        known = self.bool("dated", *place)
        if operator == "before":
            verdict = z3.And(has_last, low_known, last < low)
        elif operator == "after":
            verdict = z3.And(has_first, high_known, first > high)
        elif operator == "possibly_before":
            verdict = z3.And(high_known, z3.Or(z3.Not(has_first), first < high))
        else:
            verdict = z3.And(low_known, z3.Or(z3.Not(has_last), last > low))
        return z3.And(known, verdict)

    # -- beside the answers -----------------------------------------------------------------------

    def fact(self, name: str, operator: str, operand: str | int) -> Formula:
        if FACTS[name] is not int:
            yes = self.bool("fact", name)
            return yes if operand == "yes" else self.no(yes)
        number = self.whole("fact", name)
        if operator == "is":
            return number == operand
        return number >= operand if operator == "at_least" else number <= operand

    def flag(self, flag: Flag, name: str = "") -> Formula:
        return self.bool(flag, name)


def _plain(operator: str, found: int, number: int) -> bool:
    if operator == "is":
        return found == number
    return found >= number if operator == "at_least" else found <= number


@lru_cache(maxsize=64)
def reach(offset: Today) -> tuple[int, int]:
    """Least and most days that an offset moves a day of 1990 to 2199 by."""
    ends = [date(y, m, d) for y in range(1990, 2200) for m in range(1, 13) for d in (1, 28)]
    ends += [date(y, 2, 29) for y in range(1992, 2200, 4) if y != 2100]
    ends += [date(y, m, d) for y in range(1990, 2200) for m, d in ((1, 31), (3, 31), (5, 31), (12, 31))]
    apart = [moved(day, offset).toordinal() - day.toordinal() for day in ends]
    return min(apart), max(apart)
