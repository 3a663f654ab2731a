"""What every event keeps: rules about sequences, proved one step at a time.

Two copies of the state, before and after one event. Each kind of event names
what it may change; all else stays. If the invariant holds before and the event
happens, it holds after: so it holds after any number of events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import z3

from debrief.bank import Bank
from debrief.bank.specification import Specification
from debrief.interview.compiled import compiled
from debrief.proof.model import Model
from debrief.proof.properties import Properties
from debrief.proof.reads import conditions_of, reads_of
from debrief.proof.symbolic import Formula, Symbolic

ANSWER = frozenset(
    {
        "state",
        "group",
        "held",
        "later",
        "code",
        "dated",
        "first",
        "last",
        "has_first",
        "has_last",
        "low",
        "high",
        "has_low",
        "has_high",
        "compares",
        "of_sitting",
    }
)
"""Kinds of variables that belong to one item."""

_SITTING = frozenset({"sitting", "stopped", "topic_closed", "fact", "of_sitting"})
_SIGNED = frozenset({"signed_interviewer", "signed_lead"})

CHANGES: dict[str, frozenset[str]] = {
    "sitting_started": _SITTING,
    "sitting_ended": _SITTING,
    "stopped": frozenset({"stopped", "fact"}),
    "distressed": frozenset({"topic_closed"}),
    "text_said": frozenset({"fact"}),
    "settled": frozenset({"settled", "unlocked"}),
    "unlocked": frozenset({"unlocked"}),
    "overridden": frozenset({"overridden"}),
    "signed_off": _SIGNED,
    "reopened": _SIGNED,
    "sharing_overridden": frozenset({"shares_anyway"}),
} | dict.fromkeys(
    (
        "opened",
        "break_started",
        "break_ended",
        "prompted",
        "drafted",
        "noted",
        "account_drafted",
        "tagged",
        "layered",
        "queried",
        "differed",
        "account_received",
        "acknowledged",
        "override_signed",
        "exported",
        "receipt_taken",
        "handed_out",
        "edition_changed",
        "bank_moved",
        "went_missing",
        "found",
        "hold_set",
        "hold_lifted",
    ),
    frozenset[str](),
)
"""Beside the answers: kind of event to what it may change. A test holds it against real events."""

OF_ANSWERS = frozenset({"answered", "withdrew"})
OF_REPEATS = frozenset({"added", "struck", "moved"})
_BESIDE_ANSWERS = frozenset({"fact", "shares_no"})
_ALWAYS = frozenset({"today", "day", "latch"})


def may_change(bank: Bank, kind: str, about: str, key: tuple[Any, ...]) -> bool:
    """Whether an event of ``kind`` about an item or repeat may change the variable ``key``."""
    if key[0] in _ALWAYS:
        return True
    if kind in OF_ANSWERS:
        return key[0] in _BESIDE_ANSWERS or (key[0] in ANSWER and key[1] == about)
    if kind in OF_REPEATS:
        mine = key[0] in ANSWER and bank.repeat_of(key[1]) == about
        return mine or key[0] in _BESIDE_ANSWERS or key[:2] == ("present", about)
    return key[0] in CHANGES[kind]


@dataclass(frozen=True, slots=True)
class Step:
    kind: str
    about: str = ""


def steps(bank: Bank) -> Iterator[Step]:
    """Every kind of event, once for each item or repeat it may be about."""
    for item in bank.items:
        yield Step("answered", item)
    repeats = sorted({r for i in bank.items if (r := bank.repeat_of(i)) is not None})
    for repeat in repeats:
        yield Step("added", repeat)
    for kind in sorted(CHANGES):
        yield Step(kind)


class Induction:
    """The state before and after one event."""

    def __init__(self, bank: Bank, spec: Specification) -> None:
        self.bank = bank
        self.worlds = [
            Symbolic(bank, reads_of(bank, conditions_of(bank, spec)), prefix) for prefix in ("", "then ")
        ]
        self.models: list[Model[Formula]] = [Model(bank, world) for world in self.worlds]
        self.says: list[Properties[Formula]] = [Properties(model, spec) for model in self.models]
        self.kept = [self._invariant(n) for n in (0, 1)]
        self.left = z3.And(self.models[0].child(), z3.Not(self.models[1].child()))
        self.decided = z3.Not(self.says[1].childish())
        self.sources = compiled(bank).childhood_sources

    def _invariant(self, n: int) -> Formula:
        """What points to childhood, by the specification, is remembered."""
        world, model, says = self.worlds[n], self.models[n], self.says[n]
        pointing = world.any_of([model.holds(c) for c in says.spec.pointing])
        return z3.Implies(pointing, world.flag("latch"))

    def broken(self) -> list[Step]:
        """Each step that does not keep the invariant, or that leaves childhood without its decision."""
        solver = z3.Solver()
        solver.add(self.kept[0], *self.worlds[0].side, *self.worlds[1].side)
        solver.add(z3.Or(z3.Not(self.kept[1]), z3.And(self.left, z3.Not(self.decided))))
        found = []
        for step in steps(self.bank):
            solver.push()
            solver.add(*self._frame(step))
            if solver.check() != z3.unsat:
                found.append(step)
            solver.pop()
        return found

    def _frame(self, step: Step) -> list[Formula]:
        """All else stays; and the interview looks again at the route only where it listens."""
        before, after = (world.vars for world in self.worlds)
        frame = [
            before[key] == after[key]
            for key in before
            if key in after and not may_change(self.bank, step.kind, step.about, key)
        ]
        latch = [world.flag("latch") for world in self.worlds]
        looks = z3.BoolVal(step.about in self.sources)
        if ("today",) in before:
            same_day = before["today",] == after["today",]
            looks = z3.Or(looks, z3.Not(same_day))
            frame += [z3.Implies(same_day, before[key] == after[key]) for key in before if key[0] == "day"]
        return [*frame, latch[1] == z3.Or(latch[0], z3.And(looks, self.models[1].points()))]
