"""Whether figures, laid beside those that are out already, give a small group away.

    found = revealed(new, earlier)       # None, or which releases together, and how

Two figures belong together when one's people are among the other's: the same but for one dimension
or for the period. What is left of the larger is a group too, though no table shows it. Of every
group of one to nine, shown or left over, what all figures together tell is worked out: each is known
within bounds, and where parts add up to a whole, the whole bounds its parts and they bound it, again
and again until nothing moves. A group known to within fewer than five numbers is given away.

Whether parts add up is seen from the true counts, as an attacker would guess it right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations, product
from typing import TypeAlias

from debrief.process import stopping
from debrief.repository.releases import LedgerCell

from .periods import Quarters, quarters

SMALL = range(1, 10)
"""People in a group that nobody may be able to tell apart."""
LEAST_WIDTH = 4
"""Of what is known of such a group: the difference of the largest and the smallest it could be."""
_ROUNDS = 40

_Pairs: TypeAlias = frozenset[tuple[str, str]]


@dataclass
class _Group:
    """Some people: a figure, or what two figures leave between them."""

    count: int
    low: int
    high: int
    cell: LedgerCell | None = None
    new: bool = False

    @property
    def is_given_away(self) -> bool:
        return self.count in SMALL and self.high - self.low < LEAST_WIDTH


@dataclass(frozen=True)
class _Sum:
    whole: _Group
    parts: tuple[_Group, ...]

    @property
    def groups(self) -> tuple[_Group, ...]:
        return self.whole, *self.parts

    def tighten(self) -> bool:
        """Bounds each by the others; whether anything moved."""
        low, high = sum(p.low for p in self.parts), sum(p.high for p in self.parts)
        moved = _bound(self.whole, low, high)
        for part in self.parts:
            rest = low - part.low, high - part.high
            before = part.low, part.high
            moved |= _bound(part, self.whole.low - rest[1], self.whole.high - rest[0])
            low, high = low + part.low - before[0], high + part.high - before[1]
        return moved


@dataclass(frozen=True)
class Revealed:
    """A group that would be given away: the figures that do it (``cells``), and those that are wholes."""

    cells: tuple[LedgerCell, ...]
    sums: tuple[LedgerCell, ...]

    @property
    def releases(self) -> tuple[str, ...]:
        """The earlier releases among them."""
        return tuple(sorted({cell.release for cell in self.cells if cell.release}))


def revealed(new: Sequence[LedgerCell], earlier: Iterable[LedgerCell]) -> Revealed | None:
    """The first group that ``new`` gives away, alone or beside ``earlier``; None where it is safe."""
    groups = [_Group(c.count, c.low, c.high, c, new=True) for c in new]
    groups += [_Group(c.count, c.low, c.high, c) for c in _near(new, earlier)]
    sums = list(stopping.watched(_sums(groups)))
    for _ in range(_ROUNDS):
        if not sum(each.tighten() for each in stopping.watched(sums)):
            break
    for each in sums:
        if any(group.is_given_away for group in each.groups):
            return _found(each, sums)
    return None


def _found(held: _Sum, sums: Sequence[_Sum]) -> Revealed:
    """What bounds the group: its own sum; where that is of the new figures alone, those beside it."""
    members = {id(group) for group in held.groups}
    near = [each for each in sums if members & {id(group) for group in each.groups}]
    own = [group.cell for group in held.groups if group.cell is not None]
    beside = [group.cell for each in near for group in each.groups if group.cell is not None]
    wholes = [each.whole.cell for each in near if each.whole.cell is not None]
    return Revealed(tuple(own if any(cell.release for cell in own) else beside), tuple(wholes))


def _bound(group: _Group, low: int, high: int) -> bool:
    tighter = max(group.low, low), min(group.high, high)
    moved = tighter != (group.low, group.high)
    group.low, group.high = tighter
    return moved


def _near(new: Sequence[LedgerCell], earlier: Iterable[LedgerCell]) -> list[LedgerCell]:
    """Of the earlier figures those whose people could be among the new ones', or the other way round."""
    own = {frozenset(_without_period(cell)) for cell in new}
    wide = own | {pairs - {pair} for pairs in own for pair in pairs}
    return [cell for cell in stopping.watched(earlier) if _touches(frozenset(_without_period(cell)), own, wide)]


def _touches(pairs: _Pairs, own: set[_Pairs], wide: set[_Pairs]) -> bool:
    return pairs in wide or any(pairs - {pair} in wide for pair in pairs)


