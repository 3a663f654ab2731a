"""The journal of who may do what."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from .tables import RepositoryTable, table_of


class AnalystRow(RepositoryTable, table=True):
    """What an analyst may do from then on (words apart by a space; none: no more an analyst)."""

    __tablename__ = "analyst"
    __table_args__ = ({"info": {"dist": "local", "append_only": True}},)

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: str
    name: str = Field(max_length=200)
    rights: str
    by: str


ANALYSTS = table_of(AnalystRow)
