"""The supervisor's queue (content D-18): what is unmet, which decisions wait for a signature, who sat.

By reference, never by name; no word of what was said, and no score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from debrief.desk.debrief_file import DebriefFile
from debrief.desk.desk import Desk
from debrief.desk.overrides import decisions, proved
from debrief.interview.events import Exported, HandedOut


@dataclass(frozen=True)
class Waiting:
    """One de-brief in the queue. ``changes``: how often the lead interviewer was another one."""

    reference: str
    route: str
    unmet: tuple[str, ...]
    decisions: tuple[tuple[str, str, bool], ...]
    """(decision, lead, whether signed)"""
    sittings: int
    changes: int
    went: tuple[str, ...]
    """Where bundles of it went, with their purpose; and who got a paper about the person."""

    @property
    def asks(self) -> bool:
        """Whether a supervisor has something to look at."""
        unsigned = any(not signed for _, _, signed in self.decisions)
        return bool(self.unmet or unsigned or self.changes or (self.route == "child" and self.sittings > 1))


def queue(desk: Desk) -> Iterator[Waiting]:
    """Every de-brief of this vault that asks for a look, the one last worked on first."""
    for line in desk.listing():
        waiting = waiting_of(desk, desk.open(line.rid))
        if waiting.asks:
            yield waiting


def waiting_of(desk: Desk, file: DebriefFile) -> Waiting:
    interview, signed = file.interview, proved(desk, file)
    leads = [sitting.lead for sitting in interview.state.sittings]
    unmet = [
        result.check.id
        for stage in ("prompt", "account", "signoff")
        for result in interview.unmet(stage)
        if result.check.effect in ("HARD", "LEAD")
    ]
    went = [
        f"{event.recipients[0]}: {event.purpose}"
        for event in interview.state.events
        if isinstance(event, Exported) and event.recipients
    ]
    went += [
        f"{event.to}: {event.what}, {event.form}"
        for event in interview.state.events
        if isinstance(event, HandedOut)
    ]
    return Waiting(
        reference=file.reference,
        route=interview.route,
        unmet=tuple(dict.fromkeys(unmet)),
        decisions=tuple((each.id, each.lead, each.id in signed) for each in decisions(file)),
        sittings=len(leads),
        changes=sum(one != other for one, other in pairwise(leads)),
        went=tuple(went),
    )
