"""The central repository: import, replay, memory, the NRM table of a million, an audited read.

    python -m benchmarks repository
    python -m benchmarks.repository --records 100000      (hours on a slow machine; adds how it grows)

The de-briefs are made up (`debrief ukhtc simulate`) and come in real bundles. Each figure is a ratio within
one run; on the embedded database, and on PostgreSQL where the tests' own server can be started.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from os import environ
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.million import figures as million
from benchmarks.million import medians
from debrief.bank import load_bank
from debrief.places import shipped
from debrief.repository import HOME, Repository, database, init_repository, open_repository
from debrief.repository.fact_tables import DEBRIEFS
from debrief.repository.tables import ABOUT
from debrief.simulate import Simulated, simulate

RECORDS, MILLION = 10_000, 1_000_000


def run(records: int = RECORDS, people: int = MILLION) -> list[dict[str, Any]]:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    with tempfile.TemporaryDirectory() as place:
        return [*_imports(Path(place), records), *_tables(Path(place), people)]


def _imports(place: Path, records: int) -> list[dict[str, Any]]:
    sizes = [RECORDS, records] if records > RECORDS else [records]
    made = [_simulated(place / str(size), size) for size in sizes]
    found = _alone(made[-1])
    for where, server in _engines():
        measured = [_measured(each, server) for each in made]
        for size, both in zip(sizes, measured, strict=True):
            found.append(
                _figure(
                    f"import {size:,} records, {where} / executemany of the same rows",
                    both["seconds"] / both["bare"],
                    3,
                )
            )
        if len(sizes) > 1:
            small, large = (each["seconds"] / each["bare"] for each in measured)
            found.append(
                _figure(f"{sizes[1]:,} / {sizes[0]:,}, {where}: import / bare rows", large / small, 1.3)
            )
    return found


def _alone(made: Simulated) -> list[dict[str, Any]]:
    """The import by itself into a file, for its memory; and once more, when all of it is held."""
    first, again = (_child(made, "import", str(made.place.folder)) for _ in range(2))
    _emptied(made)
    name = f"{first['records']:,} records, file"
    return [
        _figure(f"import {name}: MiB", first["MiB"], 200),
        _figure(f"replay {name} / first time", again["seconds"] / first["seconds"], 0.2),
    ]


def _simulated(folder: Path, records: int) -> Simulated:
    bank = load_bank(shipped("questionnaires"))
    return simulate(bank, folder, records=records, agencies=10, seed=1, now=datetime.now(UTC))


def _measured(made: Simulated, server: Any) -> dict[str, Any]:
    """Import and the same rows bare, bundle by bundle, in a process of its own."""
    if server is not None:
        return _child(made, "beside", server.new_database(), server.new_database())
    bare = made.sticks.with_name("bare.db")
    both = _child(made, "beside", str(made.place.folder), str(bare))
    for path in bare.parent.glob(f"{bare.name}*"):
        path.unlink()
    _emptied(made)
    return both


def _emptied(made: Simulated) -> None:
    """An empty database and no receipts: as it was made."""
    for part in ("db", "receipts"):
        for path in made.place.part(part).glob("*"):
            path.unlink()
    engine = database.embedded(made.place.database, made.place.database_key(None))
    database.prepare(engine, "a benchmark")
    engine.dispose()


def _child(made: Simulated, kind: str, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.importing", kind, str(made.sticks.parent), *words]
    own = {**environ, HOME: str(made.place.folder)}
    done = subprocess.run(command, env=own, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _tables(place: Path, people: int) -> list[dict[str, Any]]:
    found = []
    for number, (where, server) in enumerate(_engines()):
        folder = init_repository(place / f"million-{number}", now=datetime.now(UTC), training=True).folder
        environ[HOME] = str(folder)
        with open_repository(server.new_database() if server else folder) as repository:
            found += million(repository, people, where)
            found.append(_audited(repository, where))
        del environ[HOME]
        shutil.rmtree(folder)
    return found


def _audited(repository: Repository, where: str) -> dict[str, Any]:
    """One de-brief read through the audit, against one bare commit and the same read."""
    engine, uid = repository._engine, repository.uids()[0]
    query = select(DEBRIEFS).where(DEBRIEFS.c.debrief_uid == uid)
    numbers = iter(range(10**6))

    def bare() -> None:
        with database.writing(engine) as connection:
            database.insert_new(connection, ABOUT, [{"name": f"bench {next(numbers)}", "value": "x" * 200}])
        with database.reading(engine) as connection, database.audit.within():
            connection.execute(query).all()

    def audited() -> None:
        with repository.reader("benchmark", "measuring", "one", [uid]) as read:
            read.debriefs()

    one, commit = medians(audited, bare, rounds=200)
    return _figure(f"audited read, {where} / one commit and the read", one / commit, 1.5)


def _engines() -> Iterator[tuple[str, Any]]:
    """The embedded database, and a server where one can be started."""
    from tests.repository import servers

    yield "file", None
    if find_spec("psycopg") is None or not servers.programs():
        print("No PostgreSQL here: its rows are left out.", file=sys.stderr)
        return
    servers.SETTINGS.update(fsync="on", full_page_writes="on")  # a commit is one, as in the file
    with servers.Server(servers.programs()[0]) as server:
        yield "PostgreSQL", server


def _figure(name: str, ratio: float, goal: float | None) -> dict[str, Any]:
    return {"name": name, "ratio": ratio, "goal": goal}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--people", type=int, default=MILLION)
    asked = parser.parse_args()
    for row in run(asked.records, asked.people):
        print(f"{row['name']:<80}  {row['ratio']:>8.2f}  goal {row['goal']}")


if __name__ == "__main__":
    main()
