"""Playing a rehearsed script at the desk, without a screen: interview and vault, as fast as they save."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from debrief.desk import DebriefFile, Desk
from debrief.play.plan import Plan
from debrief.play.refusals import NotPlayed


def _nothing(done: int) -> None:
    pass


def play(desk: Desk, plan: Plan, *, done: Callable[[int], None] = _nothing) -> DebriefFile:
    """Records the whole account in a new de-brief; every event is on the disk before the next.

    ``done`` is called with the number of events recorded so far. Raises the
    desk's refusal where no de-brief can be begun, and ``NotPlayed`` where an
    event is not taken as in the rehearsal.
    """
    file = begun(desk, plan)
    for number, act in enumerate(plan.acts, start=1):
        refused = file.do(act.kind, **act.data)
        if (refused.code if refused else None) != act.expect:
            code = refused.code if refused else "accepted"
            raise NotPlayed(file=plan.script.file, step=act.step, code=code)
        done(number)
    return file


def begun(desk: Desk, plan: Plan) -> DebriefFile:
    """A new de-brief that begins when the script says, whatever the clock on the wall says."""
    clock, begins = desk.clock, datetime.fromisoformat(plan.script.begins).astimezone(UTC)
    desk.clock = lambda: begins
    try:
        file = desk.new(plan.script.reference, training=plan.script.training)
    finally:
        desk.clock = clock
    file.clock = clock
    return file
