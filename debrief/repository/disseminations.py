"""The journal of disseminations. What may be sent to whom is decided in ``debrief.office``.

The document lies sealed; who it went to, until when, and what became of it do not name anybody it is
about. Reading the document is entered in the audit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Table, select

from debrief import bundle
from debrief.bundle.shapes import read

from .database import insert_new
from .dissemination_tables import BODIES, DISSEMINATIONS, SOURCES, STEPS
from .store import Repository

State: TypeAlias = Literal["drafted", "checked", "sent", "acknowledged", "cancelled"]


@dataclass(frozen=True)
class SendingStep:
    """What was done with a dissemination. Whoever drafts or checks signs; ``bundle`` is its digest."""

    at: str
    by: str
    state: State
    public: str | None = None
    signature: str | None = None
    bundle: str | None = None


@dataclass(frozen=True)
class Sending:
    """A dissemination without its content."""

    dissemination: str
    recipient: str
    expires: str
    digest: str
    sources: tuple[str, ...] = ()
    steps: tuple[SendingStep, ...] = ()

    @property
    def state(self) -> State:
        return self.steps[-1].state

    def step(self, state: State) -> SendingStep | None:
        return next((each for each in self.steps if each.state == state), None)


Judge: TypeAlias = Callable[[Sending], None]
"""Raises a refusal, or lets the step be written."""


def add_dissemination(
    repository: Repository, document: bundle.Dissemination, sources: Sequence[str], step: SendingStep
) -> Sending:
    """Enters a draft: its document, sealed, and the de-briefs it draws on."""
    name, data = document.dissemination, document.encode()
    sending = Sending(name, document.recipient, document.expires, sha256(data).hexdigest())
    plain = {column.name: getattr(sending, column.name) for column in DISSEMINATIONS.columns}
    with repository.journal(write=True) as connection:
        connection.execute(DISSEMINATIONS.insert().values(**plain))
        sealed = repository.bodies.seal(name, sending.digest, data)
        connection.execute(BODIES.insert().values(dissemination=name, sealed=sealed))
        insert_new(connection, SOURCES, [{"dissemination": name, "uid": uid} for uid in sources])
        _append(connection, name, 1, step)
        return _read(connection, name)[0]


def add_sending_step(
    repository: Repository, dissemination: str, step: SendingStep, *, judge: Judge
) -> Sending | None:
    """Enters what becomes of one, unless ``judge`` refuses; None where there is no such dissemination."""
    with repository.journal(write=True) as connection:
        found = _read(connection, dissemination)
        if not found:
            return None
        judge(found[0])
        _append(connection, dissemination, len(found[0].steps) + 1, step)
        return _read(connection, dissemination)[0]


def disseminations(repository: Repository) -> list[Sending]:
    """All of them, the oldest first, without content."""
    with repository.journal() as connection:
        return _read(connection)


@dataclass(frozen=True, repr=False)
class Contents:
    """What the officers sign, and which of its sources are still held. Its repr shows nothing."""

    document: bundle.Dissemination
    live: frozenset[str]


def contents_of(repository: Repository, sending: Sending, *, user: str, purpose: str) -> Contents:
    """What a dissemination says. Audited, with the de-briefs it draws on."""
    named = [*sending.sources, sending.dissemination]
    with repository.reader(user, purpose, "dissemination", named) as found:
        (row,) = found.journal_rows(BODIES, BODIES.c.dissemination, [sending.dissemination])
        live = frozenset(head["debrief_uid"] for head in found.heads() if head["state"] == "live")
    data = repository.bodies.open(sending.dissemination, sending.digest, row["sealed"])
    return Contents(read(bundle.Dissemination, data, name="dissemination"), live)


# -- inside ----------------------------------------------------------------------------------------


def _read(connection: Connection, name: str | None = None) -> list[Sending]:
    steps: dict[str, list[SendingStep]] = {}
    for row in connection.execute(_of(STEPS, name)).mappings():
        fields = {key: value for key, value in row.items() if key not in ("dissemination", "number")}
        steps.setdefault(row["dissemination"], []).append(SendingStep(**fields))
    sources: dict[str, list[str]] = {}
    for row in connection.execute(_of(SOURCES, name)).mappings():
        sources.setdefault(row["dissemination"], []).append(row["uid"])
    found = []
    for row in connection.execute(_of(DISSEMINATIONS, name)).mappings():
        own = row["dissemination"]
        found.append(Sending(**row, sources=tuple(sources.get(own, ())), steps=tuple(steps[own])))
    return sorted(found, key=lambda each: (each.steps[0].at, each.dissemination))


def _of(table: Table, name: str | None) -> Any:
    query = select(table).order_by(*table.primary_key.columns)
    return query if name is None else query.where(table.c.dissemination == name)


def _append(connection: Connection, name: str, number: int, step: SendingStep) -> None:
    connection.execute(STEPS.insert().values(dissemination=name, number=number, **asdict(step)))
