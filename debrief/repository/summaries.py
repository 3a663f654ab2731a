"""Keeping the counts by quarter exact: in the transaction that changes the facts, by what changes them.

There is one writer at a time (``database.writing``), so a number is added to and never worked out twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Executable, Select, Table, bindparam, func, select

from . import counting, database
from .counting import Where, of_debriefs
from .fact_tables import DEBRIEFS
from .quarters import Quarters
from .summary_tables import AGENCIES, KINDS_WENT, PEOPLE


@dataclass(frozen=True)
class Summary:
    """A table of counts by quarter, and the same count over the facts."""

    table: Table
    facts: Callable[..., Select[Any]]

    @property
    def numbers(self) -> list[Column[Any]]:
        return [column for column in self.table.c if not column.primary_key]

    def kept(self, quarters: Quarters) -> Select[Any]:
        """What ``facts`` gives of whole quarters."""
        keys = [c for c in self.table.primary_key.columns if c.name != "quarter"]
        sums = (func.sum(number) for number in self.numbers)
        within = self.table.c.quarter.between(quarters.first, quarters.last)
        return select(*keys, *sums).where(within).group_by(*keys)

    def by_quarter(self, where: Where) -> Select[Any]:
        """Rows as they have to stand in the table."""
        return self.facts(where, DEBRIEFS.c.quarter)


BY_PEOPLE = Summary(PEOPLE, counting.people)
BY_AGENCY = Summary(AGENCIES, counting.agencies)
BY_KIND = Summary(KINDS_WENT, counting.kinds)
SUMMARIES = (BY_PEOPLE, BY_AGENCY, BY_KIND)


def add(connection: Connection, uids: Sequence[str]) -> None:
    """Counts these de-briefs in, whose facts stand now."""
    _shift(connection, uids, 1)


def take_away(connection: Connection, uids: Sequence[str]) -> None:
    """Counts these de-briefs out, while their facts still stand."""
    _shift(connection, uids, -1)
    for summary in SUMMARIES if uids else ():
        connection.execute(summary.table.delete().where(summary.table.c.people == 0))


def rebuild(connection: Connection) -> None:
    """Counts everything anew, from the facts."""
    for summary in SUMMARIES:
        connection.execute(summary.table.delete())
        rows = summary.by_quarter(_everybody)
        connection.execute(summary.table.insert().from_select(list(summary.table.c.keys()), rows))


def differing(connection: Connection) -> list[str]:
    """The tables that are not what the facts give; none in a sound repository."""
    return [
        summary.table.name
        for summary in SUMMARIES
        if set(connection.execute(select(summary.table)).all())
        != set(connection.execute(summary.by_quarter(_everybody)).all())
    ]


def _shift(connection: Connection, uids: Sequence[str], sign: int) -> None:
    for summary in SUMMARIES if uids else ():
        connection.execute(_shifting(summary, connection.dialect, sign), {"uids": uids})


@lru_cache(maxsize=20)
def _shifting(summary: Summary, dialect: Dialect, sign: int) -> Executable:
    """Adds what the facts of the de-briefs ``uids`` give, or takes it away. Made once, which costs most."""
    table = summary.table
    given = summary.by_quarter(of_debriefs(bindparam("uids", expanding=True))).subquery()
    keys = [given.c[column.name] for column in table.primary_key.columns]
    numbers = [given.c[number.name] * sign for number in summary.numbers]
    # SQLite takes ON after a bare FROM for a join's: the condition always holds.
    rows = select(*keys, *numbers).where(given.c.people > 0)
    made = database.insert(dialect, table).from_select(list(table.c.keys()), rows)
    sums = {number.name: number + made.excluded[number.name] for number in summary.numbers}
    return made.on_conflict_do_update(index_elements=table.primary_key, set_=sums)


def _everybody(table: Table) -> tuple[()]:
    return ()
