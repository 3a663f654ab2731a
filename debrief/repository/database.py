"""The database: one encrypted SQLite file, or PostgreSQL by its address. Same tables, same code."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Dialect, Engine, Table, create_engine, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from debrief.process import stopping
from debrief.process.silencing import silenced

from . import (
    analyst_tables,
    audit,
    dissemination_tables,
    fact_tables,
    group_tables,
    link_tables,
    port_return_tables,
    release_tables,
    summary_tables,
)
from .driver_errors import WAIT, plain_errors
from .refusals import DatabaseDamaged, NewerRepository, NoDriver, NotARepository, OlderRepository, OtherSorting
from .tables import ABOUT, VERSION, RepositoryTable

SCHEME = "postgresql+psycopg"
CHUNK = 1_000
"""Rows a statement."""
_ROW = "tables"
"""Of ``about``: the version of the tables."""
_VIEW = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_LEAST_WAIT = 3.0
"""Seconds for a server to take note that a statement is not wanted any more."""
_LOCK = 0x64627266
"""Number of the lock under which one importer at a time writes to PostgreSQL."""

_TABLES = (
    analyst_tables.ANALYSTS,
    dissemination_tables.DISSEMINATIONS,
    fact_tables.FACTS,
    group_tables.MEMBERS,
    link_tables.LINKS,
    port_return_tables.RETURNS,
    release_tables.DRAFTS,
    summary_tables.PEOPLE,
)
"""Their modules add them to the metadata."""


def embedded(path: Path, key: bytes) -> Engine:
    """An SQLCipher file. A wrong key is refused when the first connection is made."""

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None, timeout=WAIT)
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
    silenced("psycopg")
    try:
        wait = {} if "connect_timeout" in make_url(address).query else {"connect_timeout": WAIT}
        return create_engine(address, hide_parameters=True, pool_pre_ping=True, connect_args=wait)
    except (ArgumentError, ValueError):
        raise NotARepository(path=f"{scheme}://…") from None


def prepare(engine: Engine, place: str) -> None:
    """Makes the tables where there are none; refuses those of another version."""
    audit.guard(engine)
    with plain_errors(place):
        with reading(engine) as connection:
            found = version_of(connection)
        if found is None:
            with writing(engine) as connection:
                found = version_of(connection) or make_tables(connection)
    if found > VERSION:
        raise NewerRepository(found=str(found), expected=VERSION)
    if found < VERSION:
        raise OlderRepository(found=str(found), expected=VERSION)


def version_of(connection: Connection) -> int | None:
    """The version of the tables there; None where there are none."""
    if not inspect(connection).has_table(ABOUT.name):
        return None
    found = connection.execute(select(ABOUT.c.value).where(ABOUT.c.name == _ROW)).scalar()
    if found is None or not found.isdecimal():
        raise NewerRepository(found=str(found), expected=VERSION)
    return int(found)


def set_version(connection: Connection) -> None:
    """Writes down that the tables are of this version, and that the journals among them only grow."""
    connection.execute(ABOUT.delete().where(ABOUT.c.name == _ROW))
    connection.execute(ABOUT.insert().values(name=_ROW, value=str(VERSION)))
    for table in RepositoryTable.metadata.sorted_tables:
        if table.info.get("append_only"):
            for statement in audit.append_only(connection.dialect.name, table.name):
                connection.execute(text(statement))


def make_tables(connection: Connection) -> int:
    """All tables, and their version. A server must hold and compare texts as a file does: UTF-8, by bytes."""
    if connection.dialect.name == "postgresql":
        as_here = text("SELECT 'Z' < 'a' AND current_setting('server_encoding') = 'UTF8'")
        if not connection.execute(as_here).scalar():
            raise OtherSorting
    if RepositoryTable.metadata.tables.keys() & set(inspect(connection).get_table_names()):
        raise NotARepository(path=f"{connection.dialect.name}://…")  # somebody else's database
    RepositoryTable.metadata.create_all(connection)
    set_version(connection)
    return VERSION


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: whole or not at all, one writer at a time."""
    stopping.check()
    with engine.connect().execution_options(write=True) as connection, _alone(connection):
        yield connection


@contextlib.contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """As ``writing``, and a file's tables may be written anew while others refer to them.

    References are not looked at meanwhile, and all of them in the end, as SQLite asks for
    (sqlite.org/lang_altertable.html, part 7).
    """
    with engine.connect().execution_options(write=True) as connection:
        if engine.dialect.name != "sqlite":
            with _alone(connection):
                yield connection
            return
        file: Any = connection.connection.driver_connection
        file.execute("PRAGMA foreign_keys = OFF")
        try:
            with _alone(connection):
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise DatabaseDamaged(reason="references")
        finally:
            file.execute("PRAGMA foreign_keys = ON")


@contextlib.contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """The transaction of the only writer."""
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        yield


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view, in which nothing can be written on a server. Its statements can be ended from
    another thread (``stopping``); those of a writer are not, and a transaction goes or is rolled back."""
    stopping.check()
    options = _VIEW if engine.dialect.name == "postgresql" else {}
    with (
        engine.connect().execution_options(**options) as connection,
        stopping.interrupting(_ending(connection)),
        connection.begin(),
    ):
        yield connection


def _ending(connection: Connection) -> Callable[[], object]:
    """What ends the statement that a connection is at."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        return partial(driver.cancel_safe, timeout=_LEAST_WAIT)
    return cast(Callable[[], object], driver.interrupt)


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Inserts what is not there yet, by primary key, in chunks. A row has every column of the table.

    The driver gets the rows as they are: they hold only what it knows itself, and going over each
    value once more took as long as half the insert.
    """
    statement, order = _insert(connection.dialect, table)
    for start in range(0, len(rows), CHUNK):
        stopping.check()
        some = rows[start : start + CHUNK]
        given: Any = [tuple(row[name] for name in order) for row in some] if order else some
        connection.exec_driver_sql(statement, given)


def insert(dialect: Dialect, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what becomes of a row whose key is there."""
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)


@lru_cache(maxsize=100)
def _insert(dialect: Dialect, table: Table) -> tuple[str, tuple[str, ...]]:
    """The statement in the driver's own words, and the order of columns where it goes by that."""
    made = insert(dialect, table).on_conflict_do_nothing().compile(dialect=dialect)
    return str(made), tuple(made.positiontup or ())
