"""Counting people by what is on record of them, for what is published.

    with repository.scope(user, purpose, "publish", Scope(first, last)) as read:
        people = Population(read)
        people.count((("period", "2011-Q1"), ("nationality", "VN"), ("age", "child")))

A definition is pairs of dimension and value; it is counted as it reads, so that what the release ledger
keeps of a cell is what was asked. Values joined by ``+`` mean any of them. Only coded columns of the fact
tables are dimensions: never words, and no place below a country but a port of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from .fact_tables import DEBRIEFS
from .reader import FactReader
from .statistics_dimensions import DIMENSIONS

Definition: TypeAlias = tuple[tuple[str, str], ...]
Groups: TypeAlias = Mapping[str, int]
"""Each value of a dimension, and the people it fits: bit n is the n-th de-brief of the population."""


class Population:
    """The de-briefs of one audited read. One de-brief is one person; a person fits a value or does not."""

    def __init__(self, reader: FactReader) -> None:
        self._reader = reader
        self._number = {uid: n for n, (uid, _) in enumerate(reader.values_of((DEBRIEFS.c.quarter,)))}
        self._known: dict[str, Groups] = {}
        self.everyone = (1 << len(self._number)) - 1

    def by(self, dimension: str) -> Groups:
        """The values of a dimension, and the people each fits."""
        if dimension not in self._known:
            self._known[dimension] = self._read(dimension)
        return self._known[dimension]

    def people(self, definition: Definition) -> int:
        """Everybody a definition fits, as bits."""
        found = self.everyone
        for dimension, value in definition:
            found &= self._in_period(value) if dimension == "period" else self._fits(dimension, value)
        return found

    def count(self, definition: Definition) -> int:
        """How many people a definition fits."""
        return self.people(definition).bit_count()

    def values(self, dimension: str, among: int) -> dict[str, int]:
        """How many of some people have each value; values that nobody has are left out."""
        counts = {value: (bits & among).bit_count() for value, bits in self.by(dimension).items()}
        return {value: count for value, count in counts.items() if count}

    def numbers(self, people: int) -> list[str]:
        """The de-briefs of these bits."""
        flags = people.to_bytes(len(self._number) // 8 + 1, "little")
        return [uid for uid, n in self._number.items() if flags[n >> 3] >> (n & 7) & 1]

    def add(self, dimension: str, groups: Groups) -> None:
        """A dimension that no fact table has: worked out from several of them."""
        self._known[dimension] = groups

    def _fits(self, dimension: str, value: str) -> int:
        groups = self.by(dimension)
        return _union(groups.get(each, 0) for each in value.split("+"))

    def _in_period(self, period: str) -> int:
        """``2011-Q1``, or ``..2011-Q1``: up to the end of it."""
        quarters, last = self.by("quarter"), period.removeprefix("..")
        within = (bits for each, bits in quarters.items() if each == last or (period != last and each < last))
        return _union(within)

    def _read(self, dimension: str) -> Groups:
        members: dict[str, list[int]] = {}
        for source in DIMENSIONS[dimension]:
            for uid, *row in self._reader.values_of(source.columns, source.where):
                for value in source.take(*row):
                    members.setdefault(value, []).append(self._number[uid])
        return {value: self._bits(numbers) for value, numbers in members.items()}

    def _bits(self, numbers: Iterable[int]) -> int:
        """Set in a byte array, which costs a step a person and not a copy of the whole."""
        found = bytearray(len(self._number) // 8 + 1)
        for n in numbers:
            found[n >> 3] |= 1 << (n & 7)
        return int.from_bytes(found, "little")


def _union(groups: Iterable[int]) -> int:
    found = 0
    for bits in groups:
        found |= bits
    return found
