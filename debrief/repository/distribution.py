"""Whether the tables can be split over several servers as they are declared (docs/scaling.md)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import MetaData, Table, UniqueConstraint

_KEY = "debrief_uid"
_PLACES = ("reference", "local", _KEY)


def citus_ready(metadata: MetaData) -> list[str]:
    """What Citus would not take of these tables, in words; none where all can be distributed.

    Its rules: the key and every other unique set of a split table hold the column that it is split
    by; a split table refers only to one split alike, by that column; no sequence numbers its rows.
    """
    return [problem for table in metadata.tables.values() for problem in _problems(table)]


def _problems(table: Table) -> Iterator[str]:
    dist = table.info.get("dist")
    if dist not in _PLACES:
        yield f"{table.name}: no distribution"
        return
    if dist == _KEY:
        yield from _of_split(table)
    for key in table.foreign_key_constraints:
        if not (dist == key.referred_table.info.get("dist") == _KEY and _KEY in key.column_keys):
            yield f"{table.name}: a reference that crosses"
    yield from (f"{table.name}.{c.name}: sequence" for c in table.c if c.autoincrement is True)


def _of_split(table: Table) -> Iterator[str]:
    columns = [column.name for column in table.primary_key.columns]
    if _KEY not in columns:
        yield f"{table.name}: key without {_KEY}"
    if columns[:1] != [_KEY]:
        yield f"{table.name}: key does not begin with {_KEY}"
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    if unique or any(index.unique for index in table.indexes):
        yield f"{table.name}: unique beside the key"
