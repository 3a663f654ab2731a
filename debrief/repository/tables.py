"""Tables of the repository: what came, the records, and the journals.

``info["dist"]`` says where a table lies when there are several servers:
``debrief_uid`` (split by it), ``reference`` (small, copied to each) or
``local`` (one server only). ``info["append_only"]``: rows are added, and never
changed or deleted. Every key of a split table begins with
``debrief_uid``, so that it can be split without change.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, LargeBinary, MetaData, Table
from sqlmodel import Field, SQLModel

VERSION = 3
"""Of the tables. A database of a newer one is refused."""


class RepositoryTable(SQLModel):
    """Tables of this room only."""

    metadata: ClassVar[MetaData] = MetaData()


def key(length: int = 64) -> Any:
    """A column of the primary key."""
    return Field(primary_key=True, max_length=length)


def of_head() -> ForeignKeyConstraint:
    """Each row belongs to a de-brief."""
    return ForeignKeyConstraint(["debrief_uid"], ["record_head.debrief_uid"])


# -- what came ------------------------------------------------------------------------------


class BundleRow(RepositoryTable, table=True):
    """A bundle taken in: what its statement says. Its identity is the SHA-256 of its bytes."""

    __tablename__ = "bundle"
    __table_args__ = ({"info": {"dist": "reference"}},)

    sha256: str = key()
    signed: str
    bundle_id: str
    agency: str
    sender_key: str
    vault_id: str = Field(index=True)
    export_seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    prev: str | None = None
    purpose: str
    created: str
    edition: str
    bank: str
    bank_version: str
    bank_digest: str
    vault_seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    vault_chain: str
    records: int


# -- the records ----------------------------------------------------------------------------


class HeadRow(RepositoryTable, table=True):
    """What stands of one de-brief: worked out from its versions alone, never edited.

    ``state``: live, withdrawn, or apart (only protection extracts or hand-overs are held).
    """

    __tablename__ = "record_head"
    __table_args__ = ({"info": {"dist": "debrief_uid"}},)

    debrief_uid: str = key(32)
    agency: str
    record: str = Field(index=True)
    sha256: str | None = None
    revision: int
    state: str
    fork: bool = False
    gap: bool = False


class VersionRow(RepositoryTable, table=True):
    """One version of a record, by its content. Versions only ever get more; a withdrawal
    takes the sealed bodies out."""

    __tablename__ = "record_version"
    __table_args__ = (of_head(), {"info": {"dist": "debrief_uid"}})

    debrief_uid: str = key(32)
    sha256: str = key()
    revision: int
    supersedes: str | None = None
    purpose: str
    status: str
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))


class CarriedRow(RepositoryTable, table=True):
    """Which bundle brought which version."""

    __tablename__ = "record_carried"
    __table_args__ = (of_head(), {"info": {"dist": "debrief_uid"}})

    debrief_uid: str = key(32)
    sha256: str = key()
    bundle: str = key()


class HeldRow(RepositoryTable, table=True):
    """A record that is kept apart, with its code. It has no head: nothing of it is believed."""

    __tablename__ = "record_held"
    __table_args__ = ({"info": {"dist": "debrief_uid"}},)

    debrief_uid: str = key(32)
    bundle: str = key()
    code: str


# -- journals of this place ---------------------------------------------------------------------


class AboutRow(RepositoryTable, table=True):
    """The version of the tables."""

    __tablename__ = "about"
    __table_args__ = ({"info": {"dist": "local"}},)

    name: str = key(40)
    value: str


class ReceiptRow(RepositoryTable, table=True):
    """A receipt as it was issued, and when the bundle first came."""

    __tablename__ = "receipt"
    __table_args__ = ({"info": {"dist": "local"}},)

    bundle: str = key()
    received: str
    name: str
    document: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    signature: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class AuditRow(RepositoryTable, table=True):
    """Who read what for which purpose. Never a value; each entry carries the hash of the last."""

    __tablename__ = "audit"
    __table_args__ = ({"info": {"dist": "local", "append_only": True}},)

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: str
    user: str
    purpose: str
    action: str
    objects: str
    count: int
    prev: str
    hash: str


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a model, for Core statements."""
    table = model.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


BUNDLE, HEAD, VERSIONS = table_of(BundleRow), table_of(HeadRow), table_of(VersionRow)
CARRIED, HELD = table_of(CarriedRow), table_of(HeldRow)
ABOUT, RECEIPTS, AUDIT = table_of(AboutRow), table_of(ReceiptRow), table_of(AuditRow)
