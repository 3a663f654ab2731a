"""Groups that may be: suspects joined by accounts that name them together, and by numbers they share.

    for each in propose(repository, Asked("ann", "organised crime mapping", now)): each.people, each.accounts

Only what was told or confirmed joins anybody: a proposed link joins nobody. Every group hangs together by
at least ``strength`` pieces of evidence between any two that it joins; one that is too large to look
at is taken apart by asking for more of them. It proposes: an analyst keeps a group, or does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import TypeAlias

from debrief.linking import Cluster, clusters, pair
from debrief.linking.people import Pair
from debrief.process import stopping
from debrief.repository.fact_tables import ANSWERS
from debrief.repository.groups import members_of, numbers
from debrief.repository.scope import Scope, ScopeReader
from debrief.repository.store import Repository
from debrief.repository.verdicts import people

from .groups import Asked
from .words import JOINING, READING

_STEPS = 2
"""Reading, and looking who hangs together; nothing is written."""
LARGEST = 30
"""People of a group that is shown whole."""
COMMON = 20
"""A number that more people have is a hostel's or a shop's, and joins nobody."""
_SHARED = frozenset({"phone", "handle", "device", "plate"})
_AGAINST = {
    "p_may_be_victim": ("yes", "not_clear"),
    "p_child": ("yes", "not_clear"),
    "p_protect_source": ("yes", "not_sure"),
}
"""Answers of a card by which nobody is a suspect (``contents.Accounts.is_suspect``)."""
Evidence: TypeAlias = Mapping[Pair, set[str]]
"""Two people to what joins them: an account, or a number that both have."""


@dataclass(frozen=True)
class Proposed:
    """``people``: the mentions that stand for them. ``accounts`` name one of them; ``shared`` numbers two
    of them have; ``strength``: the evidence between any two that are joined. ``kept``: numbers of groups
    that one of them is entered in."""

    name: str
    people: tuple[str, ...]
    accounts: int
    shared: int
    strength: int
    kept: tuple[str, ...]


def propose(repository: Repository, asked: Asked, *, accounts: int = 2) -> list[Proposed]:
    """The largest first, of those that so many ``accounts`` tell of. Reads every suspect held, in one
    audited read of the whole."""
    stopping.planned(_STEPS)
    stopping.step(READING)
    known = people(repository)
    with repository.scope(asked.user, asked.purpose, "propose groups", Scope()) as read:
        found = _Suspects(read, known)
    entered: dict[str, set[str]] = defaultdict(set)
    for number in numbers(repository):
        for mention in members_of(repository, number):
            entered[found.one(mention)].add(number)
    stopping.step(JOINING)
    made = [
        found.proposed(own, strength, entered) for own, strength in hanging_together(found.evidence(), LARGEST)
    ]
    large = [each for each in made if each.accounts >= accounts]
    return sorted(large, key=lambda each: (-len(each.people), each.name))


def hanging_together(
    evidence: Evidence, largest: int, strength: int = 1
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Who hangs together, and by how many pieces of evidence at least. Beyond ``largest`` one more is asked
    for; whoever has not so many is then in no group."""
    strong = [two for two, what in stopping.watched(evidence.items()) if len(what) >= strength]
    for cluster in stopping.counted(clusters(strong)):
        own = set(cluster.mentions)
        if len(own) <= largest:
            yield cluster.mentions, strength
        else:
            held = stopping.watched(evidence.items())
            within = {two: what for two, what in held if own.issuperset(two)}
            yield from hanging_together(within, largest, strength + 1)


class _Suspects:
    def __init__(self, read: ScopeReader, known: Iterable[Cluster]) -> None:
        self._one = {m: c.mentions[0] for c in known if not c.contested for m in c.mentions}
        self.accounts: dict[str, set[str]] = defaultdict(set)
        self.numbers: dict[str, set[str]] = defaultdict(set)
        self._has: dict[str, set[str]] = defaultdict(set)
        never = {self.one(mention) for mention in _against(read)}
        for uid, card, instance, role, kind, _, key, valid in read.person_keys():
            person = self.one(f"{uid}:{card}:{instance}")
            if role != "suspect":
                never.add(person)
            self.accounts[person].add(uid)
            if kind in _SHARED and key and valid:
                self.numbers[f"{kind} {key}"].add(person)
        for person in never:
            self.accounts.pop(person, None)
        for number, held in stopping.watched(self.numbers.items()):
            held -= never
            for person in held:
                self._has[person].add(number)

    def one(self, mention: str) -> str:
        return self._one.get(mention, mention)

    def evidence(self) -> dict[Pair, set[str]]:
        named: dict[str, set[str]] = defaultdict(set)
        for person, uids in stopping.watched(self.accounts.items()):
            for uid in uids:
                named[uid].add(person)
        found: dict[Pair, set[str]] = defaultdict(set)
        for what, held in stopping.watched((*named.items(), *self.numbers.items())):
            if len(held) <= COMMON:
                for a, b in combinations(sorted(held), 2):
                    found[pair(a, b)].add(what)
        return found

    def proposed(self, own: tuple[str, ...], strength: int, entered: Mapping[str, set[str]]) -> Proposed:
        accounts = {uid for person in own for uid in self.accounts[person]}
        numbers_had = Counter(number for person in own for number in self._has[person])
        shared = sum(count > 1 for count in numbers_had.values())
        kept = sorted({number for person in own for number in entered.get(person, ())})
        name = sha256(" ".join(own).encode()).hexdigest()[:8]
        return Proposed(name, own, len(accounts), shared, strength, tuple(kept))


def _against(read: ScopeReader) -> Iterator[str]:
    """Mentions that nobody may take for a suspect, whatever their role."""
    columns = (ANSWERS.c.instance, ANSWERS.c.field, ANSWERS.c.code)
    where = [ANSWERS.c.item == "card_person", ANSWERS.c.field.in_(list(_AGAINST))]
    for uid, instance, field, code in read.values_of(columns, where):
        if code in _AGAINST[field]:
            yield f"{uid}:card_person:{instance}"
