"""What a safeguard waits for, and the place where it is met. Pure."""

from __future__ import annotations

from debrief.bank.conditions import refs_of
from debrief.bank.schema import Stage
from debrief.interview import GateResult, Interview
from debrief.language import marked
from debrief.tui.outline import Spot, exists, next_instance
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
    """The place where what a safeguard wants is recorded: the first of its items that is still blank."""
    bank = working.interview.bank
    items = sorted({ref.item for ref in refs_of(gate.check.needs)}, key=lambda item: bank.order[item])
    spots = [_spot(working, item) for item in items if bank.items[item].form != "A"]
    blank = [s for s in spots if working.interview.status(s.address) == "blank"]
    return next(iter(blank or spots), None)


def _spot(working: Working, item: str) -> Spot:
    repeat = working.interview.bank.repeat_of(item)
    if repeat is None:
        return Spot(item)
    made = working.interview.instances(repeat)
    spot = Spot(item, made[0] if made else next_instance(working.interview, repeat))
    assert exists(working.interview, spot) or not made
    return spot
