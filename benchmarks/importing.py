"""Imports in a process of their own: seconds and memory as JSON.

    python -m benchmarks.importing import SIMULATED LOCATION
    python -m benchmarks.importing beside SIMULATED LOCATION FILE-OR-ADDRESS

``beside`` takes each bundle in and then writes the rows that it brought to an empty database of the same
tables, indexes and settings, bare, with the driver's own ``executemany`` in one transaction, so that both
meet the same machine. Reading the rows out is not counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Engine, Table, select

from debrief.repository import Repository, import_paths, open_repository
from debrief.repository import database as db
from debrief.repository.fact_tables import FACTS
from debrief.repository.tables import BUNDLE, CARRIED, HEAD, VERSIONS

Rows: TypeAlias = dict[Table, list[tuple[Any, ...]]]
_TABLES = (BUNDLE, HEAD, VERSIONS, CARRIED, *FACTS)


def main(words: list[str]) -> int:
    """Does one of both, and prints what it took."""
    kind, simulated, location = words[0], Path(words[1]), words[2]
    done = imported(simulated, location) if kind == "import" else beside(simulated, location, words[3])
    print(json.dumps({**done, "MiB": _peak()}))
    return 0


def imported(simulated: Path, location: str) -> dict[str, Any]:
    """Opens, verifies, checks, stores and projects every bundle; ``seconds`` in all."""
    now = datetime.now(UTC)
    with open_repository(location, now=now) as repository:
        start = time.perf_counter()
        report = import_paths(repository, [simulated / "sticks"], now=now)
        seconds = time.perf_counter() - start
    assert report.refused == 0
    return {"seconds": seconds, "records": sum(outcome.records for outcome in report.outcomes)}


def beside(simulated: Path, location: str, target: str) -> dict[str, Any]:
    """The import, and the same rows bare: ``seconds`` and ``bare``."""
    now = datetime.now(UTC)
    engine = db.server(target) if "://" in target else db.embedded(Path(target), bytes(32))
    db.prepare(engine, "a benchmark")
    with open_repository(location, now=now) as repository:
        both = _Beside(repository, engine)
        report = import_paths(repository, [simulated / "sticks"], now=now, progress=both.progress)
    engine.dispose()
    assert report.refused == 0
    records = sum(outcome.records for outcome in report.outcomes)
    return {"seconds": both.seconds, "bare": both.bare, "records": records}


class _Beside:
    """Times each bundle, then its rows. A row that is there from an earlier bundle is not written again."""

    def __init__(self, repository: Repository, engine: Engine) -> None:
        self.repository, self.engine = repository, engine
        self.seconds = self.bare = 0.0
        self._seen: set[str] = set()

    def progress(self, paths: Sequence[Path]) -> Iterable[Path]:
        for path in paths:
            start = time.perf_counter()
            yield path
            self.seconds += time.perf_counter() - start
            rows = self._brought(sha256(path.read_bytes()).hexdigest())
            start = time.perf_counter()
            _write(self.engine, rows)
            self.bare += time.perf_counter() - start

    def _brought(self, bundle: str) -> Rows:
        with db.reading(self.repository._engine) as source, db.audit.within():
            row = source.execute(select(BUNDLE).where(BUNDLE.c.sha256 == bundle)).one()
            carried = [
                tuple(each) for each in source.execute(select(CARRIED).where(CARRIED.c.bundle == bundle))
            ]
            uids = [uid for uid, *_ in carried]
            found: Rows = {BUNDLE: [tuple(row)], CARRIED: carried}
            wanted = {(uid, version) for uid, version, _ in carried}
            held = source.execute(select(VERSIONS).where(VERSIONS.c.debrief_uid.in_(uids)))
            found[VERSIONS] = [tuple(each) for each in held if (each.debrief_uid, each.sha256) in wanted]
            new = [uid for uid in uids if uid not in self._seen]
            self._seen.update(new)
            for table in (HEAD, *FACTS):
                theirs = select(table).where(table.c.debrief_uid.in_(new))
                found[table] = [tuple(each) for each in source.execute(theirs)]
        return found


def _write(engine: Engine, rows: Rows) -> None:
    mark = "%s" if engine.dialect.name == "postgresql" else "?"
    with db.writing(engine) as connection:
        cursor = connection.connection.cursor()
        for table in _TABLES:
            statement = _insert(table, mark)
            for some in _chunks(rows[table]):
                cursor.executemany(statement, some)
        cursor.close()


def _insert(table: Table, mark: str) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join([mark] * len(table.columns))
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'


def _chunks(rows: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    for at in range(0, len(rows), db.CHUNK):
        yield rows[at : at + db.CHUNK]


def _peak() -> int:
    """MiB of this program alone; the kernel's other figure begins with what the starting process had."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
