"""The tables can be split over several servers as they are, and are the same everywhere."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, create_mock_engine

from debrief.repository import fact_tables
from debrief.repository.database import embedded, prepare, server
from debrief.repository.distribution import citus_ready
from debrief.repository.tables import VERSION, RepositoryTable, table_of


def test_every_table_can_be_split() -> None:
    assert fact_tables.FACTS
    assert citus_ready(RepositoryTable.metadata) == []


def test_the_check_finds_a_key_that_cannot_be_split() -> None:
    copy = MetaData()
    for table in RepositoryTable.metadata.tables.values():
        table.to_metadata(copy)
    del copy.tables["fact_leg"].info["dist"]
    copy.tables["bundle"].info["dist"] = "debrief_uid"
    assert citus_ready(copy) == [
        "bundle: key without debrief_uid",
        "bundle: key does not begin with debrief_uid",
        "fact_leg: no distribution",
    ]


def test_the_check_finds_every_fault_of_a_table_numbered_by_a_sequence() -> None:
    naive = MetaData()
    split = {"dist": "debrief_uid"}
    Table("debrief", naive, Column("id", Integer, primary_key=True, autoincrement=True), info=split)
    Table(
        "leg",
        naive,
        Column("debrief_uid", String, primary_key=True),
        Column("debrief", ForeignKey("debrief.id")),
        Index("ix_leg", "debrief", unique=True),
        info=split,
    )
    Table(
        "release", naive, Column("leg", ForeignKey("leg.debrief_uid"), primary_key=True), info={"dist": "local"}
    )
    assert citus_ready(naive) == [
        "debrief: key without debrief_uid",
        "debrief: key does not begin with debrief_uid",
        "debrief.id: sequence",
        "leg: unique beside the key",
        "leg: a reference that crosses",
        "release: a reference that crosses",
    ]


def test_no_table_of_facts_has_a_column_the_rows_do_not_fill() -> None:
    from debrief.repository.values import parts

    columns = set(table_of(fact_tables.AnswerFact).columns.keys())
    from .test_values import EXAMPLES

    used = {name for t, value in EXAMPLES.items() for part in parts(t, value) for name in part}
    assert used <= columns


def test_the_same_tables_are_written_for_postgresql() -> None:
    statements: list[str] = []
    engine = create_mock_engine(
        "postgresql+psycopg://",
        lambda sql, *args, **kwargs: statements.append(str(sql.compile(dialect=engine.dialect))),
    )
    RepositoryTable.metadata.create_all(engine, checkfirst=False)
    assert len([s for s in statements if "CREATE TABLE" in s]) == len(RepositoryTable.metadata.tables)
    assert any("BYTEA" in s for s in statements)


def test_a_missing_driver_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from debrief.errors import Refusal
    from debrief.repository import database

    monkeypatch.setattr(database, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match="UKHTC-08"):
        server("postgresql+psycopg://nobody@localhost/nothing")


def test_a_database_of_a_newer_version_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from debrief.errors import Refusal
    from debrief.repository.tables import ABOUT

    engine = embedded(tmp_path / "x.db", bytes(32))
    prepare(engine, str(tmp_path))
    with engine.begin() as connection:
        connection.execute(ABOUT.update().values(value=str(VERSION + 1)))
    with pytest.raises(Refusal, match="UKHTC-03"):
        prepare(engine, str(tmp_path))
    engine.dispose()
