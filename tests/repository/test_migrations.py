"""From the tables of every earlier version to those of today, in a file and on a server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import make_url

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository import audit, database, migrations, summaries, tables
from debrief.repository.bodies import Bodies
from debrief.repository.driver_errors import plain_errors
from debrief.repository.fact_tables import DEBRIEFS, KINDS
from debrief.repository.summary_tables import AGENCIES, KINDS_WENT, PEOPLE
from debrief.repository.tables import ABOUT, AUDIT, VERSION, VERSIONS, RepositoryTable

from .servers import Server

FROZEN = Path(__file__).parent / "frozen"
KEY = b"\x01" * 32
"""Of the frozen repositories: what is made up needs no secret."""


class Databases:
    """Empty databases of one kind, and the frozen one of version 1."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self._folder, self._server = folder, server
        self._made: list[Engine] = []

    def empty(self) -> Engine:
        if self._server:
            engine = database.server(self._server.new_database())
        else:
            engine = database.embedded(self._folder / f"{len(self._made)}.db", KEY)
        self._made.append(engine)
        return engine

    def frozen(self) -> Engine:
        engine = self.empty()
        kind = "postgresql" if self._server else "sqlite"
        script = (FROZEN / f"v1.{kind}.sql").read_text("utf-8")
        if self._server:
            self._server.execute(script, make_url(engine.url).database or "")
        else:
            raw = engine.raw_connection()
            script = f"PRAGMA foreign_keys = OFF; {script} PRAGMA foreign_keys = ON;"
            raw.driver_connection.executescript(script)  # type: ignore[union-attr]
            raw.close()
        return engine

    def close(self) -> None:
        for engine in self._made:
            engine.dispose()


@pytest.fixture(params=["file", "server"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    made = Databases(tmp_path, request.getfixturevalue("server") if request.param == "server" else None)
    yield made
    made.close()


def columns(connection: Connection) -> dict[str, list[str]]:
    """Of each table, but of the one that holds the version."""
    seen = inspect(connection)
    return {t: [c["name"] for c in seen.get_columns(t)] for t in seen.get_table_names() if t != ABOUT.name}


def rows(connection: Connection, only: dict[str, list[str]] | None = None) -> dict[str, list[Any]]:
    """Every row of these columns, or of all, by table."""
    found = {}
    with audit.within():
        for name, some in (only or columns(connection)).items():
            query = sa.select(*map(sa.column, some)).select_from(sa.table(name))
            found[name] = sorted(connection.execute(query).all(), key=repr)
    return found


def shape(connection: Connection) -> dict[str, Any]:
    """Columns in their order, keys, references and indexes, by table."""
    seen = inspect(connection)
    return {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
            seen.get_pk_constraint(name)["constrained_columns"],
            sorted((k["constrained_columns"], k["referred_table"]) for k in seen.get_foreign_keys(name)),
            sorted((i["name"], i["column_names"], bool(i["unique"])) for i in seen.get_indexes(name)),
        )
        for name in seen.get_table_names()
    }


def differences(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), RepositoryTable.metadata)


def test_the_steps_from_nothing_give_what_is_declared(databases: Databases) -> None:
    fresh, stepped = databases.empty(), databases.empty()
    database.prepare(fresh, "x")
    with database.writing(stepped) as connection:
        migrations.step(connection, 0, VERSION)
    with database.reading(fresh) as one, database.reading(stepped) as other:
        assert differences(one) == differences(other) == []
        assert shape(one) == shape(other)
        assert set(shape(one)) == set(RepositoryTable.metadata.tables)


def test_a_repository_of_version_1_keeps_all_that_it_holds(databases: Databases) -> None:
    engine, fresh = databases.frozen(), databases.empty()
    with database.reading(engine) as connection:
        before, then = rows(connection), columns(connection)
    with pytest.raises(Refusal, match="UKHTC-16"):
        database.prepare(engine, "x")
    assert migrations.upgrade(engine, "x") == 1
    assert migrations.upgrade(engine, "x") == VERSION
    database.prepare(engine, "x")
    database.prepare(fresh, "x")
    with database.reading(engine) as connection, database.reading(fresh) as other:
        assert rows(connection, then) == before
        assert (len(before["record_version"]), len(before["fact_answer"])) == (4, 29)
        assert shape(connection) == shape(other)
        assert audit.verify(connection) == 1
        with audit.within():
            held = connection.execute(sa.select(VERSIONS).where(VERSIONS.c.sealed.is_not(None))).all()
            named = connection.execute(sa.select(DEBRIEFS.c.reference)).scalars().all()
    assert sorted(named) == ["MADE-UP-1", "MADE-UP-2"]
    assert all(b"MADE-UP-" in Bodies(KEY).open(row.debrief_uid, row.sha256, row.sealed) for row in held)
    assert len(held) == 2
    nobody_changes_the_audit(engine)


