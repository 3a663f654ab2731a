"""Everything that can be said or done in a de-brief, as events.

Events are the truth: state is a fold over them. An event carries the time at
which it happened (``at``, with zone) and who did it (``by``, a staff number);
the interview itself has no clock. Kinds are never renamed and never reused;
fields are only ever added, with a default that means "not known".
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, JsonValue, StringConstraints

from debrief.bank.scalars import LanguageCode, Line, Moment, Text, Whole, Words
from debrief.bank.values import Passage, VerbatimText
from debrief.interview.provenance import Asked, At, Digest, Name, Number, Part, Provenance, TimeMark


class Event(Part):
    """What every event carries."""

    at: Moment
    by: Line


class Opened(Event):
    """The de-brief begins to exist. ``reference`` is the agency's own, and never a name."""

    kind: Literal["opened"] = "opened"
    record: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    reference: Line
    agency: Name
    edition: Name
    bank: Name
    bank_version: Number
    bank_digest: Digest
    training: bool = False


class SittingStarted(Event):
    kind: Literal["sitting_started"] = "sitting_started"
    lead: Line
    language: LanguageCode | None = None
    reason: Text | None = None
    agreed_in_advance: bool = False


class SittingEnded(Event):
    kind: Literal["sitting_ended"] = "sitting_ended"
    reason: Name
    note: Text | None = None


class BreakStarted(Event):
    kind: Literal["break_started"] = "break_started"
    note: Text | None = None


class BreakEnded(Event):
    kind: Literal["break_ended"] = "break_ended"


class Stopped(Event):
    """Someone said stop. Nothing more is asked in this sitting, and nothing asks whether they are sure."""

    kind: Literal["stopped"] = "stopped"
    who: Literal["person", "interviewer", "supporter", "interpreter", "other"]
    note: Text | None = None


class Distressed(Event):
    """Signs of distress. ``closes`` names the sections whose topic is closed for the day."""

    kind: Literal["distressed"] = "distressed"
    seen: Text | None = None
    item: Name | None = None
    closes: tuple[Name | Annotated[str, StringConstraints(pattern=r"^[0-9]$")], ...] = ()
    done: tuple[Name, ...] = ()


class TextSaid(Event):
    """One of the texts around the questions was said: an opening, a ground rule, the practice."""

    kind: Literal["text_said"] = "text_said"
    text: Name
    language: LanguageCode | None = None


class Prompted(Event):
    """A question was put."""

    kind: Literal["prompted"] = "prompted"
    address: At
    asked: Asked


class Drafted(Event):
    """What stood in a field at a pause in typing. It stays in the history."""

    kind: Literal["drafted"] = "drafted"
    address: At
    draft: JsonValue = None


class Answered(Event):
    """A state, and with it a value, for one answer. Only later changes are corrections."""

    kind: Literal["answered"] = "answered"
    address: At
    state: Name
    value: JsonValue = None
    reason: Text | None = None
    provenance: Provenance = Provenance()
    certainty: Literal["sure", "thinks_so", "not_sure", "not_said"] | None = None
    restricted_to: tuple[Name, ...] = ()
    note: Text | None = None
    corrected_by: Literal["person", "interviewer", "interpreter", "translator"] | None = None


class Noted(Event):
    """A free note: what was said or done, unprompted, whatever the gates say.

    With ``account``, a number from 1, it is the account as it is told: the newest of a number
    stands, and the earlier ones are its first words. ``marks`` say when it had come how far.
    """

    kind: Literal["noted"] = "noted"
    words: VerbatimText
    before: Text | None = None
    about: Literal["said", "seen", "done"] = "said"
    account: Number | None = None
    marks: tuple[TimeMark, ...] = ()
    pasted: bool = False


class AccountDrafted(Event):
    """What changed in an account since the last pause: at ``start``, so many characters for others.

    ``marks``: all of its time marks, where they changed.
    """

    kind: Literal["account_drafted"] = "account_drafted"
    account: Number
    start: Whole
    removed: Whole
    added: Words
    marks: tuple[TimeMark, ...] | None = None
    pasted: bool = False


class Tagged(Event):
    """A passage of an account belongs to an item, a leg, an entry or a card.

    ``address`` may name a whole instance (``leg/2``). ``undone``: it does not after all.
    """

    kind: Literal["tagged"] = "tagged"
    passage: Passage
    address: At
    undone: bool = False


class Added(Event):
    kind: Literal["added"] = "added"
    repeat: Name
    instance: Number


class Struck(Event):
    """An instance was made by mistake. It stays in the history and leaves the record."""

    kind: Literal["struck"] = "struck"
    repeat: Name
    instance: Number
    reason: Text


class Moved(Event):
    """The order of the instances of a repeat."""

    kind: Literal["moved"] = "moved"
    repeat: Name
    order: tuple[Number, ...]


class Layered(Event):
    """A layer of words beside the first: as interpreted, or a checked translation."""

    kind: Literal["layered"] = "layered"
    address: At
    layer: Literal["english", "checked"]
    text: Text
    translator: Line
    language: LanguageCode | None = None
    signature: Text | None = None


class Queried(Event):
    """A translator’s or supervisor’s question to the interviewer about some words."""

    kind: Literal["queried"] = "queried"
    address: At
    text: Text


