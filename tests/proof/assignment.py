"""One real state as values of the z3 world's variables."""

from __future__ import annotations

from typing import Any

import z3

from debrief.bank.conditions import Today
from debrief.bank.dates import days_of, moved
from debrief.interview import Interview
from debrief.proof.concrete import Concrete
from debrief.proof.reading import kind_of
from debrief.proof.symbolic import OTHER, Symbolic
from debrief.proof.world import Place

_FLAGS = (
    "settled",
    "unlocked",
    "overridden",
    "topic_closed",
    "latch",
    "sitting",
    "stopped",
    "signed_interviewer",
    "signed_lead",
    "shares_no",
    "shares_anyway",
)
_SPANS = ("low", "high", "has_low", "has_high", "first", "last", "has_first", "has_last", "dated")


def assignment(world: Symbolic, interview: Interview) -> list[Any]:
    """An equation for each variable."""
    return _Assigner(world, interview).equations()


def values(world: Symbolic, interview: Interview) -> dict[tuple[Any, ...], Any]:
    """Each variable that this state gives a value to."""
    found = {key: _Assigner(world, interview)._value(key) for key in list(world.vars)}
    return {key: value for key, value in found.items() if value is not None}


class _Assigner:
    def __init__(self, world: Symbolic, interview: Interview) -> None:
        self.world, self.real = world, Concrete(interview)

    def equations(self) -> list[Any]:
        made = []
        for key, variable in list(self.world.vars.items()):
            value = self._value(key)
            if isinstance(value, bool):
                made.append(variable if value else z3.Not(variable))
            elif value is not None:
                made.append(variable == value)
        return made

    def _slot(self, item: str, k: int) -> int:
        """The real instance that slot ``k`` stands for; one that is never there where there are fewer."""
        if k == 0:
            return 0
        repeat = self.real.bank.repeat_of(item)
        there = self.real.instances(repeat or "")
        return there[k - 1] if k <= len(there) else 10**6

    def _value(self, key: tuple[Any, ...]) -> Any:
        kind = key[0]
        if kind == "present":
            return key[2] <= len(self.real.instances(key[1]))
        if kind in _FLAGS:
            return self.real.flag(kind, key[1])
        if kind == "fact":
            return self.real.facts()[key[1]]
        if kind in ("today", "day"):
            today = self.real.today()
            assert today is not None
            return moved(today, Today(*key[1:]) if kind == "day" else Today()).toordinal()
        item, k = key[1], self._slot(key[1], key[2])
        if kind == "of_sitting":
            return self.real.of_sitting(item, k)
        if kind == "group":
            return self._class(self.real.state_of(item, k)) == key[3]
        entry = self._entry(item, k, key[3])
        if kind == "state":
            return entry is not None and self._class(entry.state) == key[4]
        if kind == "held":
            return entry is not None and entry.value is not None
        if kind == "later":
            whole = self.real.entry(item, k, None)
            return entry is not None and (whole is None or entry.seq > whole.seq)
        return self._of_value(key, Place(item, k, *key[3:5]))

    def _class(self, state: str) -> str:
        return self.world.class_of.get(state, state)

    def _entry(self, item: str, k: int, field: str | None) -> Any:
        if field != OTHER:
            return self.real.entry(item, k, field)
        read = self.world.reads.fields.get(item, set())
        rest = [
            e
            for f in self.real.bank.answer_of(item).fields
            if f not in read and (e := self.real.entry(item, k, f))
        ]
        whole = self.real.entry(item, k, None)
        states = self.real.bank.states
        return max(
            rest,
            default=None,
            key=lambda e: (
                whole is None or e.seq > whole.seq,
                states[e.state].settles,
                e.value is not None,
                e.seq,
            ),
        )

    def _of_value(self, key: tuple[Any, ...], place: Place) -> Any:
        kind = key[0]
        if kind == "code":
            codes = self.real._codes(place)
            named = self.world.reads.codes.get(Place(place.item, 0, place.field, place.line), set())
            return bool(codes - named) if key[5] == OTHER else key[5] in codes
        if kind in _SPANS:
            value = self.real.value(place)
            days = days_of(kind_of(self.real.bank, place), value) if value is not None else None
            return self._of_days(kind, days)
        raise AssertionError(key)

    def _of_days(self, kind: str, days: Any) -> Any:
        if kind == "dated":
            return days is not None
        end = None if days is None else days[0 if kind.endswith("first") else 1]
        if kind.startswith("has_"):
            return None if days is None else end is not None
        return end.toordinal() if end is not None else None
