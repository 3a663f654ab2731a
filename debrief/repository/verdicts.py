"""What analysts decided about pairs of mentions: kept beside the evidence, undoable, never a merge.

    decide(repository, "3f9a…", "same", user="ann", reason="same scar, same town", now=now)
    links(repository)        # every pair somebody decided on, and what stands
    people(repository)       # who is one person, from confirmed links alone

A pair is judged by what its two mentions are now: were one of them found to be a victim since, a link
that one analyst confirmed awaits a second. A mention whose record was withdrawn has no links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from debrief.bundle import instant
from debrief.linking import WORDS, Cluster, Pair, Standing, Verdict, clusters, standing
from debrief.linking.refusals import NoReason, NoSuchPair, NoSuchVerdict, NotAVerdict, NotYourVerdict
from debrief.process import stopping

from . import audit
from .analysts import KEEP, analysts, require
from .link_tables import PROPOSALS, VERDICTS
from .mention_tables import MENTIONS
from .store import Repository

_CHUNK = 500


@dataclass(frozen=True)
class Link:
    """A pair with verdicts. ``victim``: whether either side is one now."""

    pair: str
    sides: Pair
    victim: bool
    verdicts: tuple[Verdict, ...]

    @property
    def standing(self) -> Standing:
        return standing(self.verdicts, victim=self.victim)


def decide(
    repository: Repository, pair: str, word: str, *, user: str, reason: str, now: datetime
) -> Link | None:
    """Adds a verdict on a proposed pair. The link as it stands then; None when a side is gone."""
    name = require(repository, user, "link")
    if word not in WORDS:
        raise NotAVerdict(found=word, expected=", ".join(WORDS))
    if not reason.strip():
        raise NoReason
    with repository.journal(write=True) as connection:
        sides = _sides(connection, pair)
        _add(connection, pair, sides, name, now, reason, verdict=word)
    return _link(repository, pair)


def undo(repository: Repository, number: int, *, user: str, reason: str, now: datetime) -> Link | None:
    """Takes a verdict back, by a row of its own. One's own; another's only by a keeper of the list."""
    name = require(repository, user, "link")
    if not reason.strip():
        raise NoReason
    keeper, own = KEEP in analysts(repository).get(name, ()), VERDICTS.c
    with repository.journal(write=True) as connection:
        query = select(own.pair, own.left, own.right, own.by).where(own.seq == number, own.verdict.is_not(None))
        row = connection.execute(query).first()
        if row is None or connection.execute(select(own.seq).where(own.undoes == number)).first():
            raise NoSuchVerdict(number=number)
        if row.by != name and not keeper:
            raise NotYourVerdict(number=number)
        _add(connection, row.pair, Pair(row.left, row.right), name, now, reason, undoes=number)
    return _link(repository, row.pair)


def links(repository: Repository) -> list[Link]:
    """Every pair with a verdict whose two mentions are held."""
    with repository.journal() as connection, audit.within():
        return _links(connection)


def confirmed(found: Iterable[Link]) -> list[Pair]:
    return [each.sides for each in found if each.standing == "confirmed"]


def different(found: Iterable[Link]) -> list[Pair]:
    """Pairs that are not one person, by the last word of everybody who said one."""
    return [each.sides for each in found if each.standing == "different"]


def people(repository: Repository) -> list[Cluster]:
    """Mentions that are one person by confirmed links."""
    found = links(repository)
    return clusters(confirmed(found), different(found))


def reasons(repository: Repository, pair: str) -> list[dict[str, str | int | None]]:
    """The rows of one pair in full. Analysts' words may name people: show them in an audited read."""
    with repository.journal() as connection, audit.within():
        query = select(VERDICTS).where(VERDICTS.c.pair == pair).order_by(VERDICTS.c.seq)
        return [dict(row) for row in connection.execute(query).mappings()]


def _link(repository: Repository, pair: str) -> Link | None:
    return next((each for each in links(repository) if each.pair == pair), None)


def _links(connection: Connection) -> list[Link]:
    rows: dict[str, list[Verdict]] = defaultdict(list)
    sides: dict[str, Pair] = {}
    own = VERDICTS.c
    query = select(own.pair, own.left, own.right, own.seq, own.by, own.verdict, own.undoes)
    for pair, left, right, *verdict in stopping.watched(connection.execute(query.order_by(own.seq))):
        sides[pair] = Pair(left, right)
        rows[pair].append(Verdict(*verdict))
    roles = _roles(connection, {mention for two in sides.values() for mention in two})
    return [
        Link(pair, two, "victim" in (roles[two.left], roles[two.right]), tuple(rows[pair]))
        for pair, two in sides.items()
        if two.left in roles and two.right in roles
    ]


def _roles(connection: Connection, wanted: set[str]) -> dict[str, str]:
    """The role of each mention that is held."""
    uids = sorted({mention.partition(":")[0] for mention in wanted})
    own, found = MENTIONS.c, {}
    for start in range(0, len(uids), _CHUNK):
        query = select(own.debrief_uid, own.card, own.instance, own.role)
        some = query.where(own.debrief_uid.in_(uids[start : start + _CHUNK]), own.kind == "person")
        for uid, card, instance, role in connection.execute(some):
            found[f"{uid}:{card}:{instance}"] = role
    return {mention: role for mention, role in found.items() if mention in wanted}


def _sides(connection: Connection, pair: str) -> Pair:
    for table in (PROPOSALS, VERDICTS):
        row = connection.execute(select(table.c.left, table.c.right).where(table.c.pair == pair)).first()
        if row:
            return Pair(*row)
    raise NoSuchPair(found=pair[:12])


def _add(
    connection: Connection,
    pair: str,
    sides: Pair,
    by: str,
    now: datetime,
    reason: str,
    *,
    verdict: str | None = None,
    undoes: int | None = None,
) -> None:
    seq = (connection.execute(select(func.max(VERDICTS.c.seq))).scalar() or 0) + 1
    row = {
        "seq": seq, "pair": pair, "left": sides.left, "right": sides.right, "at": instant(now), "by": by,
        "verdict": verdict, "reason": reason, "undoes": undoes,
    }  # fmt: skip
    connection.execute(VERDICTS.insert().values(**row))
