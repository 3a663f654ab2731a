"""The tables split over servers: the same answers, and none at all while a server is missing.

A stand-in for Citus, which Debian does not have: a coordinator whose split tables are partitioned by
the hash of ``debrief_uid`` over two servers (postgres_fdw). The program is not told.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateColumn

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository import database
from debrief.repository.tables import RepositoryTable

from .servers import Server
from .world import NOW, Laptop, Told, bank, take

PEOPLE = 8
SPLIT = [t for t in RepositoryTable.metadata.sorted_tables if t.info["dist"] == "debrief_uid"]
WHOLE = [t for t in RepositoryTable.metadata.sorted_tables if t not in SPLIT]


@dataclass
class Split:
    """One address, behind which rows lie on several servers."""

    address: str
    shards: dict[Server, str]
    """And the name of the database there."""

    def rows(self, table: str) -> list[int]:
        return [s.execute(f"SELECT count(*) FROM {table}", name)[0][0] for s, name in self.shards.items()]


def made(address: str, tables: list[Table]) -> Engine:
    engine = database.server(address)
    RepositoryTable.metadata.create_all(engine, tables=tables)
    return engine


def partitioned(table: Table) -> str:
    """A table without rows of its own. It can have no key there; each server keeps the key of its part."""
    dialect = postgresql.dialect()
    columns = ", ".join(str(CreateColumn(column).compile(dialect=dialect)) for column in table.columns)
    return f"CREATE TABLE {table.name} ({columns}) PARTITION BY HASH (debrief_uid)"


@pytest.fixture
def split(server: Server) -> Iterator[Split]:
    with contextlib.ExitStack() as stack:
        shards = [stack.enter_context(Server(server.programs, like=server)) for _ in range(2)]
        yield joined(server, shards)


def joined(server: Server, shards: list[Server]) -> Split:
    address = server.new_database()
    databases = {}
    statements = ["CREATE EXTENSION postgres_fdw", *map(partitioned, SPLIT)]
    for n, shard in enumerate(shards):
        there = shard.new_database()
        made(there, SPLIT).dispose()
        databases[shard] = make_url(there).database or ""
        statements += [
            f"CREATE SERVER s{n} FOREIGN DATA WRAPPER postgres_fdw "
            f"OPTIONS (host '{shard.folder}', dbname '{databases[shard]}', batch_size '100')",
            f"CREATE USER MAPPING FOR CURRENT_USER SERVER s{n} OPTIONS (user 'debrief')",
        ]
        statements += [
            f"CREATE FOREIGN TABLE {table.name}_{n} PARTITION OF {table.name} "
            f"FOR VALUES WITH (MODULUS 2, REMAINDER {n}) SERVER s{n} OPTIONS (table_name '{table.name}')"
            for table in SPLIT
        ]
    server.execute("; ".join(statements), make_url(address).database or "")
    engine = made(address, WHOLE)
    with database.writing(engine) as connection:
        database.set_version(connection)
    engine.dispose()
    return Split(address, databases)


def answers(repository: ukhtc.Repository) -> tuple[object, ...]:
    """What it holds, the table of the strategy, every fact of one de-brief."""
    facts = ukhtc.facts_of_record(repository, Told(1).record, user="ann", purpose="a test")
    table = ukhtc.nrm_table(repository, user="ann", purpose="a test").text()
    return repository.digest(), repository.counts(), repository.uids(), facts, table


def test_split_over_servers_it_answers_the_same_or_not_at_all(
    split: Split, place: ukhtc.Place, laptop: Laptop, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [Told(n).adult().exploited("labour") for n in range(PEOPLE)]
    laptop.sealed(place, [each.json() for each in told]).write(stick)
    told[0].do("withdrew", reason="a made-up reason")
    laptop.sealed(place, [told[0].json()]).write(stick)
    monkeypatch.setenv(ukhtc.HOME, str(place.folder))
    with (
        ukhtc.open_repository(place.folder, now=NOW, bank=bank()) as one,
        ukhtc.open_repository(split.address, now=NOW, bank=bank()) as many,
    ):
        for repository in (one, many):
            assert not take(repository, stick).refused
        expected = answers(one)
        assert answers(many) == expected
        assert sum(split.rows("record_head")) == PEOPLE
        assert all(split.rows("record_head"))  # each server has its part
        lost, *_ = split.shards
        lost.stop()
        laptop.sealed(place, [Told(n).adult().json() for n in range(20, 26)]).write(stick)
        for attempt in (answers, lambda r: take(r, stick), ukhtc.Repository.counts, ukhtc.Repository.uids):
            with pytest.raises(Refusal, match="UKHTC-09"):
                attempt(many)
        lost.start()
        assert answers(many) == expected  # and nothing of the bundle that came meanwhile
        for repository in (one, many):
            assert not take(repository, stick).refused
        assert answers(many) == answers(one) != expected
