"""What is on record, as plain values. Only ``fold`` changes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from debrief.bank.schema import Item
from debrief.interview.address import Address
from debrief.interview.events import (
    Acknowledged,
    Answered,
    Event,
    Layered,
    Noted,
    Opened,
    Overridden,
    Settled,
    SignedOff,
    Tagged,
)
from debrief.interview.provenance import TimeMark

SHARING, SIGN_OFF = "sharing.", "signoff.lead"
"""What a lead signs besides safeguards: a decision to share with an agency, and the second sign-off."""


class Entry(NamedTuple):
    """One answer as it was recorded. The last of an address is current; none is ever lost."""

    seq: int
    sitting: int
    state: str
    """As it counts: a value that replaces an earlier one is ``corrected``."""
    event: Answered

    @property
    def value(self) -> Any:
        return self.event.value


@dataclass(slots=True)
class Sitting:
    number: int
    lead: str
    began: str
    reason: str | None
    language: str | None
    agreed: bool = False
    """One of several short sittings agreed in advance, after the first of them."""
    ended: str | None = None
    end_reason: str | None = None
    on_break: bool = False
    stopped_by: str | None = None
    closed_topics: set[str] = field(default_factory=set)
    log: list[tuple[str, str, str | None]] = field(default_factory=list)
    """(what, when, reason) for the session log."""


@dataclass(frozen=True, slots=True)
class Override:
    check: str
    lead: str
    role: str
    reason: str
    at: str
    signed: bool
    signature: str | None = None
    basis: str | None = None
    """Of a decision to share: the ground in law."""


@dataclass(slots=True)
class State:
    """The fold over the events of one de-brief."""

    events: list[Event] = field(default_factory=list)
    opened: Opened | None = None
    edition: str = ""
    bank_digest: str = ""
    bank_version: int = 0
    entries: dict[Address, list[Entry]] = field(default_factory=dict)
    drafts: dict[Address, Any] = field(default_factory=dict)
    account_drafts: dict[int, str] = field(default_factory=dict)
    """By account: what was typed and not yet said."""
    account_marks: dict[int, tuple[TimeMark, ...]] = field(default_factory=dict)
    account_pasted: set[int] = field(default_factory=set)
    kept_apart: set[Address] = field(default_factory=set)
    """Answers that the questionnaire moved to has no fitting place for (see ``moving``)."""
    former: dict[str, Item] = field(default_factory=dict)
    """Items that are in the questionnaire no more, as they were."""
    layers: dict[Address, list[Layered]] = field(default_factory=dict)
    tags: list[Tagged] = field(default_factory=list)
    instances: dict[str, list[int]] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    """The highest instance number ever made, by repeat."""
    struck: set[tuple[str, int]] = field(default_factory=set)
    notes: list[tuple[int, Noted]] = field(default_factory=list)
    sittings: list[Sitting] = field(default_factory=list)
    texts_said: set[str] = field(default_factory=set)
    settled: dict[str, Settled] = field(default_factory=dict)
    unlocked: set[str] = field(default_factory=set)
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict)
    overrides: dict[str, Override] = field(default_factory=dict)
    asserted: dict[str, Overridden] = field(default_factory=dict)
    sharing_overridden: set[str] = field(default_factory=set)
    sharing_orders: dict[str, Override] = field(default_factory=dict)
    """By agency: whose decision it was, why, on what basis, and whether signed."""
    signatures: list[SignedOff] = field(default_factory=list)
    childhood_seen: bool = False
    """Once something pointed to childhood; never reset."""
    missing: bool = False
    held: bool = False
    withdrawn: bool = False

    @property
    def seq(self) -> int:
        return len(self.events)

    @property
    def sitting(self) -> Sitting | None:
        """The sitting under way."""
        if self.sittings and self.sittings[-1].ended is None:
            return self.sittings[-1]
        return None

    def current(self, address: Address) -> Entry | None:
        entries = self.entries.get(address)
        return entries[-1] if entries else None
