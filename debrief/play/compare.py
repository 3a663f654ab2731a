"""Comparing a value as a case sheet writes it with typed rows of the repository."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from debrief.bank import Bank
from debrief.bank.dates import bounds
from debrief.language import fold
from debrief.play.forms import country_code
from debrief.play.sheet import SheetValue

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "winter": "24"}
_UNITS = ("minute", "hour", "day", "night", "week", "month", "year")
_AMOUNT = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:\s*(?:to|or)\s*(\d[\d,]*(?:\.\d+)?))?"
    r"(?:\s+([A-Z]{3})\b)?(?:\s+(?!an?\b|in\b|per\b|of\b)([a-z]+))?(?:\s+(?:an?|in\s+a|per)\s+([a-z]+))?"
)
_PLACES = frozenset({"pl_address_lines", "pl_town", "pl_region", "pl_postcode", "pl_country"})
_NAMES = frozenset({"name", "short_text", "contact"})


@dataclass(frozen=True)
class Pool:
    """The rows among which a fact's values are looked for."""

    bank: Bank
    rows: tuple[Mapping[str, Any], ...]


def holds(value: SheetValue, pool: Pool) -> bool:
    """Whether the pool has the value in a typed field."""
    match value.kind:
        case "date":
            return _has_date(value.text, pool)
        case "amount":
            return all(_has_amount(each, pool) for each in _amounts(value.text))
        case "place":
            return all(_has_place(each, pool) for each in _places(value.text))
        case "person":
            return all(_has_person(each.strip(), pool) for each in value.text.split(";"))


# -- dates ----------------------------------------------------------------------------


def _edtf(text: str) -> str:
    """A day, month, season or year as a sheet writes it, in EDTF."""
    bare = re.sub(r"^about\s+", "", text.partition(",")[0].strip())
    word, _, year = bare.partition(" ")
    if word in _MONTHS:
        return f"{year}-{_MONTHS.index(word) + 1:02}"
    return f"{year}-{_SEASONS[word]}" if word in _SEASONS else bare


def _has_date(text: str, pool: Pool) -> bool:
    ends = [_edtf(part) for part in re.split(r"\s+(?:or|to)\s+", text)]
    first, last = str(bounds(ends[0])[0]), str(bounds(ends[-1])[1])
    spans = {(row.get("first"), row.get("last")) for row in pool.rows}
    if (first, last) in spans:
        return True
    begun = (first, str(bounds(ends[0])[1]))
    ended = (str(bounds(ends[-1])[0]), last)
    return " to " in text and begun in spans and ended in spans


# -- amounts ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Amount:
    low: Decimal
    high: Decimal | None
    currency: str | None
    unit: str | None
    per: str | None


def _amounts(text: str) -> list[_Amount]:
    return [
        _Amount(_number(low), _number(high) if high else None, currency or None, _unit(noun), _unit(per))
        for low, high, currency, noun, per in _AMOUNT.findall(re.sub(r"\([^)]*\)", "", text))
    ]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _unit(word: str) -> str | None:
    bare = word.rstrip("s")
    return bare if bare in _UNITS else None


def _has_amount(wanted: _Amount, pool: Pool) -> bool:
    return any(_is_amount(wanted, row) for row in pool.rows if row.get("number_from") or row.get("number_to"))


def _is_amount(wanted: _Amount, row: Mapping[str, Any]) -> bool:
    ends = {Decimal(row[key]) for key in ("number_from", "number_to") if row.get(key)}
    if ends != {wanted.low} | ({wanted.high} if wanted.high is not None else set()):
        return False
    if wanted.currency != row.get("currency"):
        return False
    unit = str(row.get("unit") or "").rstrip("s")
    if wanted.currency:
        return not wanted.per or wanted.per == unit
    if unit:
        return unit == wanted.unit
    return not wanted.unit or _names_unit(wanted, str(row["field"]))


def _names_unit(wanted: _Amount, field: str) -> bool:
    """A count whose field says what is counted: hours_per_week."""
    return field.startswith(f"{wanted.unit}s") and (not wanted.per or field.endswith(f"_per_{wanted.per}"))


# -- places -----------------------------------------------------------------------------


def _places(text: str) -> list[str]:
    """``Lagos to London`` and ``Batley; Leeds`` are two places each."""
    bare = re.sub(r"^flight to ", "", text)
    return [part.strip() for part in re.split(r";|\bto\b", bare) if part.strip()]


def _has_place(text: str, pool: Pool) -> bool:
    names, codes = _place_names(pool)
    if fold(text) in names or country_code(text) in codes:
        return True
    parts = [part.strip() for part in text.split(",")]
    return len(parts) > 1 and all(fold(p) in names or country_code(p) in codes for p in parts)


def _place_names(pool: Pool) -> tuple[set[str], set[str]]:
    """Every place name of the pool, folded, and every country code."""
    names: set[str] = set()
    codes: set[str] = set()
    for row in pool.rows:
        if row["type"] == "place":
            names |= {fold(str(row[key])) for key in ("text", "town", "region") if row.get(key)}
            names |= _port_names(pool.bank, row.get("code"))
        elif row["field"] in _PLACES and row.get("text"):
            names.add(fold(str(row["text"])))
        elif row["type"] == "multi" and row["item"] == "per_nationality" and row.get("code"):
            codes.add(str(row["code"]))
        if row.get("country"):
            codes.add(str(row["country"]))
    return names, codes


def _port_names(bank: Bank, code: str | None) -> set[str]:
    choice = bank.lists["UK_PORT"].choices.get(code or "")
    return {fold(choice.label)} if choice else set()


# -- people -----------------------------------------------------------------------------


def _has_person(text: str, pool: Pool) -> bool:
    born = re.search(r"\d{4}-\d\d-\d\d", text)
    if born and any(row.get("first") == row.get("last") == born[0] for row in pool.rows):
        return True
    wanted = _labels(text)
    return any(
        wanted & _labels(str(row["text"])) for row in pool.rows if row["type"] in _NAMES and row.get("text")
    )


def _labels(text: str) -> set[str]:
    """The labels that one person or body goes by: whole, and each of two where the sheet gives both."""
    parts = [text, *re.split(r"\(|\)|,?\s+(?:calling himself|known as)\s+", text)]
    bare = [re.sub(r"\s+in the judgment$", "", part.strip()) for part in parts]
    return {fold(part) for part in bare if fold(part)}
