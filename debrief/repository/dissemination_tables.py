"""Disseminations: what was sent to whom, signed by which officers, and what came back."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary
from sqlmodel import Field

from .tables import RepositoryTable, key, table_of

_JOURNAL = {"info": {"dist": "local", "append_only": True}}


class OfficerKeyRow(RepositoryTable, table=True):
    """The public key that an officer signs disseminations with, from then on."""

    __tablename__ = "officer_key"
    __table_args__ = (_JOURNAL,)

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: str
    name: str = Field(max_length=200)
    public: str
    by: str


class DisseminationRow(RepositoryTable, table=True):
    """To whom, until when; what it says lies in ``dissemination_body``."""

    __tablename__ = "dissemination"
    __table_args__ = (_JOURNAL,)

    dissemination: str = key(36)
    recipient: str
    expires: str
    digest: str


class DisseminationBodyRow(RepositoryTable, table=True):
    """The document that the officers sign, sealed like the body of a record."""

    __tablename__ = "dissemination_body"
    __table_args__ = (_JOURNAL,)

    dissemination: str = key(36)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class DisseminationSourceRow(RepositoryTable, table=True):
    """A de-brief that a dissemination draws on."""

    __tablename__ = "dissemination_source"
    __table_args__ = (_JOURNAL,)

    dissemination: str = key(36)
    uid: str = key(32)


class DisseminationStepRow(RepositoryTable, table=True):
    """Drafted, checked, sent, acknowledged or cancelled; ``signature`` and ``public`` of whoever signed."""

    __tablename__ = "dissemination_step"
    __table_args__ = (_JOURNAL,)

    dissemination: str = key(36)
    number: int = Field(primary_key=True)
    at: str
    by: str
    state: str
    public: str | None = None
    signature: str | None = None
    bundle: str | None = None


OFFICERS, DISSEMINATIONS = table_of(OfficerKeyRow), table_of(DisseminationRow)
BODIES, SOURCES = table_of(DisseminationBodyRow), table_of(DisseminationSourceRow)
STEPS = table_of(DisseminationStepRow)
