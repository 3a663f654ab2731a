"""The made-up world behind the records: who was de-briefed, who held them, how each was written down.

The truth is drawn first, and then told with the mistakes that are made: the rates are those of a
study of linking (names misspelt, day and month swapped, reference known half the time, another name
on false papers; suspects known by an alias, without a family name, by a phone that a group shares).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from debrief.simulate.names import Names, dice, phone, plate, slip, typo


@dataclass(frozen=True)
class Person:
    """Who was de-briefed. ``born``: day as ISO 8601, or None; ``nrm``: the reference, where one is known.

    ``child``: under 18 when they speak."""

    number: int
    nationality: str
    first: str
    family: str
    born: str | None
    female: bool
    child: bool
    nrm: str | None
    group: int


@dataclass(frozen=True)
class Suspect:
    """A member of a group. ``phones`` are the suspect's own; ``alias``, a name used instead or beside."""

    group: int
    number: int
    nationality: str
    first: str
    family: str
    alias: str | None
    female: bool
    age: int
    phones: tuple[str, ...]
    plate: str | None
    role: str


@dataclass(frozen=True)
class Group:
    """Who works together, with the phones they share and the towns where they are seen."""

    number: int
    suspects: tuple[Suspect, ...]
    phones: tuple[str, ...]
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A suspect as one account has it; ``name`` may be the alias, ``age`` is an estimate."""

    suspect: Suspect
    name: str
    nationality: str | None
    female: bool | None
    age: int | None
    phone: str | None
    plate: str | None
    town: str


ROLES = ("recruiter", "transporter", "harbourer", "controller", "exploiter_employer", "document_supplier",
         "money_handler")  # fmt: skip


class People:
    """Everybody, the same for the same seed, without holding them all."""

    def __init__(self, seed: int, records: int) -> None:
        self.seed, self.groups = seed, records // 2 + 1
        self.names = Names(seed)
        self.group = lru_cache(maxsize=4_096)(self._group)

    def told(self) -> Iterator[tuple[Person, int]]:
        """Everyone with the number of agencies that they speak to, without end."""
        number = 0
        while True:
            random = dice(self.seed, "person", number)
            times = 1 if random.random() < 0.85 else random.choice((2, 2, 2, 3, 4))
            yield self._person(random, number), times
            number += 1

    def _person(self, random: Random, number: int) -> Person:
        nationality = self.names.nationality(random)
        month, day = random.randrange(1, 13), random.randrange(1, 29)
        if random.random() < 0.15:
            month, day = 1, 1
        child = random.random() < 0.26
        year = random.randrange(1996, 2000) if child else random.randrange(1955, 1990)
        return Person(
            number=number,
            nationality=nationality,
            first=self.names.first(random, nationality),
            family=self.names.family(random, nationality),
            born=f"{year}-{month:02d}-{day:02d}",
            female=random.random() < 0.75,
            child=child,
            nrm=f"NRM-T{random.randrange(10**8):08d}" if random.random() < 0.75 else None,
            group=random.randrange(self.groups),
        )

    def _group(self, number: int) -> Group:
        random = dice(self.seed, "group", number)
        size = random.randrange(1, 6)
        return Group(
            number,
            tuple(self._suspect(random, number, n) for n in range(size)),
            tuple(phone(random) for _ in range(2)),
            tuple(self.names.town(random) for _ in range(3)),
        )

    def _suspect(self, random: Random, group: int, number: int) -> Suspect:
        nationality = self.names.nationality(random)
        return Suspect(
            group=group,
            number=number,
            nationality=nationality,
            first=self.names.first(random, nationality),
            family=self.names.family(random, nationality),
            alias=self.names.first(random, nationality) if random.random() < 0.4 else None,
            female=random.random() < 0.25,
            age=random.randrange(18, 65),
            phones=tuple(phone(random) for _ in range(random.choice((1, 1, 2, 3)))),
            plate=plate(random) if random.random() < 0.2 else None,
            role=random.choice(ROLES),
        )

    # -- as they are written down ------------------------------------------------------------

    def as_written(self, random: Random, person: Person) -> Person:
        """The person as one agency writes them down."""
        first, family = _misspelt(random, person.first, person.family, family_wrong=0.2, either_wrong=0.3)
        if random.random() < 0.06:
            first, family = family, first
        if random.random() < 0.04:
            first = self.names.first(random, person.nationality)
        nationality = person.nationality if random.random() < 0.95 else self.names.nationality(random)
        return replace(
            person,
            first=first,
            family=family,
            nationality=nationality,
            born=_birth(random, person.born),
            nrm=_reference(random, person.nrm),
        )

    def mentions(self, random: Random, number: int) -> tuple[Mention, ...]:
        """Members of a group as one account has them: none to three, those of whom most is known first."""
        group = self.group(number)
        count = min(random.choice((0, 1, 1, 2, 2, 2, 3)), len(group.suspects))
        found = [self._mention(random, group, each) for each in random.sample(group.suspects, count)]
        return tuple(sorted(found, key=lambda m: (m.nationality is None, m.phone is None, m.plate is None)))

    def _mention(self, random: Random, group: Group, suspect: Suspect) -> Mention:
        return Mention(
            suspect,
            name=_as_known(random, suspect),
            nationality=suspect.nationality if random.random() < 0.85 else None,
            female=suspect.female if random.random() < 0.95 else None,
            age=None if random.random() < 0.2 else suspect.age + random.randrange(-6, 7),
            phone=_number(random, group, suspect),
            plate=suspect.plate if random.random() < 0.4 else None,
            town=random.choice(group.towns),
        )


def _misspelt(
    random: Random, first: str, family: str, *, family_wrong: float, either_wrong: float
) -> tuple[str, str]:
    chance = random.random()
    if chance < family_wrong:
        return first, typo(random, family)
    return (typo(random, first) if chance < either_wrong else first), family


def _birth(random: Random, born: str | None) -> str | None:
    """Right, with day and month swapped, a year or two out, with the year alone, or not known."""
    if born is None or random.random() < 0.12:
        return None
    year, month, day = map(int, born.split("-"))
    chance = random.random()
    if chance < 0.10 and day <= 12:
        month, day = day, month
    elif chance < 0.18:
        year += random.choice((-2, -1, 1, 2))
    return f"{year}" if random.random() < 0.08 else f"{year}-{month:02d}-{day:02d}"


def _reference(random: Random, nrm: str | None) -> str | None:
    """Known to two agencies of three; rarely with its last digit wrong."""
    if nrm is None or random.random() >= 0.65:
        return None
    return nrm[:-1] + random.choice("0123456789") if random.random() < 0.02 else nrm


def _as_known(random: Random, suspect: Suspect) -> str:
    """First and family name, misspelt or not; or the alias instead of the first, or beside it."""
    first, family = _misspelt(random, suspect.first, suspect.family, family_wrong=0.18, either_wrong=0.28)
    alias = suspect.alias if random.random() < 0.4 else None
    shown = [first] if random.random() < 0.15 else [first, family]
    if alias and random.random() < 0.3:
        shown[0], alias = alias, None
    if random.random() < 0.04:
        shown.reverse()
    return " ".join(shown) + (f", known as {alias}" if alias else "")


def _number(random: Random, group: Group, suspect: Suspect) -> str | None:
    """In two accounts of five; in one of ten of them the group's; in one of ten with a digit wrong."""
    if random.random() >= 0.4:
        return None
    found = random.choice(group.phones if random.random() < 0.1 else suspect.phones)
    return slip(random, found) if random.random() < 0.1 else found
