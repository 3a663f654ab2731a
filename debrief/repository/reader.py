"""What a read that stands in the audit may see."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, select

from debrief.process import stopping

from .bodies import Bodies
from .counting import Where, of_debriefs
from .exploitation import STANDINGS
from .fact_tables import ANSWERS, DEBRIEFS, ENTRIES, FACTS, LEGS
from .mention_tables import IDENTIFIERS, MENTIONS
from .summaries import BY_AGENCY, BY_KIND, BY_PEOPLE, Summary
from .tables import CARRIED, HEAD, HELD, VERSIONS

Row: TypeAlias = dict[str, Any]
People: TypeAlias = dict[tuple[str, str], int]
"""How many, by (row of the strategy, age group)."""
_CHUNK = 500


@dataclass(frozen=True)
class Totals:
    """De-briefs with several kinds of exploitation, those not signed off, and the agencies they are from."""

    several: int
    unsigned: int
    agencies: frozenset[str]


class FactReader(ABC):
    """Rows of fact tables, and counts over them, of the de-briefs that the audit entry names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @abstractmethod
    def _parts(self) -> Iterator[Where]:
        """Conditions for those de-briefs alone; several, whose results add up."""

    def answers_to(self, items: Sequence[str]) -> list[Row]:
        """Rows of these items only."""
        return self._found(select(ANSWERS).where(ANSWERS.c.item.in_(items)), ANSWERS)

    def debriefs(self) -> list[Row]:
        return self._rows(DEBRIEFS)

    def legs(self) -> list[Row]:
        """In the order told."""
        return sorted(self._rows(LEGS), key=lambda r: (r["debrief_uid"], r["position"]))

    def entries(self) -> list[Row]:
        """In the order told."""
        return sorted(self._rows(ENTRIES), key=lambda r: (r["debrief_uid"], r["position"]))

    def mentions(self) -> list[Row]:
        """Whom and what these accounts mention, with roles."""
        return self._rows(MENTIONS)

    def identifiers(self) -> list[Row]:
        """Names, numbers and dates of the mentions, as said and as compared."""
        return self._rows(IDENTIFIERS)

    def person_keys(self) -> Iterator[tuple[Any, ...]]:
        """Keys of every person mentioned, in the order of mentions: number of the de-brief, card,
        instance, role; kind, scheme, normalised, valid. None for the latter where there is no key."""
        own, theirs = MENTIONS.c, IDENTIFIERS.c
        same = [own[name] == theirs[name] for name in ("debrief_uid", "card", "instance")]
        query = (
            select(
                own.debrief_uid, own.card, own.instance, own.role,
                theirs.kind, theirs.scheme, theirs.normalised, theirs.valid,
            )
            .join_from(MENTIONS, IDENTIFIERS, and_(*same), isouter=True)
            .where(own.kind == "person")
            .order_by(own.debrief_uid, own.card, own.instance, theirs.number)
        )  # fmt: skip
        for each in self._asked(query, MENTIONS):
            yield from map(tuple, stopping.counted(self._connection.execute(each)))

    def values_of(
        self, columns: Sequence[ColumnElement[Any]], where: Sequence[ColumnElement[Any]] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Number of the de-brief and these columns of one fact table, each row of them once."""
        table = columns[0].table
        query = select(table.c.debrief_uid, *columns).where(*where).distinct()
        for each in self._asked(query, table):
            yield from map(tuple, stopping.counted(self._connection.execute(each)))

    # -- counts ---------------------------------------------------------------------------

    def exploitation(self) -> People:
        """People by (row of the strategy, age group)."""
        found: Counter[tuple[str, str]] = Counter()
        for row, group, people in self._counted(BY_PEOPLE):
            found[row, group] += people
        return dict(found)

    def totals(self) -> Totals:
        several, unsigned, agencies = 0, 0, set()
        for agency, more, still_open, _ in self._counted(BY_AGENCY):
            several, unsigned = several + more, unsigned + still_open
            agencies.add(agency)
        return Totals(several, unsigned, frozenset(agencies))

    def kinds(self) -> dict[tuple[str, str, str], int]:
        """People by (kind, standing, age group); each once a kind, where it went furthest."""
        found: Counter[tuple[str, str, str]] = Counter()
        for kind, n, group, people in self._counted(BY_KIND):
            found[kind, STANDINGS[n], group] += people
        return dict(found)

    # -- inside ---------------------------------------------------------------------------

    def _counts(self, summary: Summary) -> Iterator[Select[Any]]:
        """Statements whose rows add up to this count."""
        return map(summary.facts, self._parts())

    def _counted(self, summary: Summary) -> Iterator[Any]:
        for query in self._counts(summary):
            yield from self._connection.execute(query)

    def _asked(self, query: Select[Any], table: Table) -> Iterator[Select[Any]]:
        """``query`` for those de-briefs alone, by ``table``; several, whose results add up."""
        for where in self._parts():
            yield query.where(*where(table))

    def _rows(self, table: Table) -> list[Row]:
        return self._found(select(table), table)

    def _found(self, query: Select[Any], table: Table) -> list[Row]:
        ordered = query.order_by(*table.primary_key.columns)
        return [
            dict(row)
            for each in self._asked(ordered, table)
            for row in stopping.counted(self._connection.execute(each).mappings())
        ]


class Reader(FactReader):
    """Rows of the de-briefs that the audit entry names by their numbers, and of no others."""

    def __init__(self, connection: Connection, uids: Sequence[str], bodies: Bodies) -> None:
        super().__init__(connection)
        self._uids, self._bodies = list(uids), bodies

    def heads(self) -> list[Row]:
        """What stands: state, revision, fork, gap."""
        return self._rows(HEAD)

    def versions(self) -> list[Row]:
        """Every version, without its body."""
        rows = self._rows(VERSIONS)
        return [{k: v for k, v in row.items() if k != "sealed"} for row in rows]

    def carried(self) -> list[Row]:
        return self._rows(CARRIED)

    def held(self) -> list[Row]:
        """Records kept apart under these numbers, with their codes."""
        return self._rows(HELD)

    def facts(self) -> dict[str, list[Row]]:
        """Every fact row, by table."""
        return {table.name: self._rows(table) for table in FACTS}

    def answers(self) -> list[Row]:
        return self._rows(ANSWERS)

    def body(self, uid: str, sha256: str) -> Any:
        """A version as it was sent; None where a withdrawal took it out."""
        for row in self._rows(VERSIONS):
            if (row["debrief_uid"], row["sha256"]) == (uid, sha256) and row["sealed"] is not None:
                return json.loads(self._bodies.open(uid, sha256, row["sealed"]))
        return None

    def narrowed(self, uids: Sequence[str]) -> Reader:
        """The same read, of some of its de-briefs."""
        own = set(self._uids)
        return Reader(self._connection, [uid for uid in uids if uid in own], self._bodies)

    def journal_rows(self, table: Table, column: ColumnElement[str], names: Sequence[str]) -> list[Row]:
        """Rows of a journal that this read's entry names, in the order they were written."""
        query = select(table).where(column.in_(names)).order_by(*table.primary_key.columns)
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _parts(self) -> Iterator[Where]:
        for start in range(0, len(self._uids), _CHUNK):
            yield of_debriefs(self._uids[start : start + _CHUNK])