def test_the_counts_of_a_repository_of_version_2_are_made_with_their_tables(databases: Databases) -> None:
    """In one transaction: whoever opens it before the facts are renewed must not read that there is nobody."""
    engine = databases.frozen()
    with database.writing(engine) as connection, audit.within():
        migrations.step(connection, 1, 2)
        connection.execute(ABOUT.update().values(value="2"))
    assert migrations.upgrade(engine, "x") == 2
    with database.reading(engine) as connection, audit.within():
        assert summaries.differing(connection) == []
        for table, people in (AGENCIES, 2), (PEOPLE, 2), (KINDS_WENT, 1):
            assert connection.execute(sa.select(sa.func.sum(table.c.people))).scalar() == people


def nobody_changes_the_audit(engine: Engine) -> None:
    for change in (AUDIT.update().values(purpose="another"), AUDIT.delete()):
        with (
            pytest.raises(Refusal, match="only grows"),
            plain_errors("x"),
            database.writing(engine) as connection,
        ):
            connection.execute(change)


def next_version(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """As if a version after this one were installed."""
    module = ModuleType("of a test")
    module.upgrade = change  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, f"{migrations.__name__}.v{VERSION + 1:04}", module)
    for room in (tables, database, migrations):
        monkeypatch.setattr(room, "VERSION", VERSION + 1)


def test_a_table_written_anew_keeps_its_rows_and_what_refers_to_them(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite cannot change a column: Alembic copies the table, which drops its triggers."""

    def change() -> None:
        for name in ("record_head", "audit"):
            with op.batch_alter_table(name) as batch:
                batch.add_column(sa.Column("added", sa.String(9), nullable=False, server_default="x"))
                batch.alter_column("agency" if name == "record_head" else "purpose", type_=sa.String(99))

    engine = databases.frozen()
    with database.reading(engine) as connection:
        before, then = rows(connection), columns(connection)
    next_version(monkeypatch, change)
    audit.guard(engine)
    assert migrations.upgrade(engine, "x") == 1
    with database.reading(engine) as connection:
        assert rows(connection, then) == before
        assert connection.execute(text("SELECT min(added) FROM audit")).scalar() == "x"
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(KINDS.insert().values(debrief_uid="of nobody", instance=1, kind="x", standing="x"))
    nobody_changes_the_audit(engine)


def test_an_upgrade_that_leaves_rows_without_their_head_is_refused(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = databases.frozen()
    next_version(monkeypatch, lambda: op.execute("DELETE FROM record_head"))
    with pytest.raises(Refusal, match="UKHTC-12"):
        migrations.upgrade(engine, "x")
    with database.reading(engine) as connection:
        assert len(rows(connection)["record_head"]) == 3


def test_an_upgrade_that_fails_has_changed_nothing(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change() -> None:
        op.create_table("half", sa.Column("x", sa.String))
        op.execute("INSERT INTO no_such_table VALUES (1)")

    engine = databases.frozen()
    with database.reading(engine) as connection:
        before = rows(connection), shape(connection)
    next_version(monkeypatch, change)
    with pytest.raises(Refusal, match="UKHTC-12"):
        migrations.upgrade(engine, "x")
    with database.reading(engine) as connection:
        assert (rows(connection), shape(connection)) == before
        assert database.version_of(connection) == 1


@pytest.mark.parametrize("found", [str(VERSION + 1), "newest"])
def test_what_a_later_version_made_is_left_alone(databases: Databases, found: str) -> None:
    engine = databases.empty()
    database.prepare(engine, "x")
    with engine.begin() as connection:
        connection.execute(ABOUT.update().values(value=found))
    for attempt in (database.prepare, migrations.upgrade):
        with pytest.raises(Refusal, match="UKHTC-03"):
            attempt(engine, "x")


def test_an_empty_database_gets_its_tables_by_upgrading_too(databases: Databases) -> None:
    engine = databases.empty()
    assert migrations.upgrade(engine, "x") is None
    database.prepare(engine, "x")


def test_a_new_repository_needs_no_alembic(tmp_path: Path) -> None:
    import subprocess

    program = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from debrief import repository as r\n"
        "p = r.init_repository(Path(sys.argv[1]), now=datetime.now(UTC)); r.open_repository(p.folder).close()\n"
        "r.upgrade_repository(p.folder)\n"
        "assert 'sqlalchemy' in sys.modules and 'alembic' not in sys.modules and 'mako' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "u")], check=True)
    assert ukhtc.read_place(tmp_path / "u").database.exists()
