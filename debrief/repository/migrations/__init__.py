"""Bringing a database of an earlier version up to date: one module a version, in Alembic's operations.

``v0002.upgrade()`` makes tables of version 2 from those of version 1, in a file and on a server alike.
``scripts/migration.py`` writes such a module from the tables as they are declared. A new database is
made from those at once, without Alembic; docs/decisions/0060-one-number-of-the-tables.md says why the
number that stands in ``about`` is the only record of the version.
"""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import Connection, Engine

from .. import audit, database
from ..driver_errors import plain_errors
from ..refusals import NewerRepository
from ..tables import VERSION


def upgrade(engine: Engine, place: str) -> int | None:
    """Brings the database up to date, whole or not at all; the version it had, None where it was empty."""
    with plain_errors(place), database.rebuilding(engine) as connection, audit.within():
        found = database.version_of(connection)
        if found is None:
            database.make_tables(connection)
        elif found > VERSION:
            raise NewerRepository(found=str(found), expected=VERSION)
        elif found < VERSION:
            step(connection, found, VERSION)
            database.set_version(connection)
        return found


def step(connection: Connection, found: int, wanted: int) -> None:
    """Every module after ``found`` up to ``wanted``, in the transaction that stands; from 0, all tables."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with Operations.context(MigrationContext.configure(connection)):
        for number in range(found + 1, wanted + 1):
            import_module(f"{__name__}.v{number:04}").upgrade()
