"""The NRM table over a million de-briefs, against the same counts in SQL written by hand."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, text

from debrief.repository import Repository, Scope, database, nrm_table, summaries

ROUNDS = 5
_QUARTER = Scope("2011-04-01", "2011-06-30")
"""Published figures are of calendar quarters."""
_ALL_BUT_A_DAY = Scope("2009-01-02")
"""No whole number of quarters: the days beside them are counted in the facts."""
_USER, _PURPOSE = "benchmark", "measuring"

_PEOPLE = "SELECT exploitation, age_group, count(*) FROM fact_debrief {how} GROUP BY exploitation, age_group"
_TOTALS = (
    "SELECT agency, sum(CASE WHEN kinds > 1 THEN 1 ELSE 0 END),"
    " sum(CASE WHEN status = 'open' THEN 1 ELSE 0 END) FROM fact_debrief GROUP BY agency"
)
_KINDS = (
    "SELECT b.kind, b.went, d.age_group, count(*) FROM (SELECT debrief_uid, kind,"
    " min(CASE standing WHEN 'actual' THEN 0 WHEN 'intended' THEN 1 ELSE 2 END) AS went"
    " FROM fact_kind GROUP BY debrief_uid, kind) b"
    " JOIN fact_debrief d ON d.debrief_uid = b.debrief_uid GROUP BY b.kind, b.went, d.age_group"
)
_UNINDEXED = ("SET LOCAL enable_indexscan = off", "SET LOCAL enable_indexonlyscan = off",
              "SET LOCAL enable_bitmapscan = off")  # fmt: skip


def figures(repository: Repository, count: int, where: str) -> list[dict[str, Any]]:
    """Ratios of medians, both sides in turn. ``repository`` is empty, and is filled."""
    engine = repository._engine
    fill(engine, count)
    table = lambda: nrm_table(repository, user=_USER, purpose=_PURPOSE)  # noqa: E731
    assert table().total.total == count
    whole, by_hand, people, quarter, days, scan = medians(
        table,
        lambda: _by_hand(engine),
        lambda: _people(repository, Scope()),
        lambda: _people(repository, _QUARTER),
        lambda: _people(repository, _ALL_BUT_A_DAY),
        lambda: _scan(engine),
    )
    name = f"{count:,} de-briefs, {where}"
    return [
        {"name": f"NRM table, {name} / the same SQL by hand", "ratio": whole / by_hand, "goal": 1.2},
        {"name": f"people by row, {name} / a scan without index", "ratio": people / scan, "goal": 0.2},
        {"name": f"people by row of one quarter, {name} / the same", "ratio": quarter / scan, "goal": 0.2},
        {"name": f"people by row from the second day on, {name} / the same", "ratio": days / scan, "goal": 0.2},
    ]


def medians(*sides: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of each, the sides in turn."""
    times: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, spent in zip(sides, times, strict=True):
            start = time.perf_counter()
            side()
            spent.append(time.perf_counter() - start)
    return [statistics.median(spent) for spent in times]


def fill(engine: Engine, count: int) -> None:
    """De-briefs of no content: what the table counts by, spread over three years and fifty agencies."""
    names = {name: str(n) for n, name in enumerate(("sexual", "labour", "domestic_servitude", "unspecified"))}
    row = f"CASE {_any(4)} " + " ".join(f"WHEN {n} THEN '{name}'" for name, n in names.items()) + " END"
    age = f"CASE {_any(5)} WHEN 0 THEN 'child' ELSE 'adult' END"
    uid = "lpad(to_hex(i), 32, '0')" if engine.dialect.name == "postgresql" else "printf('%032x', i)"
    year, month = f"(2009 + {_any(3)})", f"(1 + {_any(12)})"
    day = f"{year} || {_two(month)} || {_two(f'(1 + {_any(28)})')}"
    quarter = f"{year} || '-Q' || (({month} + 2) / 3)"
    agency = f"'a' || {_any(50)}"
    for start in range(0, count, 100_000):
        stop = min(start + 100_000, count) - 1
        first = f"SELECT CAST({start} AS bigint)"
        numbers = f"WITH RECURSIVE n(i) AS ({first} UNION ALL SELECT i + 1 FROM n WHERE i < {stop})"
        with database.writing(engine) as connection, database.audit.within():
            for statement in (
                "INSERT INTO record_head (debrief_uid, agency, record, revision, state, fork, gap)"
                f" {numbers} SELECT {uid}, {agency}, {uid}, 1, 'live', false, false FROM n",
                "INSERT INTO fact_debrief (debrief_uid, reference, agency, role, edition, bank, bank_version,"
                " purpose, status, route, childhood_seen, opened, quarter, sittings, answers, exploitation,"
                f" age_group, kinds) {numbers} SELECT {uid}, 'TRAINING-' || i, {agency}, 'police',"
                f" 'uk-2011', 'debrief-uk', 1, 'full', 'signed', 'adult', false, {day},"
                f" {quarter}, 1, 60, {row}, {age}, 1 + {_any(7)} / 6 FROM n",
                "INSERT INTO fact_kind (debrief_uid, instance, kind, standing, country, under18)"
                f" {numbers} SELECT {uid}, 1, 'kind_' || {_any(12)}, 'actual', 'GB', 'no' FROM n",
            ):
                connection.execute(text(statement))
    with database.writing(engine) as connection, database.audit.within():
        summaries.rebuild(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def _any(below: int) -> str:
    """A number below this one, of which those below another say nothing."""
    return f"(i * {7_919 + 2 * below} % 1000003 % {below})"


def _two(number: str) -> str:
    return f"'-' || substr(CAST(100 + {number} AS text), 2)"


def _by_hand(engine: Engine) -> None:
    with database.reading(engine) as connection, database.audit.within():
        for statement in (_PEOPLE.format(how=""), _TOTALS, _KINDS):
            connection.execute(text(statement)).all()


def _people(repository: Repository, scope: Scope) -> None:
    with repository.scope(_USER, _PURPOSE, "people by row", scope) as read:
        read.exploitation()


def _scan(engine: Engine) -> None:
    server = engine.dialect.name == "postgresql"
    with database.reading(engine) as connection, database.audit.within():
        for statement in _UNINDEXED if server else ():
            connection.execute(text(statement))
        connection.execute(text(_PEOPLE.format(how="" if server else "NOT INDEXED"))).all()
