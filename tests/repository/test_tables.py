"""The tables can be split over several servers as they are, and are the same everywhere."""

from __future__ import annotations

import pytest
from sqlalchemy import MetaData, UniqueConstraint, create_mock_engine

from debrief.repository import fact_tables
from debrief.repository.database import embedded, prepare, server
from debrief.repository.tables import RepositoryTable, table_of


def problems(metadata: MetaData) -> list[str]:
    """What Citus would not take: its rules for keys and references (docs/repository.md)."""
    found = []
    for table in metadata.tables.values():
        dist = table.info.get("dist")
        if dist not in ("reference", "local", "debrief_uid"):
            found.append(f"{table.name}: no distribution")
            continue
        split = dist == "debrief_uid"
        if split and dist not in table.primary_key.columns:
            found.append(f"{table.name}: key without {dist}")
        if split and next(iter(table.primary_key.columns)).name != dist:
            found.append(f"{table.name}: key does not begin with {dist}")
        unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        unique_indexes = [i for i in table.indexes if i.unique]
        if split and (unique or unique_indexes):
            found.append(f"{table.name}: unique beside the key")
        for key in table.foreign_key_constraints:
            other = key.referred_table.info.get("dist")
            if not (split and other == dist and dist in key.column_keys):
                found.append(f"{table.name}: a reference that crosses")
        found += [f"{table.name}.{c.name}: sequence" for c in table.c if c.autoincrement is True]
    return found


def test_every_table_can_be_split() -> None:
    assert fact_tables.FACTS
    assert problems(RepositoryTable.metadata) == []


def test_the_check_finds_a_key_that_cannot_be_split() -> None:
    copy = MetaData()
    for table in RepositoryTable.metadata.tables.values():
        table.to_metadata(copy)
    del copy.tables["fact_leg"].info["dist"]
    copy.tables["bundle"].info["dist"] = "debrief_uid"
    assert problems(copy) == [
        "bundle: key without debrief_uid",
        "bundle: key does not begin with debrief_uid",
        "fact_leg: no distribution",
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
        connection.execute(ABOUT.update().values(value="2"))
    with pytest.raises(Refusal, match="UKHTC-03"):
        prepare(engine, str(tmp_path))
    engine.dispose()
