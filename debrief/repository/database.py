"""The database: one encrypted SQLite file, or PostgreSQL by its address. Same tables, same code."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Dialect, Engine, Table, create_engine, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from debrief.errors import Refusal

from . import (
    analyst_tables,
    audit,
    dissemination_tables,
    fact_tables,
    link_tables,
    port_return_tables,
    release_tables,
)
from .refusals import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseGone,
    DiskFull,
    NewerRepository,
    NoDriver,
    NotARepository,
    NotWritable,
    WrongKey,
)
from .tables import ABOUT, VERSION, RepositoryTable

SCHEME = "postgresql+psycopg"
CHUNK = 1_000
"""Rows a statement."""
_WAIT = 30
"""Seconds to wait for another writer."""
_LOCK = 0x64627266
"""Number of the lock under which one importer at a time writes to PostgreSQL."""

_TABLES = (
    analyst_tables.ANALYSTS,
    dissemination_tables.DISSEMINATIONS,
    fact_tables.FACTS,
    link_tables.LINKS,
    port_return_tables.RETURNS,
    release_tables.DRAFTS,
)
"""Their modules add them to the metadata."""


def embedded(path: Path, key: bytes) -> Engine:
    """An SQLCipher file. A wrong key is refused when the first connection is made."""

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None, timeout=_WAIT)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once, so that two importers wait and never collide.
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


_PRAGMAS = (
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
)


def server(address: str) -> Engine:
    """A PostgreSQL database by ``postgresql+psycopg://…``. An address may hold a password: it is not named."""
    scheme = address.partition("://")[0]
    if scheme != SCHEME:
        raise NotARepository(path=f"{scheme}://…")
    if find_spec("psycopg") is None:
        raise NoDriver
    try:
        return create_engine(address, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, ValueError):
        raise NotARepository(path=f"{scheme}://…") from None


def prepare(engine: Engine, place: str) -> None:
    """Makes the tables where there are none; refuses those of a newer version."""
    audit.guard(engine)
    with plain_errors(place), writing(engine) as connection:
        if not inspect(connection).has_table(ABOUT.name):
            RepositoryTable.metadata.create_all(connection)
            for table in RepositoryTable.metadata.sorted_tables:
                if table.info.get("append_only"):
                    for statement in audit.append_only(engine.dialect.name, table.name):
                        connection.execute(text(statement))
            insert_new(connection, ABOUT, [{"name": "tables", "value": str(VERSION)}])
        found = connection.execute(select(ABOUT.c.value).where(ABOUT.c.name == "tables")).scalar()
        if found is None or int(found) > VERSION:
            raise NewerRepository(found=str(found), expected=VERSION)


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: whole or not at all, one writer at a time."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        yield connection


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view."""
    with engine.connect() as connection, connection.begin():
        yield connection


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Inserts what is not there yet, by primary key, in chunks. A row has every column of the table.

    The driver gets the rows as they are: they hold only what it knows itself, and going over each
    value once more took as long as half the insert.
    """
    statement, order = _insert(connection.dialect, table)
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        given: Any = [tuple(row[name] for name in order) for row in some] if order else some
        connection.exec_driver_sql(statement, given)


@lru_cache(maxsize=100)
def _insert(dialect: Dialect, table: Table) -> tuple[str, tuple[str, ...]]:
    """The statement in the driver's own words, and the order of columns where it goes by that."""
    kind = postgresql if dialect.name == "postgresql" else sqlite
    made = kind.insert(table).on_conflict_do_nothing().compile(dialect=dialect)
    return str(made), tuple(made.positiontup or ())


@contextlib.contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """What the database says, as a refusal that names no value."""
    try:
        yield
    except DBAPIError as error:
        raise _refusal(error.orig, place) from None
    except sqlcipher.Error as error:
        raise _refusal(error, place) from None


_SAID: tuple[tuple[str, type[Refusal], dict[str, str | int]], ...] = (
    ("file is not a database", WrongKey, {}),
    ("is full", DiskFull, {}),
    ("no space", DiskFull, {}),
    ("readonly", NotWritable, {"reason": "read-only"}),
    ("unable to open", NotWritable, {"reason": "cannot be opened"}),
    ("locked", DatabaseBusy, {"limit": _WAIT}),
    ("malformed", DatabaseDamaged, {"reason": "malformed"}),
    ("disk i/o", DatabaseDamaged, {"reason": "input or output"}),
    ("append-only", DatabaseDamaged, {"reason": "append-only"}),
)


def _refusal(error: object, place: str) -> Refusal:
    said = str(error).lower()
    for words, refusal, facts in _SAID:
        if words in said:
            named = {"path": place} if refusal in (DiskFull, NotWritable) else {}
            return refusal(**named, **facts)
    if isinstance(error, sqlcipher.Error):
        return DatabaseDamaged(reason=type(error).__name__)
    return DatabaseGone()
