"""Whoever reads every released figure and reckons: exact arithmetic over whole people, by z3.

An attacker with linear programs finds no more than this one: it knows that people are whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import z3

from debrief.office.periods import quarters
from debrief.repository.releases import LedgerCell

Atom = tuple[tuple[str, str], ...]


class Attacker:
    """Knows which values each dimension has, which quarters there are, and every shown figure.

    ``dimensions``: values by dimension; each atom is one of each, in one quarter. What is in an
    atom nobody is told; a figure is the sum of the atoms that its definition fits.
    """

    def __init__(self, dimensions: Mapping[str, Sequence[str]], periods: Iterable[str]) -> None:
        self.names = sorted(dimensions)
        self.dimensions = dimensions
        self.periods = [quarters(each) for each in periods]
        self.atoms: dict[tuple[int, ...], z3.ArithRef] = {}
        self.solver = z3.Solver()
        self.sums: dict[tuple[tuple[str, str], ...], z3.ArithRef] = {}
        for place in self._places([len(dimensions[n]) for n in self.names] + [len(self.periods)]):
            self.atoms[place] = z3.Int("_".join(map(str, place)))
            self.solver.add(self.atoms[place] >= 0)

    def _places(self, sizes: Sequence[int]) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = [()]
        for size in sizes:
            found = [(*each, n) for each in found for n in range(size)]
        return found

    def sum_of(self, definition: tuple[tuple[str, str], ...]) -> z3.ArithRef:
        said = dict(definition)
        period = quarters(said.pop("period"))
        assert period is not None
        fitting = []
        for place, atom in self.atoms.items():
            values = {n: self.dimensions[n][i] for n, i in zip(self.names, place, strict=False)}
            quarter = self.periods[place[-1]]
            assert quarter is not None
            inside = period[0] <= quarter[0] and quarter[1] <= period[1]
            if inside and all(values[name] == value for name, value in said.items()):
                fitting.append(atom)
        return z3.Sum(fitting)

    def sees(self, cells: Iterable[LedgerCell]) -> None:
        for cell in cells:
            whole = self.sums.setdefault(cell.definition, self.sum_of(cell.definition))
            self.solver.add(whole >= cell.low, whole <= cell.high)

    def recovers(self, definition: tuple[tuple[str, str], ...], count: int) -> bool:
        """Whether no other number than the true one fits all that was seen."""
        return self.knows(self.sums.get(definition, self.sum_of(definition)), count)

    def knows(self, whole: z3.ArithRef, count: int) -> bool:
        self.solver.push()
        self.solver.add(whole == count)
        assert self.solver.check() == z3.sat, "what was seen is not true"
        self.solver.pop()
        self.solver.push()
        self.solver.add(whole != count)
        found = self.solver.check()
        self.solver.pop()
        assert found in (z3.sat, z3.unsat)
        return bool(found == z3.unsat)

    def recovered(self, cells: Sequence[LedgerCell]) -> list[LedgerCell]:
        """Of the figures of one to nine, and of what any two figures leave, those that are certain."""
        found = [c for c in cells if 0 < c.count < 10 and self.recovers(c.definition, c.count)]
        for larger, smaller in _nested(cells):
            left = larger.count - smaller.count
            whole = self.sums[larger.definition] - self.sums[smaller.definition]
            if 0 < left < 10 and self.knows(whole, left):
                found.append(larger)
        return found


def _nested(cells: Sequence[LedgerCell]) -> list[tuple[LedgerCell, LedgerCell]]:
    """Pairs in which one's people are surely among the other's: the same but for a dimension, or for time."""
    groups = defaultdict(list)
    for cell in cells:
        groups[frozenset(p for p in cell.definition if p[0] != "period")].append(cell)
    found = []
    for pairs, own in groups.items():
        found += [(a, b) for a, b in combinations(own, 2) if _inside(b, a)]
        found += [(b, a) for a, b in combinations(own, 2) if _inside(a, b)]
        for pair in pairs:
            wider = groups.get(pairs - {pair}, [])
            found += [(a, b) for a in wider for b in own if _period(a) == _period(b)]
    return found


def _period(cell: LedgerCell) -> tuple[int, int]:
    found = quarters(dict(cell.definition)["period"])
    assert found is not None
    return found


def _inside(inner: LedgerCell, outer: LedgerCell) -> bool:
    a, b = _period(inner), _period(outer)
    return a != b and b[0] <= a[0] and a[1] <= b[1]
