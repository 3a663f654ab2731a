"""People as links are looked for and shown, from rows that an audited read gave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from debrief.linking import Number, Person, Role

from .reader import FactReader, Reader

_NAMES = ("name", "alias", "called")
Key = tuple[str, str | None, str | None, bool]
"""Kind, scheme, normalised, valid."""


@dataclass(frozen=True, repr=False)
class Sides:
    """One side of a pair: its keys, whose account it stands in, and what was said (kind, words)."""

    person: Person
    agency: str
    record: str
    opened: str
    said: tuple[tuple[str, str], ...]


def people_in(read: FactReader) -> Iterator[Person]:
    """Everybody mentioned in the de-briefs of this read."""
    for (uid, card, instance, role), rows in groupby(read.person_keys(), key=lambda row: row[:4]):
        yield person_of(f"{uid}:{card}:{instance}", role, [row[4:] for row in rows])


def person_of(mention: str, role: str, keys: Collection[Any]) -> Person:
    """A person from the identifiers of a mention. Only whole ones count, but for names and birth."""
    by_kind: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if key[0] and key[2]:
            by_kind[key[0]].append(key)
    whole = {kind: frozenset(key[2] for key in own if key[3] and key[2]) for kind, own in by_kind.items()}
    names = dict.fromkeys(tuple(str(key[2]).split()) for kind in _NAMES for key in by_kind[kind])
    return Person(
        id=mention,
        debrief=mention.partition(":")[0],
        role=cast(Role, role),
        names=tuple(sorted(names, key=lambda name: -len(name))),
        born=next((key[2] for key in sorted(by_kind["born"], key=lambda key: not key[3])), None),
        nationality=whole.get("nationality", frozenset()),
        sex=next(iter(sorted(whole.get("sex", ()))), None),
        references=frozenset(Number(key[1] or "other", key[2] or "") for key in by_kind["reference"] if key[3]),
        phones=whole.get("phone", frozenset()) | whole.get("handle", frozenset()),
        plates=whole.get("plate", frozenset()),
        towns=whole.get("place", frozenset()),
        age=_number(whole.get("age")),
        seen=_number(whole.get("seen")),
    )


def sides_of(read: Reader, mentions: Collection[str]) -> dict[str, Sides]:
    """These mentions with what was said of them, as far as they are held."""
    debriefs = {row["debrief_uid"]: row for row in read.debriefs()}
    heads = {row["debrief_uid"]: row for row in read.heads()}
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read.identifiers():
        name = f"{row['debrief_uid']}:{row['card']}:{row['instance']}"
        if name in mentions:
            said[name].append((row["kind"], row["raw"]))
    found = {}
    for person in people_in(read):
        if person.id in mentions and person.debrief in debriefs:
            head, debrief = heads[person.debrief], debriefs[person.debrief]
            found[person.id] = Sides(
                person, head["agency"], head["record"], debrief["opened"], tuple(said[person.id])
            )
    return found


def _number(found: frozenset[str | None] | None) -> int | None:
    return int(next(iter(sorted(filter(None, found))))) if found else None
