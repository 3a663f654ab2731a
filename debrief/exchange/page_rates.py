"""Shares, changes and lifts, worked out from shown figures alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True)
class Lift:
    """How much more often the second is seen with the first than among everybody; 95 % interval."""

    share: float
    ratio: float
    low: float
    high: float


def wilson(hits: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), within 0 and 1."""
    assert number > 0
    assert 0 <= hits <= number
    share, square = hits / number, _Z * _Z
    middle = share + square / (2 * number)
    reach = _Z * sqrt(share * (1 - share) / number + square / (4 * number * number))
    low, high = ((middle + sign * reach) / (1 + square / number) for sign in (-1, 1))
    return max(0.0, low), min(1.0, high)


def lift(both: int | None, first: int | None, second: int | None, everyone: int | None) -> Lift | None:
    """Share of ``both`` in ``first`` against that of ``second`` in ``everyone``.

    None where a figure is kept back. The interval is that of the first share; ``second`` and
    ``everyone`` are taken as they stand."""
    if not (both and first and second and everyone):
        return None
    hits = min(both, first)
    low, high = wilson(hits, first)
    expected = second / everyone
    return Lift(hits / first, hits / first / expected, low / expected, high / expected)


def share(part: int | None, whole: int | None) -> int | None:
    """Per cent, rounded; None where a figure is kept back or there is nobody."""
    if part is None or not whole:
        return None
    return round(100 * min(part, whole) / whole)
