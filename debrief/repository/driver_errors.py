"""What a database's driver says, as refusals that name no value."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from debrief.errors import Refusal
from debrief.process import stopping
from debrief.process.refusals import StoppedWhenAsked

from .refusals import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseGone,
    DiskFull,
    NoRight,
    NotWritable,
    WrongKey,
)

WAIT = 30
"""Seconds to wait for another writer, and for a server to answer."""


@contextlib.contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """What the database says, as a refusal that names no value. A statement may have been ended as asked."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        raise StoppedWhenAsked if stopping.is_stopping() else _refusal(said, place) from None


_SAID: tuple[tuple[str, type[Refusal], dict[str, str | int]], ...] = (
    ("file is not a database", WrongKey, {}),
    ("is full", DiskFull, {}),
    ("no space", DiskFull, {}),
    ("readonly", NotWritable, {"reason": "read-only"}),
    ("unable to open", NotWritable, {"reason": "cannot be opened"}),
    ("locked", DatabaseBusy, {"limit": WAIT}),
    ("malformed", DatabaseDamaged, {"reason": "malformed"}),
    ("disk i/o", DatabaseDamaged, {"reason": "input or output"}),
    ("append-only", DatabaseDamaged, {"reason": "append-only"}),
)
"""Words of SQLite, and of the journals' own triggers."""

_STATES: tuple[tuple[str, type[Refusal], dict[str, str | int]], ...] = (
    ("08", DatabaseGone, {}),
    ("25006", NotWritable, {"reason": "read-only"}),
    ("42501", NoRight, {}),
    ("53100", DiskFull, {}),
    ("53", DatabaseGone, {}),
    ("55P03", DatabaseBusy, {"limit": WAIT}),
    ("57", DatabaseGone, {}),
)
"""SQLSTATE or its class (PostgreSQL, appendix A), which a server gives in whatever language it speaks."""


_SERVER = "postgresql://…"


def _refusal(error: object, place: str) -> Refusal:
    said, state = str(error).lower(), getattr(error, "sqlstate", None) or ""
    by_state = [(refusal, facts) for start, refusal, facts in _STATES if state.startswith(start)]
    by_words = [(refusal, facts) for words, refusal, facts in _SAID if words in said]
    for refusal, facts in (*by_state, *by_words):
        named = {"path": _SERVER if state else place} if refusal in (DiskFull, NotWritable) else {}
        return refusal(**named, **facts)
    if state or isinstance(error, sqlcipher.Error):
        return DatabaseDamaged(reason=state or type(error).__name__)
    return DatabaseGone()
