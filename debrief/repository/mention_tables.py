"""Who and what an account mentions, as it is found again: worked out from the record, as facts are.

A row of ``mention`` is the person de-briefed (card ``debriefed``, instance 0) or one card of the
account. Its identifiers are what was said (``raw``) beside the key that is compared
(``normalised``); ``valid`` is false where only part of it is known. A person has the identifiers of
the cards linked with them too (``via``: ``phone:3``), so that a phone that two accounts share is
seen from both people, and stays a card of its own.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from .tables import RepositoryTable, key, of_head, table_of


class MentionRow(RepositoryTable, table=True):
    """``kind``: person, phone, vehicle, place, org, document, money, event (as links name them).
    ``role`` of a person: victim, suspect, other; of a thing: other."""

    __tablename__ = "mention"
    __table_args__ = (of_head(), {"info": {"dist": "debrief_uid"}})

    debrief_uid: str = key(32)
    card: str = key(40)
    instance: int = Field(primary_key=True)
    kind: str
    role: str


class IdentifierRow(RepositoryTable, table=True):
    """One identifier of a mention. ``kind``: name, called, alias, born, nationality, sex, age, seen,
    reference, phone, handle, device, plate, place, postcode, org, document, account. ``scheme`` is
    the kind of reference, document or platform; ``script`` ISO 15924, ``language`` ISO 639-3."""

    __tablename__ = "mention_identifier"
    __table_args__ = (
        of_head(),
        Index("ix_mention_identifier", "kind", "normalised"),
        {"info": {"dist": "debrief_uid"}},
    )

    debrief_uid: str = key(32)
    card: str = key(40)
    instance: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    kind: str
    scheme: str | None = None
    raw: str
    normalised: str | None = None
    valid: bool
    script: str | None = None
    language: str | None = None
    via: str | None = None


MENTIONS, IDENTIFIERS = table_of(MentionRow), table_of(IdentifierRow)
