"""Amounts as a case sheet writes them: money, numbers of people or things, how long, how often.

amounts("20 to 40 GBP") == [Amount(20, 40, "GBP")]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]

_UNITS = ("minute", "hour", "day", "night", "week", "month", "year")
_PEOPLE = frozenset({"people", "person", "men", "man", "women", "woman", "children", "child", "girls", "boys"})
_AMOUNT = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:\s*(?:to|or)\s*(\d[\d,]*(?:\.\d+)?))?"
    r"(?:\s+([A-Z]{3})\b)?(?:\s+(?!an?\b|in\b|per\b|of\b)([a-z]+))?(?:\s+(?:an?|in\s+a|per)\s+([a-z]+))?"
)


@dataclass(frozen=True)
class Amount:
    """``unit`` is one of time, ``per`` that to which the amount belongs; ``people``: it may count people."""

    low: Decimal
    high: Decimal | None = None
    currency: str | None = None
    unit: str | None = None
    per: str | None = None
    people: bool = False

    @property
    def ends(self) -> set[Decimal]:
        return {self.low} if self.high is None else {self.low, self.high}


def amounts(text: str) -> list[Amount]:
    """Each amount of a text; what stands in brackets is not of it."""
    return [
        Amount(
            low=_number(low),
            high=_number(high) if high else None,
            currency=currency or None,
            unit=_unit(noun),
            per=_unit(per) or per or None,
            people=not currency and not per and (not noun or noun in _PEOPLE),
        )
        for low, high, currency, noun, per in _AMOUNT.findall(re.sub(r"\([^)]*\)", "", text))
    ]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _unit(word: str) -> str | None:
    bare = word.rstrip("s")
    return bare if bare in _UNITS else None


def has_amount(wanted: Amount, rows: Sequence[Row]) -> bool:
    """Whether some row holds it, some pair of days lasts so long, or some answer links so many people."""
    return (
        any(_is_amount(wanted, row) for row in rows)
        or _has_span(wanted, rows)
        or (wanted.people and wanted.high is None and wanted.low in _numbers_of_people(rows))
    )


def _is_amount(wanted: Amount, row: Row) -> bool:
    ends = {Decimal(row[key]) for key in ("number_from", "number_to") if row.get(key) is not None}
    if ends != wanted.ends:
        return False
    if ends == {Decimal(0)} and wanted.currency is None:
        return True  # nothing is nothing in any currency
    if wanted.currency != row.get("currency"):
        return False
    unit = str(row.get("unit") or "").rstrip("s")
    if wanted.currency:
        return not wanted.per or wanted.per == unit
    if unit:
        return unit == wanted.unit and wanted.per is None
    return _names_units(wanted, str(row["field"]))


def _names_units(wanted: Amount, field: str) -> bool:
    """A count whose field says what is counted: ``hours_per_week``, ``per_day``, or simply ``number``."""
    counted, _, per = field.rpartition("per_") if "per_" in field else ("", "", "")
    unit = counted.rstrip("_").rstrip("s") or None
    return unit == wanted.unit and (not wanted.per or per == wanted.per)


# -- how long, from two days --------------------------------------------------------------


def _has_span(wanted: Amount, rows: Sequence[Row]) -> bool:
    """Nine years are found in a period from June 2000 to June 2009."""
    if wanted.unit is None or wanted.per or wanted.high is not None:
        return False
    periods = [row for row in rows if row["type"] == "date_range" and row.get("first")]
    starts = [row for row in periods if row["role"] == "start"]
    ends = {_place_of(row): str(row["first"]) for row in periods if row["role"] == "end"}
    return any(
        _lasts(str(row["first"]), ends[_place_of(row)], wanted.unit) == wanted.low
        for row in starts
        if _place_of(row) in ends
    )


def _place_of(row: Row) -> tuple[Any, ...]:
    return row["item"], row["instance"], row["field"]


def _lasts(start: str, end: str, unit: str) -> Decimal | None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    days = (last - first).days
    counted = {"year": (months, 12), "month": (months, 1), "week": (days, 7), "day": (days, 1)}
    if unit not in counted:
        return None
    number, whole = counted[unit]
    return Decimal(number) / whole


# -- how many people ------------------------------------------------------------------------


def _numbers_of_people(rows: Iterable[Row]) -> set[int]:
    """How many person cards each answer links to: three children are three cards."""
    linked: dict[tuple[Any, ...], set[str]] = {}
    for row in rows:
        if str(row.get("link") or "").startswith("person:"):
            linked.setdefault(_place_of(row), set()).add(str(row["link"]))
    return {len(links) for links in linked.values() if len(links) > 1}
