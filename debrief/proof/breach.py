"""The fewest answers that break a property: found by z3, said in words, played in the interview."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

import z3

from debrief.bank import AGE_ITEM, Bank
from debrief.bank.schema import AnswerSpec
from debrief.errors import Refusal
from debrief.interview import Event, Interview
from debrief.proof.examples import example
from debrief.proof.play import Play
from debrief.proof.symbolic import OTHER, Formula, Symbolic
from debrief.proof.world import Place

_FLAGS = ("settled", "unlocked", "overridden", "topic_closed")


@dataclass(frozen=True, slots=True)
class Breach:
    """``lines`` say the state; ``events`` lead to it, where the interview takes them all."""

    item: str
    lines: tuple[str, ...]
    events: tuple[Event, ...] = field(default=(), repr=False)
    replays: bool = False

    def interview(self, bank: Bank) -> Interview:
        return Interview(bank, self.events)


def smallest(solver: z3.Solver, world: Symbolic) -> Formula:
    """A model from which nothing on record can be left out, and the fewest found within a few tries."""
    costs = _costs(world)
    there = _needed(solver, costs)
    model = solver.model()
    for cost in list(there):
        if cost in there:
            left = there - {cost}
            if solver.check([z3.Not(c) for c in costs if c not in left]) == z3.sat:
                model, there = solver.model(), _true(solver.model(), left)
    return _fewer(solver, costs, model, len(there))


def _needed(solver: z3.Solver, costs: list[Formula]) -> set[Formula]:
    """A few things that are enough: every conflict with a bare record lets its own things in."""
    let: set[Formula] = set()
    while solver.check([z3.Not(c) for c in costs if c not in let]) != z3.sat:
        let |= {literal.arg(0) for literal in solver.unsat_core()}
    return _true(solver.model(), let)


def _true(model: Formula, costs: set[Formula]) -> set[Formula]:
    return {cost for cost in costs if z3.is_true(model.eval(cost, model_completion=True))}


def _fewer(solver: z3.Solver, costs: list[Formula], model: Formula, count: int, tries: int = 4) -> Formula:
    solver.push()
    solver.set("timeout", 3000)
    for most in range(count - 1, max(count - 1 - tries, -1), -1):
        solver.add(z3.PbLe([(cost, 1) for cost in costs], most))
        if solver.check() != z3.sat:
            break
        model = solver.model()
    solver.set("timeout", 0)
    solver.pop()
    return model


def _costs(world: Symbolic) -> list[Formula]:
    costs = []
    for key, each in world.vars.items():
        if key[0] in ("state", "present", "latch", "sitting", "stopped", *_FLAGS):
            costs.append(each)
        elif key == ("fact", "sittings"):
            costs += [each > n for n in range(1, 4)]
    return costs


class Decoder:
    """One z3 model as lines and events."""

    def __init__(self, world: Symbolic, model: Formula) -> None:
        self.world, self.bank, self.model = world, world.bank, model
        self.rng = Random(0)  # noqa: S311 - made-up values
        self.lines: list[str] = []

    def breach(self, item: str) -> Breach:
        play = Play(self.bank, self._at())
        self._sittings(play)
        for repeat, instance in self._true("present"):
            play.instance(repeat, instance)
            self.lines.append(
                f"there is {self.bank.items[repeat].label if repeat in self.bank.items else repeat} {instance}"
            )
        for key in sorted(self._entries(), key=self._order):
            self._answer(play, *key)
        self._flags(play)
        try:
            play.interview()
        except Refusal:
            return Breach(item, tuple(self.lines))
        return Breach(item, tuple(self.lines), tuple(play.events), True)

    # -- reading the model --------------------------------------------------------------------

    def _ev(self, formula: Formula) -> Any:
        return self.model.eval(formula, model_completion=True)

    def _is(self, *key: Any) -> bool:
        return key in self.world.vars and z3.is_true(self._ev(self.world.vars[key]))

    def _number(self, *key: Any) -> int:
        return int(self._ev(self.world.vars[key]).as_long()) if key in self.world.vars else 0

    def _true(self, kind: str) -> list[tuple[Any, ...]]:
        return sorted(key[1:] for key in self.world.vars if key[0] == kind and self._is(*key))

    def _at(self) -> str:
        day = date.fromordinal(self._number("today")) if ("today",) in self.world.vars else date(2026, 3, 2)
        return f"{day.isoformat()}T10:00:00+00:00"

    def _entries(self) -> list[tuple[str, int, str | None]]:
        return [key for key in self.world.entries if self._state(*key) != "blank"]

    def _state(self, *key: Any) -> str:
        return next((each for each in self.world.classes if self._is("state", *key, each)), "blank")

    def _order(self, key: tuple[str, int, str | None]) -> tuple[Any, ...]:
        """The age position first; of a group what was said before its whole, the whole, what was said after."""
        item, instance, name = key
        decided = self._is("code", item, instance, name, None, "assessed_adult")
        when = 1 if name is None else 2 if self._is("later", item, instance, name) else 0
        return (item != AGE_ITEM or decided, decided, item, instance, when, name or "")

    # -- events ---------------------------------------------------------------------------------

    def _sittings(self, play: Play) -> None:
        count = self._number("fact", "sittings")
        under_way, reason = self._is("sitting", ""), self._is("fact", "sitting_reason_given")
        changed = self._is("fact", "lead_changed")
        for n in range(1, count + 1):
            play.sitting("M2" if changed and n == 1 else "M1", "made up" if reason else None)
            if n < count or not under_way:
                play.add("sitting_ended", reason="finished")
        if count > 1:
            self.lines.append(f"sitting {count}")
        for fact, use in (("ground_rules_said", "ground_rule"), ("practice_done", "practice")):
            said = [text.id for text in self.bank.texts.values() if text.use == use]
            if self._is("fact", fact) and said:
                play.add("text_said", text=said[0])

    def _answer(self, play: Play, item: str, instance: int, name: str | None) -> None:
        state, held = self._state(item, instance, name), self._is("held", item, instance, name)
        if state == "already_told" and held and self._alike():
            state = "answered"
        if state == "answered" and self.bank.items[item].child != "ask":
            state = "volunteered"  # the same to every rule, and true on any route
        named = name if name != OTHER else self._unread(item)
        if named is None and name == OTHER:
            return
        address = item + (f"/{instance}" if instance else "") + (f".{named}" if named else "")
        spec = self.bank.spec(item, named)
        value = self._value(spec, Place(item, instance, name)) if held and spec else None
        play.answer(address, value, state)
        label = self.bank.items[item].label
        self.lines.append(
            f"{address} ({label}): {self.bank.states[state].label}{self._codes(item, instance, name)}"
        )

    def _alike(self) -> bool:
        """Whether nothing asks if a value was told here or to another agency."""
        return all(("already_told" in s) == ("answered" in s) for s in self.world.reads.states)

    def _unread(self, item: str) -> str | None:
        read = self.world.reads.fields.get(item, set())
        return next((f for f in self.bank.answer_of(item).fields if f not in read), None)

    def _codes(self, item: str, instance: int, name: str | None) -> str:
        found = [
            f"{key[4]}: {key[5]}" if key[4] else str(key[5])
            for key in self.world.vars
            if key[0] == "code" and key[1:4] == (item, instance, name) and self._is(*key)
        ]
        return ", " + ", ".join(found) if found else ""

    def _value(self, spec: AnswerSpec, place: Place) -> Any:
        if ("dated", *place) in self.world.vars:
            return self._date(spec, place)
        if ("low", *place) in self.world.vars:
            low, high = self._number("low", *place), self._number("high", *place)
            return {"from": low, "to": max(low, high)} if spec.type == "count" else {"from": str(low)}
        lines = {
            k[4]: k[5]
            for k in self.world.vars
            if k[0] == "code" and k[1:4] == place[:3] and k[4] and self._is(*k)
        }
        if spec.type in ("checklist", "matrix"):
            spare = example(self.bank, spec, self.rng)
            return {key: lines or marks for key, marks in spare.items()}
        codes = [k[5] for k in self.world.vars if k[0] == "code" and k[1:5] == place and self._is(*k)]
        return example(self.bank, spec, self.rng, [self._spare(spec, place, code) for code in codes] or None)

    def _spare(self, spec: AnswerSpec, place: Place, code: str) -> str:
        """For the class of all other codes, one of them."""
        if code != OTHER or not spec.choices:
            return code
        named = self.world.reads.codes.get(place._replace(instance=0), set())
        return next((c for c in self.bank.lists[spec.choices].choices if c not in named), code)

    def _date(self, spec: AnswerSpec, place: Place) -> Any:
        if not self._is("dated", *place):
            return {"words": "made up"}
        ends = []
        for which in ("first", "last"):
            known = self._is(f"has_{which}", *place)
            ends.append(date.fromordinal(self._number(which, *place)).isoformat() if known else "..")
        if spec.type == "datetime":
            return f"{ends[0]}T12:00:00+00:00"
        if spec.type == "date_range":
            return {"start": {"edtf": ends[0]}, "end": {"edtf": ends[1]}}
        return {"edtf": ends[0] if ends[0] == ends[1] else "/".join(ends)}

    def _flags(self, play: Play) -> None:
        for (name,) in self._true("overridden"):
            play.add("overridden", check=name, lead="made up", role="lead", reason="made up")
            self.lines.append(f"a lead overrode {name}")
        for (name,) in self._true("settled"):
            play.add("settled", items=(name,), agency="police", dated="2026", form="written_statement")
            self.lines.append(f"{name} was told to another agency")
        for (name,) in self._true("unlocked"):
            play.add("unlocked", item=name, reason="safety", note="made up")
            self.lines.append(f"{name} was unlocked")
        closed = [name for (name,) in self._true("topic_closed")]
        if closed and self._is("sitting", ""):
            play.add("distressed", closes=tuple(closed))
            self.lines.append("closed for the day: " + ", ".join(closed))
        if self._is("latch", ""):
            self.lines.append("something pointed to childhood before")
        if self._is("stopped", ""):
            who = "person" if self._is("fact", "stopped_by_person") else "interviewer"
            play.add("stopped", who=who)
            self.lines.append("the talk was stopped")
