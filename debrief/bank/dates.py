"""The first and the last day that a date in EDTF may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from edtf import parse_edtf

from debrief.bank.conditions import Today


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest day of a valid EDTF text; ``None`` is open or unknown.

    Uncertainty marks (``?``, ``~``) do not widen the range: what they mean in
    days is nobody's to say. Seasons are three months of the calendar year.
    """
    if edtf == "..":
        return None, None
    start, slash, end = edtf.partition("/")
    if slash:
        return (
            bounds(start)[0] if start not in ("", "..") else None,
            bounds(end)[1] if end not in ("", "..") else None,
        )
    if match := _PLAIN.match(edtf):
        return _plain(*(int(part) if part else None for part in match.groups()))
    parsed = parse_edtf(edtf)
    return _day(parsed.lower_strict), _day(parsed.upper_strict)


_PLAIN = re.compile(r"^([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?$")


def _plain(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    first = date(year or 1, month or 1, day or 1)
    if day:
        return first, first
    return first, date(first.year, month or 12, monthrange(first.year, month or 12)[1])


def _day(method: Any) -> date | None:
    try:
        moment = method()
    except (TypeError, ValueError, AttributeError, OverflowError):
        return None
    if not hasattr(moment, "tm_year") or not 1 <= moment.tm_year <= 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def days_of(answer_type: str, value: Any) -> tuple[date | None, date | None] | None:
    """Earliest and latest day of a date, range or time answer; ``None`` where only words are known."""
    if answer_type == "datetime":
        day = date.fromisoformat(value[:10])
        return day, day
    if answer_type == "partial_date":
        return bounds(value["edtf"]) if "edtf" in value else None
    start = value.get("start", {}).get("edtf")
    end = value.get("end", {}).get("edtf")
    if start is None and end is None:
        return None
    return (bounds(start)[0] if start else None), (bounds(end)[1] if end else None)


def moved(day: date, offset: Today) -> date:
    """``day`` moved by years, months and days; 29 February becomes 28 where it must.

    What would lie before year 1 or after 9999 is the first or the last day there is.
    """
    month = day.month - 1 + offset.months
    year = day.year + offset.years + month // 12
    month = month % 12 + 1
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    last = monthrange(year, month)[1]
    try:
        return date(year, month, min(day.day, last)) + timedelta(days=offset.days)
    except OverflowError:
        return date.min if offset.days < 0 else date.max
