"""The release ledger: what was drafted, checked and released, with each figure as it is and as shown."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary
from sqlmodel import Field

from .tables import RepositoryTable, key, table_of

_JOURNAL = {"info": {"dist": "local", "append_only": True}}


class ReleaseRow(RepositoryTable, table=True):
    """One draft, as it was made: the page and its CSV are the very bytes that are released."""

    __tablename__ = "release_draft"
    __table_args__ = (_JOURNAL,)

    release: str = key(16)
    publication: str
    title: str
    subject: str
    period: str
    language: str
    marking: str
    method: str
    page: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    csv: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    page_sha256: str
    csv_sha256: str


class ReleaseCellRow(RepositoryTable, table=True):
    """One figure: its definition, the true count, and what whoever reads it can tell (``low`` to ``high``)."""

    __tablename__ = "release_cell"
    __table_args__ = (_JOURNAL,)

    release: str = key(16)
    number: int = Field(primary_key=True)
    definition: str
    count: int = Field(sa_column=Column(BigInteger, nullable=False))
    low: int = Field(sa_column=Column(BigInteger, nullable=False))
    high: int = Field(sa_column=Column(BigInteger, nullable=False))


class ReleaseStepRow(RepositoryTable, table=True):
    """What became of it: drafted, checked, released, superseded or withdrawn; when, and by whom."""

    __tablename__ = "release_step"
    __table_args__ = (_JOURNAL,)

    release: str = key(16)
    number: int = Field(primary_key=True)
    at: str
    by: str
    state: str
    reason: str = ""
    successor: str | None = None


DRAFTS, CELLS, STEPS = table_of(ReleaseRow), table_of(ReleaseCellRow), table_of(ReleaseStepRow)
