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

from .fact_tables import DEBRIEFS
from .reader import FactReader, People
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
        # Counted once, by the index, before anything is given out: their sum is the number in the audit.
        self._people = super().exploitation()

    @property
    def count(self) -> int:
        """De-briefs in the scope."""
        return sum(self._people.values())

    def exploitation(self) -> People:
        return dict(self._people)

    def _asked(self, query: Select[Any], table: Table) -> Iterator[Select[Any]]:
        bounds = self._scope.bounds()
        if table is DEBRIEFS or not bounds:
            yield query.where(*bounds)
        else:
            yield query.where(table.c.debrief_uid.in_(select(DEBRIEFS.c.debrief_uid).where(*bounds)))
