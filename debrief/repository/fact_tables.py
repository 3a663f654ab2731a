"""Narrow tables of facts, worked out from the current version of each record.

One row of ``fact_answer`` is one typed part of one answer: a choice, a date, a
place, an amount, a link. An answer without a value (declined, not asked …) is a
row too: it is data. Numbers stand as decimal texts, days as ISO 8601.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from .mention_tables import IDENTIFIERS, MENTIONS
from .tables import RepositoryTable, key, of_head, table_of


class DebriefFact(RepositoryTable, table=True):
    """One de-brief: what the tables count by."""

    __tablename__ = "fact_debrief"
    __table_args__ = (
        of_head(),
        Index("ix_fact_debrief_day", "opened", "exploitation", "age_group"),
        {"info": {"dist": "debrief_uid"}},
    )

    debrief_uid: str = key(32)
    reference: str
    agency: str
    role: str
    edition: str
    bank: str
    bank_version: int
    purpose: str
    status: str
    route: str
    childhood_seen: bool
    opened: str = Field(max_length=10)
    quarter: str = Field(max_length=7)
    sittings: int
    answers: int
    exploitation: str
    age_group: str
    kinds: int


class KindFact(RepositoryTable, table=True):
    """One kind of exploitation at one place and time (``exp_kind``)."""

    __tablename__ = "fact_kind"
    __table_args__ = (
        of_head(),
        Index("ix_fact_kind", "kind"),
        {"info": {"dist": "debrief_uid"}},
    )

    debrief_uid: str = key(32)
    instance: int = Field(primary_key=True)
    kind: str = key(60)
    standing: str
    country: str | None = None
    under18: str | None = None


class AnswerFact(RepositoryTable, table=True):
    """One typed part of one answer; ``part`` counts them, ``role`` says which it is."""

    __tablename__ = "fact_answer"
    __table_args__ = (
        of_head(),
        Index("ix_fact_answer_code", "item", "field", "code"),
        Index("ix_fact_answer_day", "first"),
        {"info": {"dist": "debrief_uid"}},
    )

    debrief_uid: str = key(32)
    item: str = key(80)
    instance: int = Field(primary_key=True)
    field: str = key(80)
    part: int = Field(primary_key=True)
    type: str
    role: str
    state: str
    sensitivity: str
    # the value
    code: str | None = None
    mark: str | None = None
    text: str | None = None
    number_from: str | None = None
    number_to: str | None = None
    currency: str | None = None
    unit: str | None = None
    first: str | None = None
    last: str | None = None
    edtf: str | None = None
    calendar: str | None = None
    in_calendar: str | None = None
    precision: str | None = None
    country: str | None = None
    region: str | None = None
    town: str | None = None
    place_code: str | None = None
    language: str | None = None
    link: str | None = None
    passage: str | None = None
    # where it comes from
    certainty: str | None = None
    speaker: str | None = None
    source: str | None = None
    dated: str | None = None
    knows: str | None = None
    told_by: str | None = None
    document: str | None = None
    made_up: bool = False
    said_at: str
    sitting: int
    corrects: int


class LegFact(RepositoryTable, table=True):
    """One leg of a journey, in the order it is told in (``position``)."""

    __tablename__ = "fact_leg"
    __table_args__ = (of_head(), {"info": {"dist": "debrief_uid"}})

    debrief_uid: str = key(32)
    instance: int = Field(primary_key=True)
    position: int
    from_country: str | None = None
    from_place: str | None = None
    to_country: str | None = None
    to_place: str | None = None
    modes: str | None = None
    started: str | None = None
    ended: str | None = None
    border: str | None = None
    border_how: str | None = None


class EntryFact(RepositoryTable, table=True):
    """One entry into the UK, or an attempt."""

    __tablename__ = "fact_entry"
    __table_args__ = (of_head(), {"info": {"dist": "debrief_uid"}})

    debrief_uid: str = key(32)
    instance: int = Field(primary_key=True)
    position: int
    when: str | None = None
    first: str | None = None
    last: str | None = None
    port: str | None = None
    place: str | None = None
    kind: str | None = None
    manner: str | None = None
    juxtaposed: str | None = None
    juxtaposed_at: str | None = None
    outcome: str | None = None


DEBRIEFS, KINDS, ANSWERS = table_of(DebriefFact), table_of(KindFact), table_of(AnswerFact)
LEGS, ENTRIES = table_of(LegFact), table_of(EntryFact)
FACTS = (DEBRIEFS, KINDS, ANSWERS, LEGS, ENTRIES, MENTIONS, IDENTIFIERS)
"""Every table that is worked out from a record, and emptied with it."""
