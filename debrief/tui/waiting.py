"""What a safeguard waits for, and the place where it is met. Pure."""

from __future__ import annotations

from debrief.bank.conditions import Ref, refs_of
from debrief.bank.schema import Stage
from debrief.interview import GateResult, Interview
from debrief.language import marked
from debrief.tui.outline import Spot, exists, next_instance
from debrief.tui.reasons import named
from debrief.tui.working import Working

STAGES: tuple[Stage, ...] = ("prompt", "account", "signoff")
BEFORE = {
    "prompt": marked("before any question"),
    "account": marked("before the account"),
    "signoff": marked("before sign-off"),
}
EFFECT = {
    "HARD": marked(
        "There is no way round it in the app. Recording, saving and an urgent export wait for nothing."
    ),
    "LEAD": marked("A named lead may override it with a reason: press o."),
    "WARN": marked("A warning. It stops nothing: press a when you have read it."),
}


def unmet(interview: Interview) -> list[GateResult]:
    """What is waited for, stage by stage; what was read comes last."""
    found = [gate for stage in STAGES for gate in interview.unmet(stage)]
    return [g for g in found if not g.acknowledged] + [g for g in found if g.acknowledged]


def meeting(working: Working, gate: GateResult) -> Spot | None:
    """The place where what a safeguard still wants is recorded: the first of those items that is blank."""
    bank = working.interview.bank
    wanted = working.interview.lacking(gate.check) or refs_of(gate.check.needs)
    items = sorted({ref.item for ref in wanted}, key=lambda item: bank.order[item])
    spots = [_spot(working, item) for item in items if bank.items[item].form != "A"]
    blank = [s for s in spots if working.interview.status(s.address) == "blank"]
    return next(iter(blank or spots), None)


def part_wanted(working: Working, gate: GateResult, spot: Spot) -> str | None:
    """The part of a place that a safeguard still wants: the first that is blank."""
    named = working.interview.bank.answer_of(spot.item).fields
    wanted = {ref.field for ref in working.interview.lacking(gate.check) if ref.item == spot.item}
    blank = (f for f in named if working.interview.status(spot.address._replace(field=f)) == "blank")
    return next((field for field in blank if field in wanted), None)


def still_wanted(working: Working, gate: GateResult) -> list[str]:
    """What is left of a safeguard that was begun, by name. Of one not begun, its sentence says all."""
    interview = working.interview

    def blank(ref: Ref, field: str | None = None) -> bool:
        return interview.status(_spot(working, ref.item).address._replace(field=field)) == "blank"

    left = interview.lacking(gate.check) if any(not blank(r) for r in refs_of(gate.check.needs)) else ()
    return [named(interview, ref) for ref in left if ref.line or blank(ref, ref.field)]


def _spot(working: Working, item: str) -> Spot:
    repeat = working.interview.bank.repeat_of(item)
    if repeat is None:
        return Spot(item)
    made = working.interview.instances(repeat)
    spot = Spot(item, made[0] if made else next_instance(working.interview, repeat))
    assert exists(working.interview, spot) or not made
    return spot
