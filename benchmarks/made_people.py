"""Made-up mentions with known truth, for linking: the noise is that of accounts given twice.

Victims: names misspelt, turned round or another altogether, birth dates swapped, with the year alone or
missing, a reference in half of the accounts. Suspects: a first name and an alias, an age guessed, a
phone in two of five, sometimes one that the group shares. Names are syllables; nobody is meant.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from debrief.linking import Number, Person

_STARTS = [*"bcdfghjklmnprstvz", "sh", "ch", "th", "ng", "kh", "zh", "tr", "br"]
_VOWELS = [*"aeiou", "ai", "ie", "ou"]
_STATES = [
    "NG", "VN", "CN", "RO", "AL", "SK", "PL", "TH", "GH", "IN",
    "PK", "UG", "CZ", "LT", "HU", "GB", "BG", "ER", "SO", "IR",
]  # fmt: skip
_PLATE = "ABCDEFGHJKLMNPRSTUVWXY"

Pick = Callable[[], str]


class Made(NamedTuple):
    """Mentions, and whom each of them truly is."""

    people: list[Person]
    truth: dict[str, int]


class Pools:
    """Names by country, some far more common than others (Zipf)."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.first = {state: self._zipf(self._pool(250, (1, 2))) for state in _STATES}
        self.last = {state: self._zipf(self._pool(1500, (2, 2, 3))) for state in _STATES}
        self.state = self._zipf(_STATES, 0.8)
        self.town = self._zipf([f"GB/town{n}" for n in range(300)], 0.7)

    def _syllable(self) -> str:
        return self.chance.choice(_STARTS) + self.chance.choice(_VOWELS)

    def _pool(self, size: int, lengths: tuple[int, ...]) -> list[str]:
        made = (
            "".join(self._syllable() for _ in range(self.chance.choice(lengths)))
            + self.chance.choice(["", "n", "s", "k", "ng", ""])
            for _ in range(size)
        )
        return list(dict.fromkeys(made))

    def _zipf(self, values: list[str], steep: float = 0.9) -> Pick:
        weights = list(accumulate(1 / (n + 1) ** steep for n in range(len(values))))
        return lambda: self.chance.choices(values, cum_weights=weights)[0]

    def typo(self, word: str) -> str:
        if len(word) < 3:
            return word
        at, what = self.chance.randrange(1, len(word)), self.chance.random()
        if what < 0.3:
            return word[:at] + word[at + 1 :]
        if what < 0.6:
            return word[:at] + self.chance.choice("abcdefghijklmnoprstuvyz") + word[at + 1 :]
        if what < 0.8 and at < len(word) - 1:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + self.chance.choice("aeioun") + word[at:]


def victims(size: int, seed: int = 11) -> Made:
    """So many accounts by the people they are about."""
    chance = random.Random(seed)
    pools = Pools(chance)
    return _number(size, lambda: _victim(chance, pools))


def suspects(size: int, seed: int = 3) -> Made:
    """So many mentions of suspects, in groups of up to five who share two phones."""
    chance = random.Random(seed)
    pools = Pools(chance)
    group = _groups(chance, pools)
    return _number(size, lambda: _suspect(chance, pools, *next(group)))


def _number(size: int, entity: Callable[[], Iterator[dict[str, object]]]) -> Made:
    people: list[Person] = []
    truth: dict[str, int] = {}
    number = 0
    while len(people) < size:
        for values in entity():
            name = f"{len(people):032x}"
            people.append(Person(id=f"{name}:made:0", debrief=name, **values))  # type: ignore[arg-type]
            truth[f"{name}:made:0"] = number
        number += 1
    kept = people[:size]
    return Made(kept, {each.id: truth[each.id] for each in kept})


def _victim(chance: random.Random, pools: Pools) -> Iterator[dict[str, object]]:
    state = pools.state()
    first, last = pools.first[state](), pools.last[state]()
    born = (chance.randrange(1955, 1999), chance.randrange(1, 13), chance.randrange(1, 29))
    if chance.random() < 0.15:
        born = (born[0], 1, 1)
    reference = f"NRM{chance.randrange(10**7):07d}" if chance.random() < 0.75 else None
    phone, sex = f"+447{chance.randrange(10**8, 10**9)}", chance.choice("FFFM")
    for _ in range(1 if chance.random() < 0.85 else chance.choice([2, 2, 2, 3, 4])):
        one, other = _misspelt(chance, pools, first, last, 0.2, 0.3, 0.06)
        if chance.random() < 0.04:
            one = pools.first[state]()
        own = _reference(chance, reference)
        yield {
            "names": ((one, other),),
            "born": _born(chance, *born),
            "nationality": frozenset({state if chance.random() < 0.95 else pools.state()}),
            "sex": sex,
            "references": frozenset({Number("nrm", own.casefold())} if own else ()),
            "phones": frozenset({phone} if chance.random() < 0.15 else ()),
        }