class Differed(Event):
    """Two values do not agree. A neutral link, never shown while questioning."""

    kind: Literal["differed"] = "differed"
    first: At
    second: At
    note: Text | None = None


class Settled(Event):
    """Items that an earlier account covers, from a hand-over or an answer of the repository."""

    kind: Literal["settled"] = "settled"
    items: tuple[Name, ...]
    agency: Name
    dated: Line
    form: Name
    reference: Line | None = None
    bundle: Line | None = None
    states: dict[Name, Name] = Field(default_factory=dict)
    """By item, the response state it has there; an item may be left out."""


class AccountReceived(Event):
    """A part of an earlier account, as another agency handed it over: canonical JSON, cut into parts.

    It is kept for after the talk, is never shown while a sitting is under way, and never sent on.
    """

    kind: Literal["account_received"] = "account_received"
    bundle: Digest
    agency: Name
    part: Number
    parts: Number
    text: Text


class Unlocked(Event):
    """A settled item may be asked after all."""

    kind: Literal["unlocked"] = "unlocked"
    item: Name
    reason: Literal["safety", "wish_to_correct", "agreed_by_lead"]
    note: Text


class Acknowledged(Event):
    """A warning was read."""

    kind: Literal["acknowledged"] = "acknowledged"
    check: Name
    note: Text | None = None


class Overridden(Event):
    """A LEAD check was overridden. Without a signature it is asserted, not signed."""

    kind: Literal["overridden"] = "overridden"
    check: Name
    lead: Line
    role: Line
    reason: Text
    signature: Text | None = None


class OverrideSigned(Event):
    """The lead’s own signature under a decision asserted earlier.

    ``check`` is a safeguard, ``sharing.`` with an agency, or ``signoff.lead``.
    """

    kind: Literal["override_signed"] = "override_signed"
    check: Name
    lead: Line
    signature: Text


class SharingOverridden(Event):
    """Shared against the person’s wish, because a life or a child is in danger."""

    kind: Literal["sharing_overridden"] = "sharing_overridden"
    agency: Name
    decided_by: Line
    reason: Text
    basis: Text
    role: Line | None = None
    signature: Text | None = None


class SignedOff(Event):
    kind: Literal["signed_off"] = "signed_off"
    role: Literal["interviewer", "lead"]
    name: Line
    signature: Text | None = None


class Reopened(Event):
    kind: Literal["reopened"] = "reopened"
    reason: Text


class Exported(Event):
    kind: Literal["exported"] = "exported"
    bundle: Line
    digest: Digest
    purpose: Name
    recipients: tuple[Line, ...]
    unmet: tuple[Name, ...] = ()
    withheld: tuple[Name, ...] = ()


class ReceiptTaken(Event):
    kind: Literal["receipt_taken"] = "receipt_taken"
    bundle: Line
    digest: Digest
    result: Literal["accepted", "refused", "held"]
    code: Line | None = None


class HandedOut(Event):
    """A paper about the person left by an explicit act: to whom, and why."""

    kind: Literal["handed_out"] = "handed_out"
    what: Name
    to: Line
    reason: Text
    digest: Digest | None = None
    """SHA-256 of the file that left."""
    form: Literal["clear", "sealed"] = "clear"
    withheld: tuple[Name, ...] = ()
    """Categories of what was left out for the recipient."""


class EditionChanged(Event):
    kind: Literal["edition_changed"] = "edition_changed"
    edition: Name


class BankMoved(Event):
    """The de-brief went on with another version of the questionnaire; the report lists what changed.

    A line of the report is a word of ``moving.Changes`` and an id or an address, never a value.
    """

    kind: Literal["bank_moved"] = "bank_moved"
    bank: Name
    bank_version: Number
    bank_digest: Digest
    from_digest: Digest | None = None
    report: tuple[Line, ...] = ()


class WentMissing(Event):
    kind: Literal["went_missing"] = "went_missing"
    since: Line
    told: Line
    note: Text | None = None


class Found(Event):
    kind: Literal["found"] = "found"
    when: Line
    note: Text | None = None


class Withdrew(Event):
    """The person took an answer back, or (no address) the whole record. Duties to keep may stop erasure."""

    kind: Literal["withdrew"] = "withdrew"
    address: At | None = None
    reason: Text


class HoldSet(Event):
    """A disclosure hold: nothing of this record is sealed or purged."""

    kind: Literal["hold_set"] = "hold_set"
    reason: Text


class HoldLifted(Event):
    kind: Literal["hold_lifted"] = "hold_lifted"
    reason: Text


AnyEvent: TypeAlias = Annotated[
    Opened | SittingStarted | SittingEnded | BreakStarted | BreakEnded | Stopped | Distressed
    | TextSaid | Prompted | Drafted | Answered | Noted | AccountDrafted | Tagged | Added | Struck
    | Moved | Layered | Queried | Differed | Settled | AccountReceived | Unlocked | Acknowledged
    | Overridden | OverrideSigned | SharingOverridden | SignedOff | Reopened | Exported
    | ReceiptTaken | HandedOut | EditionChanged | BankMoved | WentMissing | Found | Withdrew
    | HoldSet | HoldLifted,
    Field(discriminator="kind"),
]  # fmt: skip
