"""The release ledger as it is kept. What may be released is decided in ``debrief.office``.

    add_release(repository, draft, cells, step, judge=judge)     # ``judge`` sees what the public has
    add_step(repository, release, step, judge=judge)
    [each.state for each in releases(repository)]

A draft and a step are written in the transaction in which ``judge`` looked at the ledger, so that two
analysts at once cannot each release half of what together would give somebody away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Table, select

from . import audit
from .release_tables import CELLS, DRAFTS, STEPS
from .store import Repository

State: TypeAlias = Literal["drafted", "checked", "released", "superseded", "withdrawn"]


@dataclass(frozen=True)
class LedgerCell:
    """A figure in the ledger. ``low`` to ``high`` is what its reader can tell of ``count``."""

    definition: tuple[tuple[str, str], ...]
    count: int = field(repr=False)
    low: int
    high: int
    release: str = ""


@dataclass(frozen=True)
class ReleaseStep:
    """What was done with a release, when and by whom."""

    at: str
    by: str
    state: State
    reason: str = ""
    successor: str | None = None


@dataclass(frozen=True)
class Release:
    """A draft, or what became of it. ``page`` and ``csv`` are the bytes that are given out."""

    release: str
    publication: str
    title: str
    subject: str
    period: str
    language: str
    marking: str
    method: str
    page: bytes = field(repr=False)
    csv: bytes = field(repr=False)
    page_sha256: str
    csv_sha256: str
    steps: tuple[ReleaseStep, ...] = ()

    @property
    def state(self) -> State:
        return self.steps[-1].state

    @property
    def is_out(self) -> bool:
        """Whether the public has seen it; a withdrawal is no reason to forget it."""
        return any(step.state == "released" for step in self.steps)


Judge: TypeAlias = Callable[[Release, Sequence[LedgerCell], Sequence[LedgerCell]], None]
"""Raises a refusal; sees a release, its own cells, and the cells of all others that are out."""


def add_release(
    repository: Repository, draft: Release, cells: Iterable[LedgerCell], step: ReleaseStep, *, judge: Judge
) -> Release:
    """Enters a draft and its first step, unless ``judge`` refuses."""
    own = list(cells)
    with repository.journal(write=True) as connection, audit.within():
        judge(draft, own, _public(connection, draft.release))
        plain = {name: value for name, value in vars(draft).items() if name != "steps"}
        connection.execute(DRAFTS.insert().values(**plain))
        connection.execute(CELLS.insert(), [_cell_row(draft.release, n, cell) for n, cell in enumerate(own)])
        _append(connection, draft.release, 1, step)
        return _read(connection, draft.release)[0]


def add_step(repository: Repository, release: str, step: ReleaseStep, *, judge: Judge) -> Release | None:
    """Enters what becomes of a release, unless ``judge`` refuses; None where there is no such release."""
    with repository.journal(write=True) as connection, audit.within():
        found = _read(connection, release)
        if not found:
            return None
        judge(found[0], _cells(connection, [release]), _public(connection, release))
        _append(connection, release, len(found[0].steps) + 1, step)
        return _read(connection, release)[0]


def releases(repository: Repository) -> list[Release]:
    """Every draft and release, the oldest first. Nothing in them is more than what is shown."""
    with repository.journal() as connection:
        return _read(connection)


def ledger_of(repository: Repository, release: str, *, user: str, purpose: str) -> list[LedgerCell]:
    """The cells of a release with their true counts. Audited."""
    with repository.reader(user, purpose, "release ledger", [release]) as read:
        return [_cell(row) for row in read.journal_rows(CELLS, CELLS.c.release, [release])]


# -- inside ----------------------------------------------------------------------------------------


def _public(connection: Connection, but: str) -> list[LedgerCell]:
    """Once released, the public has it for ever: a withdrawal is no reason to forget it."""
    query = select(STEPS.c.release).where(STEPS.c.state == "released", STEPS.c.release != but).distinct()
    return _cells(connection, connection.execute(query).scalars().all())


def _cells(connection: Connection, names: Sequence[str]) -> list[LedgerCell]:
    query = select(CELLS).where(CELLS.c.release.in_(names)).order_by(*CELLS.primary_key.columns)
    return [_cell(dict(row)) for row in connection.execute(query).mappings()]


def _read(connection: Connection, release: str | None = None) -> list[Release]:
    steps: dict[str, list[ReleaseStep]] = {}
    for row in connection.execute(_of(STEPS, release)).mappings():
        fields = {name: value for name, value in row.items() if name not in ("release", "number")}
        steps.setdefault(row["release"], []).append(ReleaseStep(**fields))
    drafts = connection.execute(_of(DRAFTS, release)).mappings()
    found = [Release(**row, steps=tuple(steps[row["release"]])) for row in drafts]
    return sorted(found, key=lambda each: (each.steps[0].at, each.release))


def _of(table: Table, release: str | None) -> Any:
    query = select(table).order_by(*table.primary_key.columns)
    return query if release is None else query.where(table.c.release == release)


def _append(connection: Connection, release: str, number: int, step: ReleaseStep) -> None:
    connection.execute(STEPS.insert().values(release=release, number=number, **asdict(step)))


def _cell_row(release: str, number: int, cell: LedgerCell) -> dict[str, Any]:
    definition = json.dumps(cell.definition, ensure_ascii=False, separators=(",", ":"))
    return {
        "release": release, "number": number, "definition": definition,
        "count": cell.count, "low": cell.low, "high": cell.high,
    }  # fmt: skip


def _cell(row: dict[str, Any]) -> LedgerCell:
    pairs = tuple((str(d), str(v)) for d, v in json.loads(row["definition"]))
    return LedgerCell(pairs, row["count"], row["low"], row["high"], row["release"])
