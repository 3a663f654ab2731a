"""Fixed calendar quarters: ``2011-Q1``, ``2010-Q1..2011-Q1``, ``..2011-Q1`` (everything up to then).

Releases by other stretches of time could be laid over one another until a single week stands alone;
so there are none.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Quarters: TypeAlias = tuple[int, int]
"""First and last quarter, counted from year nought; both inclusive."""
FIRST = 0
_PERIOD = re.compile(r"(?:(\d{4})-Q([1-4]))?(\.\.)?(?:(\d{4})-Q([1-4]))?", re.ASCII)


def quarters(period: str) -> Quarters | None:
    """The quarters that a period names; None for anything else."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    first, last = _quarter(match[1], match[2]), _quarter(match[4], match[5])
    if match[3] is None:
        return None if first is None or last is not None else (first, first)
    start = FIRST if first is None else first
    return None if last is None or last < start else (start, last)


def _quarter(year: str | None, nth: str | None) -> int | None:
    return None if year is None or nth is None else int(year) * 4 + int(nth) - 1