def _misspelt(
    chance: random.Random, pools: Pools, first: str, last: str, in_last: float, in_first: float, turned: float
) -> tuple[str, str]:
    what = chance.random()
    if what < in_last:
        last = pools.typo(last)
    elif what < in_first:
        first = pools.typo(first)
    return (last, first) if chance.random() < turned else (first, last)


def _born(chance: random.Random, year: int, month: int, day: int) -> str | None:
    what = chance.random()
    if what < 0.10:
        month, day = (day, month) if day <= 12 else (month, day)
    elif what < 0.18:
        year += chance.choice([-2, -1, 1, 2])
    if chance.random() < 0.12:
        return None
    return f"{year:04d}" if chance.random() < 0.08 else f"{year:04d}-{month:02d}-{day:02d}"


def _reference(chance: random.Random, reference: str | None) -> str | None:
    if reference is None or chance.random() >= 0.65:
        return None
    return reference[:-1] + chance.choice("0123456789") if chance.random() < 0.02 else reference


def _groups(chance: random.Random, pools: Pools) -> Iterator[tuple[list[str], list[str]]]:
    while True:
        phones = [f"+447{chance.randrange(10**8, 10**9)}" for _ in range(2)]
        towns = [pools.town() for _ in range(3)]
        for _ in range(chance.randrange(1, 6)):
            yield phones, towns


def _suspect(
    chance: random.Random, pools: Pools, shared: list[str], towns: list[str]
) -> Iterator[dict[str, object]]:
    state = pools.state()
    first, last, sex = pools.first[state](), pools.last[state](), chance.choice("MMMF")
    born = chance.randrange(1945, 1995)
    alias = pools.first[state]() if chance.random() < 0.4 else None
    own = [
        f"+{chance.choice([44, 40, 234, 84, 86])}7{chance.randrange(10**8, 10**9)}"
        for _ in range(chance.choice([1, 1, 2, 3]))
    ]
    plate = _plate(chance) if chance.random() < 0.2 else None
    for _ in range(1 if chance.random() < 0.80 else chance.choice([2, 2, 2, 3, 3, 4, 5, 8])):
        yield {
            "role": "suspect",
            "names": _called(chance, pools, first, last, alias),
            "sex": sex if chance.random() < 0.95 else None,
            "nationality": frozenset({state} if chance.random() < 0.85 else ()),
            "age": None if chance.random() < 0.2 else 2010 - born + chance.randrange(-6, 7),
            "seen": 2010,
            "phones": frozenset(_phone(chance, own, shared)),
            "plates": frozenset({plate} if plate and chance.random() < 0.4 else ()),
            "towns": frozenset({chance.choice(towns)} if chance.random() < 0.7 else ()),
        }


def _called(
    chance: random.Random, pools: Pools, first: str, last: str, alias: str | None
) -> tuple[tuple[str, ...], ...]:
    said = alias if alias and chance.random() < 0.4 else None
    one, other = _misspelt(chance, pools, first, last, 0.18, 0.28, 0.0)
    surname = None if chance.random() < 0.15 else other
    if said and chance.random() < 0.3:
        one, said = said, None
    if surname and chance.random() < 0.04:
        one, surname = surname, one
    name = (one, surname) if surname else (one,)
    return (name, (said,)) if said else (name,)


def _phone(chance: random.Random, own: list[str], shared: list[str]) -> Iterator[str]:
    if chance.random() < 0.40:
        number = chance.choice(shared if chance.random() < 0.10 else own)
        if chance.random() < 0.10:
            at = chance.randrange(4, len(number))
            number = number[:at] + chance.choice("0123456789") + number[at + 1 :]
        yield number


def _plate(chance: random.Random) -> str:
    letters = "".join(chance.choice(_PLATE) for _ in range(5))
    return f"GB {letters[:2]}{chance.randrange(10, 70)}{letters[2:]}"
