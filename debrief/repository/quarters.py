"""Calendar quarters, which the summaries count by."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Days: TypeAlias = tuple[str | None, str | None]
"""First and last, both inclusive; None has no bound."""


@dataclass(frozen=True)
class Quarters:
    """Whole quarters, ``2010-Q4`` to ``2011-Q2``, both inclusive."""

    first: str
    last: str


def quarter(day: str) -> str:
    """The calendar quarter of a day: 2011-Q2."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def parted(first: str | None, last: str | None) -> tuple[Quarters | None, list[Days]]:
    """The whole quarters between two days, None where there is none, and the days beside them."""
    low, high = 0, _number(date.max)
    beside: list[Days] = []
    if first is not None:
        low = _number(date.fromisoformat(first))
        if first != _begins(low):
            beside.append((first, _ends(low)))
            low += 1
    if last is not None:
        high = _number(date.fromisoformat(last))
        if last != _ends(high):
            beside.append((_begins(high), last))
            high -= 1
    if low > high:
        return None, [(first, last)]
    return Quarters(_name(low), _name(high)), beside


def _number(day: date) -> int:
    """Quarters since year nought."""
    return day.year * 4 + (day.month - 1) // 3


def _name(number: int) -> str:
    return f"{number // 4:04}-Q{number % 4 + 1}"


def _begins(number: int) -> str:
    return date(number // 4, number % 4 * 3 + 1, 1).isoformat()


def _ends(number: int) -> str:
    year, month = number // 4, number % 4 * 3 + 3
    return date(year, month, monthrange(year, month)[1]).isoformat()
