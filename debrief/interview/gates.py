"""The safeguards, checked against the state: met or not, overridden or not, and what each wants."""

from __future__ import annotations

from dataclasses import dataclass

from debrief.bank.conditions import All, Condition, Ref, refs_of
from debrief.bank.evaluate import compile_condition
from debrief.bank.schema import Check, Stage
from debrief.interview.state import Override
from debrief.interview.view import View, world_of


@dataclass(frozen=True, slots=True)
class GateResult:
    """One check that applies to this record."""

    check: Check
    met: bool
    override: Override | None = None
    acknowledged: bool = False

    @property
    def blocks(self) -> bool:
        """HARD and unmet; or LEAD, unmet and not overridden. An asserted override opens the way."""
        if self.met:
            return False
        return self.check.effect == "HARD" or (self.check.effect == "LEAD" and self.override is None)


def results(view: View, stage: Stage) -> list[GateResult]:
    """Every check of a stage that applies to this record, met or not, in the order of the rules.

    Thought through once between two events: the outline asks for every item.
    """
    seq = view.state.seq
    held = view.gate_results.get(stage)
    if held is None or held[0] != seq:
        held = view.gate_results[stage] = (seq, _results(view, stage))
    return held[1]


def _results(view: View, stage: Stage) -> list[GateResult]:
    world, route = world_of(view), view.route()
    found = []
    for check, test in view.compiled.checks:
        if check.stage == stage and check.who in ("all", route):
            found.append(
                GateResult(
                    check,
                    test(world, 0),
                    view.state.overrides.get(check.id),
                    check.id in view.state.acknowledged,
                )
            )
    return found


def unmet(view: View, stage: Stage) -> list[GateResult]:
    """The checks of a stage that are not met, overridden or not."""
    return [result for result in results(view, stage) if not result.met]


def lacking(view: View, check: Check) -> tuple[Ref, ...]:
    """What a check still wants: the answers of each part of it that does not hold, in their order."""
    parts = check.needs.parts if isinstance(check.needs, All) else (check.needs,)
    return tuple(ref for part in parts if not _holds(view, part) for ref in sorted(refs_of(part), key=str))


def _holds(view: View, part: Condition) -> bool:
    return compile_condition(view.bank, part)(world_of(view), 0)