def _without_period(cell: LedgerCell) -> Iterator[tuple[str, str]]:
    return (pair for pair in cell.definition if pair[0] != "period")


# -- which figures belong together ---------------------------------------------------------------------

_Placed: TypeAlias = dict[_Pairs, dict[Quarters, list[_Group]]]


def _sums(groups: Sequence[_Group]) -> Iterator[_Sum]:
    placed: _Placed = defaultdict(lambda: defaultdict(list))
    for group in stopping.watched(groups):
        assert group.cell is not None
        period = quarters(dict(group.cell.definition).get("period", ""))
        if period is not None:
            placed[frozenset(_without_period(group.cell))][period].append(group)
    for pairs, by_period in placed.items():
        yield from _told_twice(by_period)
        yield from _over_time(by_period)
        yield from _by_quarters(by_period)
        for pair in pairs:
            if pairs - {pair} in placed:
                yield from _nested(by_period, placed[pairs - {pair}])
    yield from _broken_down(placed)


def _told_twice(by_period: dict[Quarters, list[_Group]]) -> Iterator[_Sum]:
    """The same figure in two releases: who came late is the difference."""
    for same in by_period.values():
        ordered = sorted(same, key=lambda group: group.count)
        for smaller, larger in pairwise(ordered):
            yield from _pair(larger, smaller)


def _over_time(by_period: dict[Quarters, list[_Group]]) -> Iterator[_Sum]:
    """A stretch of time and one within it; and the rest of it, where that is a figure too."""
    for outer, inner in permutations(by_period, 2):
        if not (outer[0] <= inner[0] and inner[1] <= outer[1]):
            continue
        rest = by_period.get(_rest(inner, outer), [])
        for whole, part in product(by_period[outer], by_period[inner]):
            if whole.new or part.new:
                yield from _pair(whole, part)
            yield from (_Sum(whole, (part, r)) for r in rest if whole.count == part.count + r.count)


def _by_quarters(by_period: dict[Quarters, list[_Group]]) -> Iterator[_Sum]:
    """Each stretch of time, and the quarters in it."""
    single = sorted(first for first, last in by_period if first == last)
    for (first, last), wholes in by_period.items():
        parts = [by_period[q, q][0] for q in single if first <= q <= last]
        yield from (each for whole in wholes for each in _line(whole, parts))


def _nested(inner: dict[Quarters, list[_Group]], outer: dict[Quarters, list[_Group]]) -> Iterator[_Sum]:
    """The same people and time but for one dimension more."""
    for period, parts in inner.items():
        for whole, part in product(outer.get(period, ()), parts):
            yield from _pair(whole, part)


def _broken_down(placed: _Placed) -> Iterator[_Sum]:
    """A whole and its parts along one dimension; a value joined by ``+`` is a whole of those it joins."""
    lines: dict[tuple[_Pairs, str, Quarters], dict[frozenset[str], _Group]] = defaultdict(dict)
    for pairs, by_period in placed.items():
        for dimension, value in pairs:
            rest = pairs - {(dimension, value)}
            for period, groups in by_period.items():
                lines[rest, dimension, period][frozenset(value.split("+"))] = groups[0]
    for (pairs, _, period), parts in lines.items():
        single = [group for values, group in parts.items() if len(values) == 1]
        for whole in placed.get(pairs, {}).get(period, ()):
            yield from _line(whole, single)
        for values, whole in parts.items():
            inner = {each: group for each, group in parts.items() if each < values}
            yield from (each for part in inner.values() for each in _pair(whole, part))
            yield from _line(whole, [group for each, group in inner.items() if len(each) == 1])


def _pair(whole: _Group, part: _Group) -> Iterator[_Sum]:
    """A figure within another, and what is left between them."""
    if (left := whole.count - part.count) >= 0:
        yield _Sum(whole, (part, _Group(left, 0, whole.high)))


def _line(whole: _Group, parts: Sequence[_Group]) -> Iterator[_Sum]:
    """Parts told apart, and what is left where they are not all. Parts that overlap add up to nothing."""
    left = whole.count - sum(part.count for part in parts)
    if len(parts) > 1 and left >= 0:
        rest = (_Group(left, 0, whole.high),) if left else ()
        yield _Sum(whole, (*parts, *rest))


def _rest(part: Quarters, whole: Quarters) -> Quarters:
    """The other half of a stretch cut in two; one that is nowhere for a cut out of its middle."""
    if part[0] == whole[0]:
        return part[1] + 1, whole[1]
    return (whole[0], part[0] - 1) if part[1] == whole[1] else (-1, -1)
