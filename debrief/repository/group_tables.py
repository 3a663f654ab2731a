"""Journals of organised crime groups: which ones analysts keep, and whom they entered in them.

They only grow: a name or a membership is taken back by a row that says so. They hold names of mentions,
analysts' words and grades, and do not count in the digest.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from .tables import RepositoryTable, table_of

_JOURNAL = {"info": {"dist": "local", "append_only": True}}


class GroupRow(RepositoryTable, table=True):
    """A group, by the number it was given when it was first kept; the last row of a number names it."""

    __tablename__ = "crime_group"
    __table_args__ = (_JOURNAL,)

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    number: str = Field(max_length=12, index=True)
    at: str
    by: str = Field(max_length=200)
    name: str
    reason: str


class MemberRow(RepositoryTable, table=True):
    """That a mention (``<debrief_uid>:<card>:<instance>``) is of a member, or that a row is taken back
    (``undoes``). ``grade``: source, information, handling by the account's own ``scheme``."""

    __tablename__ = "crime_group_member"
    __table_args__ = (_JOURNAL,)

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    number: str = Field(max_length=12, index=True)
    mention: str = Field(max_length=100)
    at: str
    by: str = Field(max_length=200)
    role: str
    scheme: str
    grade: str
    reason: str
    undoes: int | None = Field(default=None, sa_column=Column(BigInteger))


GROUPS, MEMBERS = table_of(GroupRow), table_of(MemberRow)
