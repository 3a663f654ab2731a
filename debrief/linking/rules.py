"""Links by rule, without a model: what is equal in both, said plainly.

    found = by_rules(people)
    found.proposals        # pairs, each with the rules that found it
    found.too_common       # keys that so many have that no pair is made of them

A phone or a plate that two accounts share is a node on a chart (``shared``) and by itself no
proposal that two people are one: it needs a name in both as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, TypeAlias

from debrief.process import stopping

from .people import PERSONAL, Pair, Person, may_be_one, pair
from .reasons import Reason, compare

Rule = Literal["reference", "name_born_nationality", "sound_born_nationality", "phone_name", "plate_name"]
RULES: tuple[Rule, ...] = (
    "reference", "name_born_nationality", "sound_born_nationality", "phone_name", "plate_name",
)  # fmt: skip
COMMON = 40
"""So many mentions with one key make no pairs: it is a placeholder, or a number that everybody has.
It bounds the pairs of a key to 780, and of all to 20 times the keys."""

_Keys: TypeAlias = Callable[[Person], Iterator[Hashable]]


@dataclass
class Found:
    """Pairs by rule. ``too_common``: how many keys of each rule were left out."""

    proposals: dict[Pair, tuple[Rule, ...]] = field(default_factory=dict)
    too_common: dict[Rule, int] = field(default_factory=dict)


def by_rules(people: Iterable[Person], rules: Iterable[Rule] = RULES) -> Found:
    """Every pair that a rule finds, among people of whom a link may be proposed."""
    held, found = list(people), Found()
    for rule in stopping.counted(tuple(rules), every=1):
        blocks = _blocks(held, _KEYS[rule])
        common = sum(len(block) > COMMON for block in blocks.values())
        if common:
            found.too_common[rule] = common
        for two in _pairs(blocks):
            found.proposals[two] = (*found.proposals.get(two, ()), rule)
    return found


def offered(sought: Person, people: Iterable[Person]) -> list[str]:
    """Mentions an analyst may look at when somebody is asked about: a rule finds them, or the name
    sounds the same and nothing known of the birth speaks against it. Never an answer by itself."""
    wanted = {key for rule in RULES for key in _KEYS[rule](sought)}
    return [
        each.id
        for each in stopping.watched(people)
        if may_be_one(sought, each)
        and (
            any(key in wanted for rule in RULES for key in _KEYS[rule](each))
            or (sought.sounds & each.sounds and Reason("born", "differs") not in compare(sought, each))
        )
    ]


def _blocks(people: list[Person], keys: _Keys) -> dict[Hashable, list[Person]]:
    blocks: dict[Hashable, list[Person]] = defaultdict(list)
    for person in stopping.watched(people):
        for key in dict.fromkeys(keys(person)):
            blocks[key].append(person)
    return blocks


def _pairs(blocks: dict[Hashable, list[Person]]) -> set[Pair]:
    return {
        pair(a.id, b.id)
        for block in stopping.watched(blocks.values())
        if 1 < len(block) <= COMMON
        for a, b in combinations(block, 2)
        if may_be_one(a, b)
    }


def _reference(person: Person) -> Iterator[Hashable]:
    yield from (each for each in person.references if each.kind in PERSONAL)


def _name_born(person: Person) -> Iterator[Hashable]:
    if person.day:
        yield from ((name, person.day, state) for name in person.full for state in person.nationality)


def _sound_born(person: Person) -> Iterator[Hashable]:
    if person.day:
        yield from ((heard, person.day, state) for heard in person.sounds for state in person.nationality)


def _phone_name(person: Person) -> Iterator[Hashable]:
    yield from ((phone, part) for phone in person.phones for part in person.firsts)


def _plate_name(person: Person) -> Iterator[Hashable]:
    yield from ((plate, part) for plate in person.plates for part in person.firsts)


_KEYS: dict[Rule, _Keys] = {
    "reference": _reference,
    "name_born_nationality": _name_born,
    "sound_born_nationality": _sound_born,
    "phone_name": _phone_name,
    "plate_name": _plate_name,
}
