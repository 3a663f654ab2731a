"""The parts of the answer types that have several, and the value that their parts make. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from debrief.language import marked
from debrief.language.dates import read_date
from debrief.tui.few import CALENDARS, ORDERS, PERIODS, PRECISIONS, UNITS
from debrief.tui.reading import date_value, read_count, read_sum

Kind: TypeAlias = Literal["line", "page", "few", "own", "country", "language", "currency", "code"]
"""How a part is written: a line, a page, one of a few words, or one of a list (``own``: the item's)."""


@dataclass(frozen=True)
class Part:
    """One part: its name in the value, what it is called, how it is written."""

    name: str
    label: str
    kind: Kind = "line"
    few: Mapping[str, str] | None = None


_WORDS = Part("words", marked("In their words"))
_CALENDAR = marked("Calendar")

PARTS: dict[str, tuple[Part, ...]] = {
    "verbatim_text": (
        Part("original", marked("In the language spoken"), "page"),
        Part("english", marked("As interpreted into English"), "page"),
        Part("language", marked("Language"), "language"),
        Part("checked", marked("Checked translation"), "page"),
    ),
    "name": (
        Part("roman", marked("In Roman letters")),
        Part("script", marked("In own script")),
        Part("order", marked("Which comes first"), "few", ORDERS),
    ),
    "contact": (
        Part("name", marked("Name or number")),
        Part("body", marked("Agency or body")),
        Part("reach", marked("How to reach")),
    ),
    "place": (
        _WORDS,
        Part("town", marked("Town")),
        Part("region", marked("Region")),
        Part("country", marked("Country"), "country"),
        Part("choice", marked("From the list"), "own"),
        Part("code", marked("UN/LOCODE or IATA"), "code"),
        Part("precision", marked("How exact"), "few", PRECISIONS),
    ),
    "partial_date": (
        Part("date", marked("Date")),
        _WORDS,
        Part("calendar", _CALENDAR, "few", CALENDARS),
    ),
    "date_range": (
        Part("start", marked("From")),
        Part("end", marked("To (.. if not over)")),
        Part("start_words", marked("Beginning, in their words")),
        Part("end_words", marked("End, in their words")),
        Part("start_calendar", marked("Calendar of the beginning"), "few", CALENDARS),
        Part("end_calendar", marked("Calendar of the end"), "few", CALENDARS),
    ),
    "count": (Part("count", marked("How many")), _WORDS),
    "duration": (
        Part("amount", marked("How long")),
        Part("unit", marked("Unit"), "few", UNITS),
        _WORDS,
    ),
    "money": (
        Part("amount", marked("How much")),
        Part("currency", marked("Currency"), "currency"),
        Part("per", marked("For"), "few", PERIODS),
        _WORDS,
    ),
    "language": (
        Part("code", marked("Language"), "language"),
        Part("dialect", marked("Dialect, in their word")),
        Part("other", marked("In words")),
    ),
    "signature": (
        Part("staff_id", marked("Staff number")),
        Part("at", marked("Date and time")),
    ),
}
"""By type; the first part is what a line alone means."""

MORE = frozenset({"place", "money", "duration", "contact"})
"""Types of which more is asked after the first line: the rest is mostly known."""

Given: TypeAlias = dict[str, Any]


def value_of(type_: str, parts: Given, language: str) -> Any:
    """The value that the parts make; ``None`` where they make none."""
    make = _MAKE.get(type_)
    return make(parts, language) if make else (parts or None)


def _verbatim(parts: Given, _: str) -> Any:
    return parts if parts.keys() & {"original", "english"} else None


def _name(parts: Given, _: str) -> Any:
    return parts if parts.keys() & {"roman", "script"} else None


def _date(parts: Given, language: str) -> Any:
    date, words, calendar = parts.get("date"), parts.get("words"), parts.get("calendar")
    return date_value(read_date(date or words or "", calendar or "gregorian", language), date, words, calendar)


def _range(parts: Given, language: str) -> Any:
    found = {end: _date(_end(parts, end), language) for end in ("start", "end")}
    return {end: value for end, value in found.items() if value} or None


def _end(parts: Given, end: str) -> Given:
    """The parts of one end of a range, as those of a date."""
    named = {
        "date": parts.get(end),
        "words": parts.get(f"{end}_words"),
        "calendar": parts.get(f"{end}_calendar"),
    }
    return {name: value for name, value in named.items() if value}


def _joined(*words: str | None) -> Given:
    said = "; ".join(word for word in words if word)
    return {"words": said} if said else {}


def _count(parts: Given, _: str) -> Any:
    found = dict(read_count(parts.get("count", "")) or {})
    return {**found, **_joined(found.pop("words", None), parts.get("words"))} or None


def _duration(parts: Given, _: str) -> Any:
    amount = read_count(parts.get("amount", ""))
    return {**({"amount": amount} if amount else {}), **_without(parts, "amount")} or None


def _money(parts: Given, _: str) -> Any:
    """An amount that is no number goes with the words; nothing is lost."""
    amount, rest = parts.get("amount"), _without(parts, "amount", "words")
    found = read_sum(amount) if amount else None
    words = _joined(amount if found is None else None, parts.get("words"))
    return {**(found or {}), **rest, **words} or None


def _language(parts: Given, _: str) -> Any:
    return parts if "code" in parts else None


def _signature(parts: Given, _: str) -> Any:
    return parts if len(parts) == len(PARTS["signature"]) else None


def _without(parts: Given, *names: str) -> Given:
    return {name: value for name, value in parts.items() if name not in names}


_MAKE: dict[str, Callable[[Given, str], Any]] = {
    "verbatim_text": _verbatim,
    "name": _name,
    "partial_date": _date,
    "date_range": _range,
    "count": _count,
    "duration": _duration,
    "money": _money,
    "language": _language,
    "signature": _signature,
}
