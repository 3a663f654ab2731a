"""Heads and facts, renewed from the versions of the de-briefs that a bundle touched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, select

from debrief.interview.record import Record

from . import database, summaries
from .accepting import read_record
from .bodies import Bodies
from .exploitation import RollUp
from .fact_tables import FACTS
from .facts import facts_of
from .heads import LIVE, WITHDRAWN, Head, Version, head_of
from .tables import HEAD, VERSIONS

_AT_ONCE = 200
"""De-briefs projected together: a bound of memory."""

_SET_HEAD = (
    HEAD.update()
    .where(HEAD.c.debrief_uid == bindparam("uid"))
    .values({name: bindparam(name) for name in ("sha256", "revision", "state", "fork", "gap")})
)


class Projection:
    def __init__(self, bodies: Bodies, roll_up: RollUp) -> None:
        self._bodies, self._roll_up = bodies, roll_up

    def renew(
        self,
        connection: Connection,
        came: Mapping[str, Mapping[str, Any]],
        records: Mapping[str, Record],
    ) -> None:
        """``came``: the versions that just came, by hash; ``records``: the same, read."""
        by_uid = {row["debrief_uid"]: row["sha256"] for row in came.values()}
        fresh = dict(zip(came, records.values(), strict=True))
        for uids in _batches(by_uid, _AT_ONCE):
            self._renew(connection, uids, fresh)

    def renew_facts(self, connection: Connection) -> None:
        """Facts of every de-brief once more, from what is held: for tables that are newer than it."""
        standing = select(HEAD.c.debrief_uid).where(HEAD.c.sha256.is_not(None)).order_by(HEAD.c.debrief_uid)
        for uids in _batches(connection.execute(standing).scalars().all(), _AT_ONCE):
            query = select(HEAD).where(HEAD.c.debrief_uid.in_(uids))
            before = {row["debrief_uid"]: row for row in connection.execute(query).mappings()}
            heads = {uid: Head(row["sha256"], row["revision"], row["state"]) for uid, row in before.items()}
            self._facts(connection, heads, before, {})
        summaries.rebuild(connection)

    def _renew(self, connection: Connection, uids: list[str], fresh: Mapping[str, Record]) -> None:
        query = select(HEAD).where(HEAD.c.debrief_uid.in_(uids))
        before = {row["debrief_uid"]: row for row in connection.execute(query).mappings()}
        heads = {uid: head_of(found) for uid, found in _versions(connection, uids).items()}
        connection.execute(_SET_HEAD, [{"uid": uid, **vars(head)} for uid, head in heads.items()])
        gone = [uid for uid, head in heads.items() if head.state == WITHDRAWN]
        if gone:
            blank = VERSIONS.update().where(VERSIONS.c.debrief_uid.in_(gone)).values(sealed=None)
            connection.execute(blank)
        moved = {
            uid: head
            for uid, head in heads.items()
            if head.state != LIVE or head.sha256 != before[uid]["sha256"]
        }
        summaries.take_away(connection, _stood(moved, before))
        self._facts(connection, moved, before, fresh)
        summaries.add(connection, [uid for uid, head in moved.items() if head.sha256 is not None])

    def _facts(
        self,
        connection: Connection,
        heads: Mapping[str, Head],
        before: Mapping[str, Any],
        fresh: Mapping[str, Record],
    ) -> None:
        """Facts of these heads, and none of what stood before."""
        rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in FACTS}
        for uid, head in heads.items():
            if head.sha256 is None:
                continue
            record = fresh.get(head.sha256) or self._held(connection, uid, head.sha256)
            found = facts_of(uid, before[uid]["agency"], record, self._roll_up)
            for table, own in found.items():
                rows[table] += own
        stood = _stood(heads, before)
        for table in FACTS:
            if stood:
                connection.execute(table.delete().where(table.c.debrief_uid.in_(stood)))
            database.insert_new(connection, table, rows[table])

    def _held(self, connection: Connection, uid: str, sha256: str) -> Record:
        query = select(VERSIONS.c.sealed).where(VERSIONS.c.debrief_uid == uid, VERSIONS.c.sha256 == sha256)
        sealed = connection.execute(query).scalar_one()
        return read_record(json.loads(self._bodies.open(uid, sha256, sealed)))


def _stood(heads: Mapping[str, Head], before: Mapping[str, Any]) -> list[str]:
    """Those of which there were facts."""
    return [uid for uid in heads if before[uid]["sha256"] is not None]


def _versions(connection: Connection, uids: list[str]) -> dict[str, list[Version]]:
    columns = ("sha256", "revision", "supersedes", "purpose", "status")
    query = select(VERSIONS.c.debrief_uid, *(VERSIONS.c[name] for name in columns))
    found: dict[str, list[Version]] = defaultdict(list)
    for uid, *values in connection.execute(query.where(VERSIONS.c.debrief_uid.in_(uids))):
        found[uid].append(Version(*values))
    return found


def _batches(items: Iterable[str], size: int) -> Iterable[list[str]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
