"""Places and days as they are compared."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from debrief.bank.dates import bounds

from .names import words
from .numbers import NOTHING, Key


def place(town: str | None, country: str | None) -> Key:
    """Country and folded name: ``VN/hai phong``. Whole with both."""
    name = " ".join(words(town)) if town else ""
    if not name and not country:
        return NOTHING
    return Key(f"{country or '--'}/{name}", bool(name and country))


def postcode(raw: str) -> Key:
    """A postcode without its gap. Whole as a British one is; others are kept as said."""
    text = re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", raw).upper())
    return Key(text or None, bool(re.match(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$", text)))


def born(edtf: str) -> Key:
    """A birth date as far as known: the day, else the month, else the year. Whole is a day."""
    first, last = bounds(edtf)
    if first is None or last is None:
        return NOTHING
    return Key(_shared(first, last), first == last)


def _shared(first: date, last: date) -> str | None:
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.year:04d}" if first.year == last.year else None
