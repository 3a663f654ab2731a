"""One import, or the same rows written bare, in a process of its own: seconds and memory as JSON.

    python -m benchmarks.importing import SIMULATED LOCATION
    python -m benchmarks.importing raw SIMULATED LOCATION FILE-OR-ADDRESS

``raw`` takes the rows out of the repository at LOCATION, bundle by bundle, and writes them to an empty
database of the same tables, indexes and settings with the driver's own ``executemany``, one
transaction a bundle as the import has. Reading them out is not counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from debrief.repository import database as db
from debrief.repository import import_paths, open_repository
from debrief.repository.fact_tables import FACTS
from debrief.repository.tables import BUNDLE, CARRIED, HEAD, VERSIONS

_SPLIT = (HEAD, VERSIONS, CARRIED, *FACTS)


def main(words: list[str]) -> int:
    """Does one of both, and prints what it took."""
    kind, simulated, location = words[0], Path(words[1]), words[2]
    done = imported(simulated, location) if kind == "import" else raw(location, words[3])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({**done, "MiB": peak}))
    return 0


def imported(simulated: Path, location: str) -> dict[str, Any]:
    """Opens, verifies, checks, stores and projects every bundle; again, when they are held."""
    now = datetime.now(UTC)
    with open_repository(location, now=now) as repository:
        start = time.perf_counter()
        report = import_paths(repository, [simulated / "sticks"], now=now)
        seconds = time.perf_counter() - start
    assert report.refused == 0
    return {"seconds": seconds, "records": sum(outcome.records for outcome in report.outcomes)}


def raw(location: str, target: str) -> dict[str, Any]:
    """The same rows, bare."""
    seconds, count = 0.0, 0
    engine = db.server(target) if "://" in target else db.embedded(Path(target), bytes(32))
    db.prepare(engine, "a benchmark")
    with (
        open_repository(location) as repository,
        db.reading(repository._engine) as source,
        db.audit.within(),
    ):
        for rows in _by_bundle(source):
            start = time.perf_counter()
            _write(engine, rows)
            seconds += time.perf_counter() - start
            count += len(rows[VERSIONS])
    engine.dispose()
    return {"seconds": seconds, "records": count}


def _by_bundle(source: Connection) -> Iterator[dict[Table, list[tuple[Any, ...]]]]:
    """Every row, once, with the bundle that brought it."""
    brought: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for uid, version, bundle in source.execute(select(CARRIED)):
        brought[bundle].append((uid, version))
    seen: set[str] = set()
    for row in source.execute(select(BUNDLE).order_by(BUNDLE.c.created, BUNDLE.c.export_seq)):
        carried = brought[row.sha256]
        new = [uid for uid, _ in carried if uid not in seen]
        seen.update(new)
        found = {BUNDLE: [tuple(row)], VERSIONS: _rows(source, VERSIONS, carried)}
        found[CARRIED] = [(*pair, row.sha256) for pair in carried]
        for table in (HEAD, *FACTS):
            query = select(table).where(table.c.debrief_uid.in_(new))
            found[table] = [tuple(each) for each in source.execute(query)]
        yield found


def _rows(source: Connection, table: Table, carried: list[tuple[str, str]]) -> list[tuple[Any, ...]]:
    query = select(table).where(table.c.debrief_uid.in_([uid for uid, _ in carried]))
    wanted = set(carried)
    return [tuple(row) for row in source.execute(query) if tuple(row)[:2] in wanted]


def _write(engine: Engine, rows: dict[Table, list[tuple[Any, ...]]]) -> None:
    mark = "%s" if engine.dialect.name == "postgresql" else "?"
    with db.writing(engine) as connection:
        cursor = connection.connection.cursor()
        for table in (BUNDLE, *_SPLIT):
            marks = ", ".join([mark] * len(table.columns))
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            for at in range(0, len(rows[table]), db.CHUNK):
                statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'
                cursor.executemany(statement, rows[table][at : at + db.CHUNK])
        cursor.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
