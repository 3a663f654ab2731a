"""What a read that stands in the audit may see."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from .bodies import Bodies
from .fact_tables import ANSWERS, DEBRIEFS, ENTRIES, FACTS, KINDS, LEGS
from .mention_tables import IDENTIFIERS, MENTIONS
from .tables import CARRIED, HEAD, HELD, VERSIONS

Row: TypeAlias = dict[str, Any]
_CHUNK = 500


class Reader:
    """Rows of the de-briefs that the audit entry names, and of no others."""

    def __init__(self, connection: Connection, uids: Sequence[str], bodies: Bodies) -> None:
        self._connection, self._uids, self._bodies = connection, list(uids), bodies

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

    def answers_to(self, items: Sequence[str]) -> list[Row]:
        """Rows of these items only."""
        found: list[Row] = []
        for some in self._chunks():
            query = select(ANSWERS).where(ANSWERS.c.debrief_uid.in_(some), ANSWERS.c.item.in_(items))
            found += [dict(row) for row in self._connection.execute(query).mappings()]
        return found

    def debriefs(self) -> list[Row]:
        return self._rows(DEBRIEFS)

    def kinds(self) -> list[Row]:
        return self._rows(KINDS)

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
        """Keys of every person mentioned, a few hundred de-briefs at a time: number, card, instance,
        role; kind, scheme, normalised, valid. A person without identifiers has one row of None."""
        own, theirs = MENTIONS.c, IDENTIFIERS.c
        same = [own[name] == theirs[name] for name in ("debrief_uid", "card", "instance")]
        query = (
            select(
                own.debrief_uid, own.card, own.instance, own.role,
                theirs.kind, theirs.scheme, theirs.normalised, theirs.valid,
            )
            .join(IDENTIFIERS, and_(*same), isouter=True)
            .where(own.kind == "person")
            .order_by(own.debrief_uid, own.card, own.instance, theirs.number)
        )  # fmt: skip
        for some in self._chunks():
            for row in self._connection.execute(query.where(own.debrief_uid.in_(some))):
                yield tuple(row)

    def body(self, uid: str, sha256: str) -> Any:
        """A version as it was sent; None where a withdrawal took it out."""
        for row in self._rows(VERSIONS):
            if (row["debrief_uid"], row["sha256"]) == (uid, sha256) and row["sealed"] is not None:
                return json.loads(self._bodies.open(uid, sha256, row["sealed"]))
        return None

    def exploitation(self) -> dict[tuple[str, str], int]:
        """People by (row of the strategy, age group)."""
        table, found = DEBRIEFS, Counter[tuple[str, str]]()
        groups = (table.c.exploitation, table.c.age_group)
        for some in self._chunks():
            query = select(*groups, func.count()).where(table.c.debrief_uid.in_(some))
            for row, group, n in self._connection.execute(query.group_by(*groups)):
                found[row, group] += n
        return dict(found)

    def narrowed(self, uids: Sequence[str]) -> Reader:
        """The same read, of some of its de-briefs."""
        own = set(self._uids)
        return Reader(self._connection, [uid for uid in uids if uid in own], self._bodies)

    def journal_rows(self, table: Table, column: ColumnElement[str], names: Sequence[str]) -> list[Row]:
        """Rows of a journal that this read's entry names, in the order they were written."""
        query = select(table).where(column.in_(names)).order_by(*table.primary_key.columns)
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def values_of(
        self, columns: Sequence[ColumnElement[Any]], where: Sequence[ColumnElement[Any]] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Number of the de-brief and these columns of one fact table, each row of them once."""
        uid = columns[0].table.c.debrief_uid
        for some in self._chunks():
            query = select(uid, *columns).where(uid.in_(some), *where).distinct()
            yield from map(tuple, self._connection.execute(query))

    def _rows(self, table: Table) -> list[Row]:
        found: list[Row] = []
        for some in self._chunks():
            query = select(table).where(table.c.debrief_uid.in_(some))
            query = query.order_by(*table.primary_key.columns)
            found += [dict(row) for row in self._connection.execute(query).mappings()]
        return found

    def _chunks(self) -> Iterator[list[str]]:
        for start in range(0, len(self._uids), _CHUNK):
            yield self._uids[start : start + _CHUNK]
