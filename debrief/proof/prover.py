"""Proving the properties of a bank, and finding what breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import z3

from debrief.bank import Bank
from debrief.bank.specification import Specification
from debrief.proof.breach import Breach, Decoder, smallest
from debrief.proof.induction import Induction
from debrief.proof.model import Model
from debrief.proof.properties import Case, Properties, Property
from debrief.proof.reachable import wanted
from debrief.proof.reads import conditions_of, reads_of
from debrief.proof.symbolic import Formula, Symbolic


@dataclass(frozen=True, slots=True)
class Result:
    """One property: proved, or the breach that shows it is not."""

    name: str
    says: str
    breach: Breach | None = None

    @property
    def proved(self) -> bool:
        return self.breach is None


class Prover:
    """One bank against one specification."""

    def __init__(self, bank: Bank, spec: Specification) -> None:
        self.bank, self.spec = bank, spec
        reads = reads_of(bank, conditions_of(bank, spec))
        reads.states.append(spec.settles)
        reads.states.append(spec.waits)
        self.world = Symbolic(bank, reads)
        self.model: Model[Formula] = Model(bank, self.world)
        self.properties: Properties[Formula] = Properties(self.model, spec)
        self.solver, self._known = z3.Solver(), 0
        self.solver.add(self._latched())

    def results(self) -> Iterator[Result]:
        """Every property, proved or broken."""
        for each in self.properties.all():
            yield self._proved(each)
        yield from self.reached()
        yield self._kept()

    def _kept(self) -> Result:
        """Rules about sequences: one step of every kind of event."""
        says = "Childhood once pointed to is never forgotten, and only an assessed decision leads out of it."
        broken = Induction(self.bank, self.spec).broken()
        if not broken:
            return Result("kept", says)
        lines = tuple(f"not kept by the event {step.kind} {step.about}".rstrip() for step in broken[:3])
        return Result("kept", says, Breach("per_age_status", lines))

    @contextmanager
    def asking(self, *formulas: Formula) -> Iterator[z3.Solver]:
        """The one solver, with ``formulas`` for as long as the block lasts.

        What is true of every state stays in it; variables made since are added first."""
        self.solver.add(self.world.side[self._known :])
        self._known = len(self.world.side)
        self.solver.push()
        self.solver.add(*formulas)
        try:
            yield self.solver
        finally:
            self.solver.pop()

    def _latched(self) -> Formula:
        """Kept by every event (``induction`` proves it): what points to childhood is remembered."""
        return z3.Implies(self.model.points(), self.world.flag("latch"))

    def _proved(self, what: Property[Formula]) -> Result:
        cases = [case for case in what.cases() if not z3.is_false(case.broken)]
        if not cases:
            return Result(what.name, what.says)
        with self.asking(z3.Or([case.broken for case in cases])) as solver:
            answer = solver.check()
            if answer == z3.unsat:
                return Result(what.name, what.says)
            return Result(what.name, what.says, self._breach(solver, cases, answer))

    def _breach(self, solver: z3.Solver, cases: list[Case[Formula]], answer: z3.CheckSatResult) -> Breach:
        if answer != z3.sat:
            return Breach("", ("the proof did not come to an end",))
        model = smallest(solver, self.world)
        hit = next(c for c in cases if z3.is_true(model.eval(c.broken, model_completion=True)))
        return Decoder(self.world, model).breach(hit.item)

    def reached(self, *, conditions_only: bool = False) -> Iterator[Result]:
        """What must be possible for someone; one search finds many at a time."""
        goals = list(wanted(self.properties, conditions_only=conditions_only))
        left = {n: goal.holds for n, goal in enumerate(goals) if not z3.is_false(goal.holds)}
        dead = set(range(len(goals))) - set(left)
        while left:
            first = next(iter(left))
            found = {first}
            with self.asking(left[first]) as solver:
                if solver.check() == z3.sat:
                    model = solver.model()
                    found |= {n for n, f in left.items() if z3.is_true(model.eval(f, model_completion=True))}
                else:
                    dead.add(first)
            left = {n: f for n, f in left.items() if n not in found}
        for n, goal in enumerate(goals):
            breach = Breach(goal.item, ("no state does",)) if n in dead else None
            yield Result(goal.name, goal.says, breach)
