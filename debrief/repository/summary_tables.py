"""Counts by calendar quarter, kept beside the facts that they are of (docs/decisions/0100).

A few thousand rows where the facts have a million. They are of several de-briefs each, so on several
servers they lie on the first.
"""

from __future__ import annotations

from sqlmodel import Field

from .tables import RepositoryTable, key, table_of


class PeopleSummary(RepositoryTable, table=True):
    """People by row of the strategy's table and age group."""

    __tablename__ = "summary_people"
    __table_args__ = ({"info": {"dist": "local"}},)

    quarter: str = key(7)
    exploitation: str = Field(primary_key=True)
    age_group: str = Field(primary_key=True)
    people: int


class AgencySummary(RepositoryTable, table=True):
    """People by agency: those with several kinds of exploitation, those not signed off, and all."""

    __tablename__ = "summary_agency"
    __table_args__ = ({"info": {"dist": "local"}},)

    quarter: str = key(7)
    agency: str = Field(primary_key=True)
    several: int
    unsigned: int
    people: int


class KindSummary(RepositoryTable, table=True):
    """People by kind of exploitation, how far it went (a place in ``STANDINGS``) and age group."""

    __tablename__ = "summary_kind"
    __table_args__ = ({"info": {"dist": "local"}},)

    quarter: str = key(7)
    kind: str = key(60)
    standing: int = Field(primary_key=True)
    age_group: str = Field(primary_key=True)
    people: int


PEOPLE, AGENCIES, KINDS_WENT = table_of(PeopleSummary), table_of(AgencySummary), table_of(KindSummary)
