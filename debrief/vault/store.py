"""SQLite underneath: WAL, synchronous=FULL, one connection, and errors without values."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Update, bindparam, create_engine, event, insert, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from .disk import create_private
from .refusals import DatabaseDamaged, DiskFull, NotWritable
from .tables import COLUMNS, EVENT, WRAP, VaultTable

_PRAGMAS = (
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
_AT_ONCE = 500
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_NO_WRITE = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_ROOM_BESIDE = {
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
}


class Store:
    """The database of one vault, opened to read only or to write."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._engine = _engine(path, read_only)

    @classmethod
    def create(cls, path: Path) -> Store:
        """A new database, 0600, with its tables."""
        create_private(path)
        store = cls(path)
        with store.guarded():
            VaultTable.metadata.create_all(store._engine)
        return store

    def require_own_schema(self) -> None:
        """The two tables of format 1 and nothing else: no trigger, view or index was slipped in."""
        with self.guarded(), self._engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT type, name FROM sqlite_master").all()
            if sorted(map(tuple, found)) != [("table", name) for name in sorted(COLUMNS)]:
                raise DatabaseDamaged(file=str(self.path), reason="foreign tables")
            for name, columns in COLUMNS.items():
                rows = connection.exec_driver_sql(f"PRAGMA table_xinfo({name})").all()
                if [(row[1], row[2], row[3], row[5]) for row in rows] != columns:
                    raise DatabaseDamaged(file=str(self.path), reason="foreign columns")

    def events(self) -> Iterator[Any]:
        """Every (seq, epoch, prev, address, body) by number."""
        return self._rows("SELECT seq, epoch, prev, address, body FROM event ORDER BY seq")

    def wraps(self) -> Iterator[Any]:
        """Every (number, epoch, sealed) by number."""
        return self._rows("SELECT number, epoch, sealed FROM wrap ORDER BY number")

    def events_at(self, seqs: list[int]) -> Iterator[Any]:
        """The rows with these numbers (ascending), by number."""
        for start in range(0, len(seqs), _AT_ONCE):
            some = seqs[start : start + _AT_ONCE]
            statement = select(EVENT).where(EVENT.c.seq.in_(some)).order_by(EVENT.c.seq)
            with self.guarded(), self._engine.connect() as connection:
                rows = connection.execute(statement).all()
            yield from rows

    def append(self, rows: list[dict[str, Any]]) -> None:
        """All rows or none; they are on the disk when this returns."""
        self._write(lambda connection: connection.execute(insert(EVENT), rows))

    def add_wraps(self, rows: list[dict[str, Any]]) -> None:
        self._write(lambda connection: connection.execute(insert(WRAP), rows))

    def put_wrap(self, row: dict[str, Any]) -> None:
        self.put_wraps([row])

    def put_wraps(self, rows: list[dict[str, Any]]) -> None:
        """Replace rows that are there, all or none."""
        found = [{f"new_{name}": value for name, value in row.items()} for row in rows]
        where = update(WRAP).where(WRAP.c.number == bindparam("new_number"))
        values = where.values(epoch=bindparam("new_epoch"), sealed=bindparam("new_sealed"))
        self._write(lambda connection: self._replace(connection, values, found))

    def require_sound(self) -> None:
        """SQLite's own look at the whole file: among others, that looking a row up finds it.

        Going through all rows in order would not notice a damaged signpost between them, and then
        reading some of them would leave others out without a word.
        """
        with self.guarded(), self._engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if found != "ok":
            raise DatabaseDamaged(file=str(self.path), reason="integrity")

    def compact(self) -> None:
        """Write the database anew, without the room of what is gone, and empty the log beside it."""
        with self.guarded(), self._engine.connect() as connection:
            connection.exec_driver_sql("VACUUM")
        self.checkpoint()

    def backup(self, path: Path) -> None:
        """A whole copy at one moment, log beside it included, in a new file (0600)."""
        create_private(path)
        with self.guarded(), self._engine.connect() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            with contextlib.closing(sqlite3.connect(path)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE").close()  # one file, with nothing beside it

    def checkpoint(self) -> None:
        """Bring everything from the write-ahead log into the database and empty the log."""
        with self.guarded(), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with contextlib.suppress(SQLAlchemyError, sqlite3.Error):
            self._engine.dispose()

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn every error of the database into a refusal that carries no value."""
        try:
            yield
        except DBAPIError as problem:
            raise self._refusal(problem.orig) from None
        except (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError, OverflowError) as problem:
            raise self._refusal(problem) from None

    def _replace(self, connection: Connection, values: Update, rows: list[dict[str, Any]]) -> None:
        if rows and connection.execute(values, rows).rowcount != len(rows):
            raise DatabaseDamaged(file=str(self.path), reason="a key's row is not found")

    def _write(self, act: Callable[[Connection], object]) -> None:
        with self.guarded(), self._engine.begin() as connection:
            act(connection)

    def _rows(self, query: str) -> Iterator[Any]:
        with self.guarded(), self._engine.connect() as connection:
            cursor = connection.connection.cursor()
            try:
                cursor.execute(query)
                while batch := cursor.fetchmany(_AT_ONCE):
                    yield from batch
            finally:
                cursor.close()

    def _refusal(self, problem: BaseException | None) -> Exception:
        code = getattr(problem, "sqlite_errorcode", 0)
        name = getattr(problem, "sqlite_errorname", type(problem).__name__)
        if code in _FULL:
            return DiskFull()
        family = code & 0xFF
        if code in _NO_ROOM_BESIDE or family in _FORBIDDEN or (family in _NO_WRITE and not self._read_only):
            return NotWritable(path=str(self.path.parent), reason=name)
        return DatabaseDamaged(file=str(self.path), reason=name)


def save(act: Callable[[], None], make_room: Callable[[], bool]) -> None:
    """Do ``act``; if the disk is full and ``make_room`` gives some, do it once more."""
    try:
        act()
    except DiskFull:
        if not make_room():
            raise
        act()


def _engine(path: Path, read_only: bool) -> Engine:
    mode = "ro" if read_only else "rw"
    address = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, hide_parameters=True)
    pragmas: Iterable[str] = _PRAGMAS if read_only else ("journal_mode=WAL", *_PRAGMAS)

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    return engine
