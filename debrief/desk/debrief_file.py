"""One de-brief at the desk: what is done is saved first, and counts after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from debrief.desk.refusals import DamagedRecord, OtherBank
from debrief.errors import Refusal
from debrief.interview import Event, Interview, read_event, write_event
from debrief.interview.refusals import BankUnknown
from debrief.vault.refusals import HeadNotWritten

if TYPE_CHECKING:
    from debrief.bank import Bank
    from debrief.interview import Banks
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

    def __init__(
        self, vault: Vault, banks: Banks, rid: str, clock: Clock, staff: str, bank: Bank | None = None
    ) -> None:
        """``banks`` finds the questionnaires of the de-brief; ``bank`` is that of one not yet begun."""
        self.vault, self.rid, self.clock, self.staff = vault, rid, clock, staff
        events = vault.read(rid)
        self._begun_with, self._banks = bank or _bank_of(rid, events, banks), banks
        self.interview = Interview(self._begun_with, banks=banks)
        self.notice: Refusal | None = None
        """Something to tell about the last save, which stands all the same."""
        self.saved_at: datetime | None = None
        """When the last event was committed; the screen says "saved" from this and nothing else."""
        for data in events:
            refused = self.interview.apply(read_event(data))
            if isinstance(refused, BankUnknown):
                raise OtherBank(record=self.reference)
            if refused is not None:
                raise DamagedRecord(record=self.reference, code=refused.code)

    @property
    def bank(self) -> Bank:
        """The questionnaire the de-brief is on now."""
        return self.interview.bank

    @property
    def reference(self) -> str:
        opened = self.interview.state.opened
        return opened.reference if opened else self.rid[:8]

    def as_of(self, count: int) -> Interview:
        """The interview as it was after its first ``count`` events."""
        return Interview(self._begun_with, self.interview.state.events[:count], self._banks)

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
        trial = self.as_of(self.interview.state.seq)
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


def _bank_of(rid: str, events: Sequence[dict[str, Any]], banks: Banks) -> Bank:
    """The questionnaire a de-brief was begun with."""
    found = banks(events[0]["bank_digest"]) if events else None
    if found is None:
        raise OtherBank(record=events[0]["reference"] if events else rid[:8])
    return found
