"""The audit of reads: who, what for, which de-briefs; never a value.

Each entry carries the hash of the one before; triggers refuse change and
deletion, and whoever takes the triggers away still breaks the chain. An entry
is committed before the first row is read.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, event, func, select

from debrief.process import stopping

from .audit_tables import OBJECTS
from .refusals import AuditBroken, NoPurpose, ReadOutsideReader
from .tables import AUDIT

_FIRST = "0" * 64
_NAMED = 20
"""Up to so many de-briefs are named; of more, the number and a hash of the names, which stand beside it."""

_SENSITIVE = re.compile(
    r"\b(?:from|join)\s+\"?(record_(?:head|version|carried|held)|fact_\w+|summary_\w+|mention\w*"
    r"|release_cell|dissemination_body)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\d+ sha256:[0-9a-f]{64}", re.ASCII)
"""What an entry says of more objects than it names."""
_ADD = AUDIT.insert()
_LAST = select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
_within: ContextVar[bool] = ContextVar("within_audited_reader", default=False)


@contextlib.contextmanager
def within() -> Iterator[None]:
    """What happens here is entered in the audit, or is the intake's own work."""
    token = _within.set(True)
    try:
        yield
    finally:
        _within.reset(token)


def guard(engine: Engine) -> None:
    """A net under the reader: a select on records outside of it is refused."""

    @event.listens_for(engine, "before_cursor_execute")
    def check(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: Any) -> None:
        if not _within.get() and _SENSITIVE.search(statement):
            raise ReadOutsideReader


def append(
    connection: Connection, at: str, user: str, purpose: str, action: str, objects: Sequence[str]
) -> None:
    """Adds an entry for these de-briefs, in a transaction that holds the writers' lock."""
    seq = append_named(connection, at, user, purpose, action, _named(objects), len(objects))
    if len(names := set(objects)) > _NAMED:
        connection.execute(OBJECTS.insert(), [{"seq": seq, "object": name} for name in names])


def append_named(
    connection: Connection, at: str, user: str, purpose: str, action: str, objects: str, count: int
) -> int:
    """Adds an entry that says in words which de-briefs are read, and how many they are; its number."""
    if not user.strip() or not purpose.strip():
        raise NoPurpose
    seq, prev = head(connection)
    entry: dict[str, Any] = {
        "seq": seq + 1,
        "at": at,
        "user": user[:200],
        "purpose": purpose[:500],
        "action": action,
        "objects": objects,
        "count": count,
        "prev": prev,
    }
    connection.execute(_ADD, {**entry, "hash": _hash(entry)})
    return seq + 1


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry; 0 and zeros where there is none."""
    last = connection.execute(_LAST).first()
    return (last.seq, last.hash) if last else (0, _FIRST)


def verify(connection: Connection) -> int:
    """The number of entries. Raises ``AuditBroken`` at the first that was altered or is missing."""
    prev, number = _FIRST, 0
    for row in stopping.counted(connection.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings()):
        number += 1
        entry = {name: value for name, value in row.items() if name != "hash"}
        if row["seq"] != number or row["prev"] != prev or _hash(entry) != row["hash"]:
            raise AuditBroken(number=number)
        if _BESIDE.fullmatch(row["objects"]) and _named(named_in(connection, number)) != row["objects"]:
            raise AuditBroken(number=number)
        prev = row["hash"]
    return number


def named_in(connection: Connection, seq: int) -> list[str]:
    """The objects that stand beside an entry."""
    return list(connection.execute(select(OBJECTS.c.object).where(OBJECTS.c.seq == seq)).scalars())


def entries(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(AUDIT)).scalar_one()


def append_only(dialect: str, table: str = AUDIT.name) -> list[str]:
    """Statements after which a journal can only grow; they may be said again."""
    if dialect == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
            f"CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        for verb in ("update", "delete")
    ]


def _named(objects: Sequence[str]) -> str:
    names = sorted(set(objects))
    if len(names) <= _NAMED:
        return " ".join(names)
    return f"{len(names)} sha256:{sha256(' '.join(names).encode()).hexdigest()}"


def _hash(entry: dict[str, Any]) -> str:
    data = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(data.encode()).hexdigest()
