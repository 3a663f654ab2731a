"""Comparing a value as a case sheet writes it with typed rows of the repository.

What the script made up never counts, and a text in which nothing can be read is
never found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from debrief.bank import Bank
from debrief.bank.dates import bounds
from debrief.language import fold
from debrief.play.amounts import amounts, has_amount
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
_PLACES = frozenset({"pl_address_lines", "pl_town", "pl_region", "pl_postcode", "pl_country", "o_name"})
"""Fields that name a place; a factory or shop is named by what it trades as."""
_NAMES = frozenset({"name", "short_text", "contact"})


@dataclass(frozen=True)
class Pool:
    """The rows among which a fact's values are looked for."""

    bank: Bank
    rows: tuple[Mapping[str, Any], ...]


def holds(value: SheetValue, pool: Pool) -> bool:
    """Whether the pool has the value in a typed field."""
    pool = Pool(pool.bank, tuple(row for row in pool.rows if not row.get("made_up")))
    match value.kind:
        case "date":
            return _has_date(value.text, pool)
        case "amount":
            found = [has_amount(each, pool.rows) for each in amounts(value.text)]
            return bool(found) and all(found)
        case "place":
            held = [_has_place(each, pool) for each in _places(value.text)]
            return bool(held) and all(held)
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


# -- places -----------------------------------------------------------------------------


def _places(text: str) -> list[str]:
    """``Lagos to London`` and ``Batley; Leeds`` are two places each."""
    bare = re.sub(r"^flight to ", "", text)
    return [part.strip() for part in re.split(r";|\bto\b", bare) if part.strip()]


def _has_place(text: str, pool: Pool) -> bool:
    names, codes = _place_names(pool)
    if fold(text) in names or country_code(text) in codes:
        return True
    parts = [re.sub(r"^(?:an?|the)\s+", "", part.strip()) for part in text.split(",")]
    return len(parts) > 1 and all(fold(p) in names or country_code(p) in codes for p in parts)


def _place_names(pool: Pool) -> tuple[set[str], set[str]]:
    """Every place name of the pool, folded, and every country code."""
    names: set[str] = set()
    codes: set[str] = set()
    for row in pool.rows:
        if row["type"] == "place":
            names |= {fold(str(row[key])) for key in ("text", "town", "region") if row.get(key)}
            names.add(fold(_label(pool.bank, "UK_PORT", row.get("code"))))
        elif row["field"] in _PLACES and row.get("text"):
            names |= {fold(part) for part in [str(row["text"]), *str(row["text"]).split(",")]}
        elif row["field"] == "pl_kind":
            names.add(fold(_label(pool.bank, "PREMISES", row.get("code"))))
        elif row["type"] == "multi" and row["item"] == "per_nationality" and row.get("code"):
            codes.add(str(row["code"]))
        if row.get("country"):
            codes.add(str(row["country"]))
    return names - {""}, codes


def _label(bank: Bank, name: str, code: str | None) -> str:
    choice = bank.lists[name].choices.get(code or "")
    return choice.label if choice else ""


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
