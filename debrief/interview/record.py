"""The uniform record: what leaves a de-brief, as JSON. Format ``debrief-record/1``.

``answers`` is the current record: what stands now, without what a condition
closed. ``history`` is every event as it was recorded, with the condition that
closed an answer; only the central repository gets it. ``withheld`` says by
category how much was left out, never what.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from debrief.bank.scalars import Line, Moment, Text, Whole
from debrief.bank.values import Passage, VerbatimText
from debrief.interview.provenance import Digest, Name, Number, Part, Provenance, TimeMark

FORMAT = "debrief-record/1"


_LEAVES = frozenset({str, int, float, bool, NoneType})


def _json(value: Any) -> Any:
    """``value`` as it is, if JSON can say it. A record has hundreds: pydantic’s own type is far slower."""
    if type(value) is dict:
        if any(type(name) is not str for name in value):
            raise ValueError("a name that is no text")
        below: Iterable[Any] = value.values()
    elif type(value) is list:
        below = value
    elif type(value) in _LEAVES:
        return value
    else:
        raise ValueError("not JSON")
    for each in below:
        if type(each) not in _LEAVES:
            _json(each)
    return value


Json = Annotated[Any, AfterValidator(_json)]
JsonObject = Annotated[dict[str, Any], AfterValidator(_json)]

Purpose = Literal["full", "urgent", "supplement", "extract", "protection", "handover"]


class BankStamp(Part):
    id: Name
    version: Number
    digest: Digest


class LogLine(Part):
    what: Literal["start", "break", "resume", "end"]
    at: Moment
    reason: Name | None = None


class SittingRecord(Part):
    number: Number
    lead: Line
    began: Moment
    ended: Moment | None = None
    language: Line | None = None
    reason: Text | None = None
    end_reason: Name | None = None
    stopped_by: Name | None = None
    log: tuple[LogLine, ...] = ()


class LayerRecord(Part):
    layer: Literal["english", "checked"]
    text: Text
    translator: Line
    at: Moment


class AnswerRecord(Part):
    """One answer: state, value, provenance, certainty, prompt, sensitivity."""

    item: Name
    instance: Whole = 0
    field: Name | None = None
    type: Name
    state: Name
    value: Json = None
    at: Moment
    by: Line
    sitting: Whole
    sensitivity: Literal["S0", "S1", "S2", "S3", "S4"]
    reason: Text | None = None
    certainty: Literal["sure", "thinks_so", "not_sure", "not_said"] | None = None
    note: Text | None = None
    provenance: Provenance = Provenance()
    restricted_to: tuple[Name, ...] = ()
    layers: tuple[LayerRecord, ...] = ()
    corrects: Whole = 0
    """How many earlier values of this answer there are."""


class NoteRecord(Part):
    seq: Whole
    at: Moment
    by: Line
    words: VerbatimText
    before: Text | None = None
    about: Literal["said", "seen", "done"]
    account: Number | None = None
    """Its number, when the note is the account as it was told; what is withheld of it stands as black."""
    marks: tuple[TimeMark, ...] = ()


class TagRecord(Part):
    passage: Passage
    address: Line


class SettledRecord(Part):
    item: Name
    agency: Name
    dated: Line
    form: Name
    reference: Line | None = None
    unlocked: bool = False
    state: Name | None = None


class GateRecord(Part):
    check: Name
    rule: Name
    stage: Name
    effect: Literal["HARD", "LEAD", "WARN", "AUTO", "TEXT"]


class OverrideRecord(Part):
    check: Name
    lead: Line
    role: Line
    reason: Text
    at: Moment
    signed: bool
    """Whether the lead’s own signature was there and right; else it is asserted, not signed."""
    signature: Text | None = None
    agency: Name | None = None
    """Of a decision to share against a wish or beyond an agreement: with whom."""
    basis: Text | None = None


class SignatureRecord(Part):
    role: Literal["interviewer", "lead"]
    name: Line
    at: Moment
    signed: bool = False
    signature: Text | None = None


class ToldRecord(Part):
    """An item that this account covers: it need not be asked again. No word of it."""

    item: Name
    state: Name


class ClosedRecord(Part):
    """An answer that stays in the history because its question closed."""

    item: Name
    instance: Whole = 0


class History(Part):
    events: tuple[JsonObject, ...]
    closed: tuple[ClosedRecord, ...] = ()


class Record(Part):
    """One de-brief as it travels."""

    format: Literal["debrief-record/1"] = "debrief-record/1"
    record: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    revision: Number
    supersedes: Digest | None = None
    """SHA-256 of the version of this record that was exported before, to the same recipient."""
    reference: Line
    """The agency’s own; ``withheld`` for a recipient who gets no name."""
    agency: Name
    recipient: Name
    purpose: Purpose
    edition: Name
    bank: BankStamp
    training: bool
    route: Literal["child", "adult"]
    childhood_seen: bool
    status: Literal["open", "signed", "withdrawn"]
    opened: Moment
    sittings: tuple[SittingRecord, ...]
    repeats: dict[Name, tuple[Number, ...]]
    answers: tuple[AnswerRecord, ...]
    notes: tuple[NoteRecord, ...]
    tags: tuple[TagRecord, ...]
    settled: tuple[SettledRecord, ...]
    told: tuple[ToldRecord, ...] = ()
    """Of a hand-over: what the next interviewer need not ask."""
    unmet: tuple[GateRecord, ...]
    overrides: tuple[OverrideRecord, ...]
    signatures: tuple[SignatureRecord, ...]
    withheld: dict[Name, Whole] = Field(default_factory=dict)
    history: History | None = None


def record_json(record: Record) -> dict[str, Any]:
    """The JSON form of a record, without what is not known."""
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)
