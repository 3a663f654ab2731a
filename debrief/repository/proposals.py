"""Proposals of links and the models behind them, as they are kept until the next ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from debrief.bundle import instant
from debrief.linking import Pair, pair
from debrief.process import stopping

from . import audit, database
from .link_tables import MODELS, PROPOSALS
from .store import Repository
from .tables import CARRIED, RECEIPTS


@dataclass(frozen=True)
class Proposal:
    """``band``: strong, or review. ``people``: how many were compared. See ``link_tables``."""

    left: str
    right: str
    method: str
    role: str
    band: str = "review"
    rules: str | None = None
    probability: str | None = None
    waterfall: str | None = None
    model: str | None = None
    people: int | None = None

    @property
    def pair(self) -> str:
        return pair_id(Pair(self.left, self.right))


@dataclass(frozen=True)
class Model:
    """A trained model as it is kept; ``id`` is of its content."""

    role: str
    people: int
    document: str

    @property
    def id(self) -> str:
        return sha256(self.document.encode()).hexdigest()[:12]


def pair_id(two: Pair) -> str:
    """The short name of a pair: the same whoever finds it, and whenever."""
    return sha256(" ".join(pair(*two)).encode()).hexdigest()[:12]


def keep_proposals(
    repository: Repository,
    proposals: Mapping[str, Sequence[Proposal]],
    models: Iterable[Model] = (),
    *,
    now: datetime,
) -> None:
    """By method, puts these in the place of all earlier ones; those made by ``hand`` are added. With the
    ``models`` behind them, all at once or not at all."""
    rows = [_row(each, now) for own in proposals.values() for each in stopping.watched(own)]
    trained = [{**asdict(each), "id": each.id, "at": instant(now)} for each in models]
    with repository.journal(write=True) as connection:
        renewed = PROPOSALS.c.method.in_(set(proposals) - {"hand"})
        connection.execute(PROPOSALS.delete().where(renewed))
        database.insert_new(connection, PROPOSALS, rows)
        database.insert_new(connection, MODELS, trained)


def last_run(repository: Repository) -> str | None:
    """When a model proposed last; None where it never did."""
    query = select(func.max(PROPOSALS.c.at)).where(PROPOSALS.c.method == "model")
    with repository.journal() as connection:
        found: str | None = connection.execute(query).scalar()
    return found


def taken_in_since(repository: Repository, at: str) -> frozenset[str]:
    """The de-briefs of which a bundle brought something at or after an instant."""
    query = select(CARRIED.c.debrief_uid).join(RECEIPTS, RECEIPTS.c.bundle == CARRIED.c.bundle)
    with repository.journal() as connection, audit.within():
        return frozenset(connection.execute(query.where(RECEIPTS.c.received >= at)).scalars())


def proposals(repository: Repository) -> list[Proposal]:
    """Every proposal, strong ones first, then by probability."""
    columns = [PROPOSALS.c[name] for name in Proposal.__dataclass_fields__]
    with repository.journal() as connection:
        found = [Proposal(*row) for row in stopping.counted(connection.execute(select(*columns)))]
    ranked = [(_rank(each), nth) for nth, each in enumerate(stopping.watched(found))]
    return [found[nth] for _, nth in sorted(ranked)]


def last_model(repository: Repository, role: str) -> Model | None:
    """The model trained last for this role."""
    query = select(MODELS.c.role, MODELS.c.people, MODELS.c.document).where(MODELS.c.role == role)
    with repository.journal() as connection:
        row = connection.execute(query.order_by(MODELS.c.at.desc(), MODELS.c.id).limit(1)).first()
    return Model(*row) if row else None


def _rank(each: Proposal) -> tuple[bool, str, float, str]:
    return each.band != "strong", each.method, -float(each.probability or 0), each.pair


def _row(each: Proposal, now: datetime) -> dict[str, Any]:
    return {**vars(each), "pair": each.pair, "at": instant(now)}
