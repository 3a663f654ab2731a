"""All de-briefs of a period, to be counted in the database instead of listed one by one.

A million numbers need not be brought in and sent back in pieces. The audit names such a read by the
period, the number of de-briefs in it, and the bundles held at that moment: what a repository holds is
a function of its bundles, so that says exactly what was read (docs/decisions/0065).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from .counting import Where
from .fact_tables import DEBRIEFS
from .quarters import parted
from .reader import FactReader, People
from .summaries import Summary
from .tables import BUNDLE


@dataclass(frozen=True)
class Scope:
    """De-briefs that stand, opened from ``first`` to ``last`` (days, inclusive; None has no bound)."""

    first: str | None = None
    last: str | None = None

    def bounds(self) -> list[ColumnElement[bool]]:
        """Conditions on ``fact_debrief``."""
        opened = DEBRIEFS.c.opened
        found: list[ColumnElement[bool]] = []
        if self.first is not None:
            found.append(opened >= self.first)
        if self.last is not None:
            found.append(opened <= self.last)
        return found

    def where(self, table: Table) -> list[ColumnElement[bool]]:
        """The same on the rows of any fact table."""
        bounds = self.bounds()
        if table is DEBRIEFS or not bounds:
            return bounds
        return [table.c.debrief_uid.in_(select(DEBRIEFS.c.debrief_uid).where(*bounds))]

    def named(self, connection: Connection) -> str:
        """For the audit: the period, and a hash of the names of all bundles held."""
        held = connection.execute(select(BUNDLE.c.sha256).order_by(BUNDLE.c.sha256)).scalars().all()
        digest = sha256(" ".join(held).encode()).hexdigest()
        return f"opened {self.first or ''}..{self.last or ''} in {len(held)} bundles sha256:{digest}"


class ScopeReader(FactReader):
    """Facts of every de-brief in a scope, each question one statement in one view of the database."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        super().__init__(connection)
        self._scope = scope
        # Counted once, before anything is given out: their sum is the number in the audit.
        self._people = super().exploitation()

    @property
    def count(self) -> int:
        """De-briefs in the scope."""
        return sum(self._people.values())

    def exploitation(self) -> People:
        return dict(self._people)

    def _parts(self) -> Iterator[Where]:
        yield self._scope.where

    def _counts(self, summary: Summary) -> Iterator[Select[Any]]:
        """Whole quarters from the summary, the days beside them from the facts."""
        quarters, beside = parted(self._scope.first, self._scope.last)
        if quarters is not None:
            yield summary.kept(quarters)
        for first, last in beside:
            yield summary.facts(Scope(first, last).where)
