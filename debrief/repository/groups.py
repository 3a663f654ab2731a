"""Groups that analysts keep, and who they entered as members: append-only, undoable, never a merge.

    number = keep_group(repository, "Canary group", user="ann", reason="one driver in three accounts", now=now)
    add_member(repository, number, entry, user="ann", now=now)
    with repository.reader("ann", purpose, "show a group", objects_of(repository, number)) as read:
        group = group_in(read, number)

Analysts' words may name people, so they are given out in an audited read only. Who can be a member is
decided in ``debrief.office``, by what is held of them then and now.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from debrief.bundle import instant

from .analysts import require
from .group_tables import GROUPS, MEMBERS
from .reader import Reader
from .refusals import GroupNeedsWords, MemberAlready, NoSuchGroup, NoSuchMembership
from .store import Repository

RIGHT = "groups"


@dataclass(frozen=True, repr=False)
class Entry:
    """Whom an analyst enters: a mention, the role in the group, the grade and its scheme, and why."""

    mention: str
    role: str
    scheme: str
    grade: str
    reason: str


@dataclass(frozen=True, repr=False)
class Membership:
    """An entry that stands, with its number, when (day) and by whom."""

    seq: int
    at: str
    by: str
    entry: Entry


@dataclass(frozen=True, repr=False)
class Group:
    """A group as it stands: by whom it was named last, when (day), why, and who is entered."""

    number: str
    name: str
    at: str
    by: str
    reason: str
    members: tuple[Membership, ...]


def keep_group(
    repository: Repository, name: str, *, user: str, reason: str, now: datetime, number: str = ""
) -> str:
    """Keeps a group under a new number, or names the one of this number anew; its number."""
    by = require(repository, user, RIGHT)
    _words(name=name, reason=reason)
    with repository.journal(write=True) as connection:
        if number:
            _known(connection, number)
        given = number or f"g{secrets.token_hex(4)}"
        row = {"number": given, "at": instant(now), "by": by, "name": name.strip(), "reason": reason.strip()}
        _append(connection, GROUPS, row)
    return given


def add_member(repository: Repository, number: str, entry: Entry, *, user: str, now: datetime) -> int:
    """Enters a mention in a group; the number of the entry."""
    by = require(repository, user, RIGHT)
    _words(role=entry.role, reason=entry.reason)
    with repository.journal(write=True) as connection:
        _known(connection, number)
        if any(row["mention"] == entry.mention for row in _standing(_rows(connection, number))):
            raise MemberAlready(found=entry.mention)
        row = {"number": number, "at": instant(now), "by": by, **asdict(entry), "undoes": None}
        return _append(connection, MEMBERS, row)


def take_back(repository: Repository, seq: int, *, user: str, reason: str, now: datetime) -> None:
    """Takes an entry of a member back, by a row of its own; both stay on record."""
    by = require(repository, user, RIGHT)
    _words(reason=reason)
    with repository.journal(write=True) as connection:
        found = connection.execute(select(MEMBERS).where(MEMBERS.c.seq == seq)).mappings().first()
        if found is None or all(row["seq"] != seq for row in _standing(_rows(connection, found["number"]))):
            raise NoSuchMembership(number=seq)
        row = {**found, "at": instant(now), "by": by, "reason": reason.strip(), "undoes": seq}
        _append(connection, MEMBERS, row)


def numbers(repository: Repository) -> list[str]:
    """The numbers of all groups, in the order they were first kept."""
    query = select(GROUPS.c.number, func.min(GROUPS.c.seq)).group_by(GROUPS.c.number)
    with repository.journal() as connection:
        return [row.number for row in sorted(connection.execute(query), key=lambda row: row[1])]


def members_of(repository: Repository, number: str) -> list[str]:
    """The mentions entered in a group, without a word about them."""
    with repository.journal() as connection:
        _known(connection, number)
        return [row["mention"] for row in _standing(_rows(connection, number))]


def mention_of(repository: Repository, seq: int) -> str:
    """The mention of an entry that stands."""
    with repository.journal() as connection:
        number = connection.execute(select(MEMBERS.c.number).where(MEMBERS.c.seq == seq)).scalar()
        for row in _standing(_rows(connection, number or "")):
            if row["seq"] == seq:
                return str(row["mention"])
    raise NoSuchMembership(number=seq)


def group_in(read: Reader, number: str) -> Group:
    """A group in full, in a read whose entry names its number."""
    *_, last = read.journal_rows(GROUPS, GROUPS.c.number, [number])
    rows = read.journal_rows(MEMBERS, MEMBERS.c.number, [number])
    return Group(
        number,
        last["name"],
        last["at"][:10],
        last["by"],
        last["reason"],
        tuple(map(_membership, _standing(rows))),
    )


# -- inside ---------------------------------------------------------------------------------------


def _membership(row: dict[str, Any]) -> Membership:
    entry = Entry(**{name: row[name] for name in Entry.__dataclass_fields__})
    return Membership(row["seq"], row["at"][:10], row["by"], entry)


def _words(**given: str) -> None:
    for name, text in given.items():
        if not text.strip():
            raise GroupNeedsWords(name=name)


def _known(connection: Connection, number: str) -> None:
    if connection.execute(select(GROUPS.c.seq).where(GROUPS.c.number == number).limit(1)).first() is None:
        raise NoSuchGroup(number=number[:12])


def _rows(connection: Connection, number: str) -> list[dict[str, Any]]:
    query = select(MEMBERS).where(MEMBERS.c.number == number).order_by(MEMBERS.c.seq)
    return [dict(row) for row in connection.execute(query).mappings()]


def _standing(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    undone = {row["undoes"] for row in rows}
    return [row for row in rows if row["undoes"] is None and row["seq"] not in undone]


def _append(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    seq: int = (connection.execute(select(func.max(table.c.seq))).scalar() or 0) + 1
    connection.execute(table.insert().values(**{**row, "seq": seq}))
    return seq
