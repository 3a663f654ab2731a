"""Names and numbers of people who do not exist, and the ways in which such things are written down wrongly.

The names are syllables put together, frequent ones often and rare ones rarely; the numbers lie in
ranges that nobody is given (Ofcom's numbers for drama, plates of a pattern that was never issued).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from random import Random

NATIONALITIES = (
    "NG", "VN", "CN", "RO", "AL", "SK", "PL", "TH", "GH", "IN", "PK", "UG", "CZ", "LT", "HU", "GB",
    "BG", "ER", "SO", "IR",
)  # fmt: skip
_ONSETS = (*"bcdfghjklmnprstvz", "sh", "ch", "th", "kh", "zh", "tr", "br")
_VOWELS = (*"aeiou", "ai", "ie", "ou")
_CODAS = ("", "n", "s", "k", "ng", "")
_SLIPS = "abcdefghijklmnoprstuvyz"

Draw = Callable[[Random], str]


def dice(*seeds: object) -> Random:
    """Chance that falls the same way for the same seeds. Nothing secret hangs on it."""
    return Random("|".join(map(str, seeds)))  # noqa: S311


class Names:
    """First and family names of each nationality, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._first = {n: _often(_pool(dice(seed, "first", n), 250, (1, 2))) for n in NATIONALITIES}
        self._family = {n: _often(_pool(dice(seed, "family", n), 1500, (2, 2, 3))) for n in NATIONALITIES}
        self._country = _often(NATIONALITIES, 0.8)
        self._town = _often(_pool(dice(seed, "town"), 300, (2, 3)), 0.7)

    def nationality(self, random: Random) -> str:
        return self._country(random)

    def first(self, random: Random, nationality: str) -> str:
        return self._first[nationality](random)

    def family(self, random: Random, nationality: str) -> str:
        return self._family[nationality](random)

    def town(self, random: Random) -> str:
        return self._town(random)


def phone(random: Random) -> str:
    """A number kept for drama, of which there are a thousand; or one too long for anybody to have."""
    if random.random() < 0.2:
        return f"+447700900{random.randrange(1000):03d}"
    return f"+{random.choice((44, 40, 234, 84, 86))}000{random.randrange(10**9):09d}"


def plate(random: Random) -> str:
    """Like a British plate, with a year that was never one."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    return "Q{}{}{}".format(random.choice(letters), "00", "".join(random.choice(letters) for _ in range(3)))


def typo(random: Random, text: str) -> str:
    """A letter left out, wrong, swapped or too many."""
    if len(text) < 3:
        return text
    at, chance = random.randrange(1, len(text)), random.random()
    if chance < 0.3:
        return text[:at] + text[at + 1 :]
    if chance < 0.6:
        return text[:at] + random.choice(_SLIPS) + text[at + 1 :]
    if chance < 0.8 and at < len(text) - 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + random.choice("aeioun") + text[at:]


def slip(random: Random, digits: str) -> str:
    """One digit wrong, after the beginning."""
    at = random.randrange(4, len(digits))
    return digits[:at] + random.choice("0123456789") + digits[at + 1 :]


def _pool(random: Random, size: int, syllables: Sequence[int]) -> list[str]:
    made = dict.fromkeys(_word(random, random.choice(syllables)) for _ in range(size))
    return list(made)


def _word(random: Random, syllables: int) -> str:
    stem = "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables))
    return (stem + random.choice(_CODAS)).capitalize()


def _often(pool: Sequence[str], steepness: float = 0.9) -> Draw:
    """Draws the first of a pool often, the last rarely (Zipf)."""
    weights = list(accumulate(1 / (rank + 1) ** steepness for rank in range(len(pool))))
    return lambda random: random.choices(pool, cum_weights=weights)[0]
