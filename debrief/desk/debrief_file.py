"""One de-brief at the desk: what is done is saved first, and counts after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from debrief.desk.refusals import DamagedRecord
from debrief.errors import Refusal
from debrief.interview import Event, Interview, read_event, write_event
from debrief.vault.refusals import HeadNotWritten

if TYPE_CHECKING:
    from debrief.bank import Bank
    from debrief.vault import Vault

Clock = Callable[[], datetime]
"""Gives the present moment, with its zone. The desk has it from outside."""


def stamp(moment: datetime) -> str:
    """A moment as events carry it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class DebriefFile:
    """An open de-brief: the interview in memory, its events in the vault.

    ``do`` is the one way anything is recorded. It returns ``None`` once the
    event is on the disk, or the refusal and nothing has changed.
    """

    def __init__(self, vault: Vault, bank: Bank, rid: str, clock: Clock, staff: str) -> None:
        self.vault, self.bank, self.rid, self.clock, self.staff = vault, bank, rid, clock, staff
        self.interview = Interview(bank)
        self.notice: Refusal | None = None
        """Something to tell about the last save, which stands all the same."""
        self.saved_at: datetime | None = None
        """When the last event was committed; the screen says "saved" from this and nothing else."""
        for data in vault.read(rid):
            refused = self.interview.apply(read_event(data))
            if refused is not None:
                raise DamagedRecord(record=self.reference, code=refused.code)

    @property
    def reference(self) -> str:
        opened = self.interview.state.opened
        return opened.reference if opened else self.rid[:8]

    def do(self, kind: str, **data: Any) -> Refusal | None:
        """Records one event now. ``by`` and ``at`` may be given; else they are this user and the clock."""
        return self.do_all([{"kind": kind, **data}])

    def do_all(self, events: Sequence[dict[str, Any]]) -> Refusal | None:
        """Records several events together: all of them, or none."""
        ready: list[Event] = []
        for data in events:
            try:
                ready.append(read_event({"at": self._now(), "by": self.staff, **data}))
            except Refusal as refusal:
                return refusal
        refused = self._try(ready)
        if refused is not None:
            return refused
        self.notice = None
        try:
            self.vault.append(self.rid, [write_event(event) for event in ready])
        except HeadNotWritten as refusal:
            self.notice = refusal  # the events are on the disk; only the head file beside them is not
        except Refusal as refusal:
            return refusal
        for event in ready:
            self.interview.apply(event)
        self.saved_at = self.clock()
        return None

    def _try(self, events: list[Event]) -> Refusal | None:
        """Whether all of them would be accepted, one after the other."""
        if len(events) == 1:
            return self.interview.would_refuse(events[0])
        trial = Interview(self.bank, self.interview.state.events)
        for event in events:
            refused = trial.apply(event)
            if refused is not None:
                return refused
        return None

    def _now(self) -> str:
        """The clock, never behind the last event: a clock set back must not stop a conversation."""
        now = stamp(self.clock())
        events = self.interview.state.events
        if events:
            last = stamp(datetime.fromisoformat(events[-1].at))
            return max(now, last)
        return now
