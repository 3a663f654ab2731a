"""Names of countries, languages and currencies, dates and numbers: CLDR's, through Babel.

Codes are ISO 3166-1 alpha-2, ISO 639-3 and ISO 4217. Lists are sorted by their
folded names, since Python has no CLDR collation and Á or Đ would come last.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.languages import get_official_languages
from babel.numbers import format_decimal

from debrief.language.current import current
from debrief.language.supported import cldr

NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of CLDR that name no country."""

ALSO_CALLED = {
    "CD": ("DRC", "Congo-Kinshasa", "Zaire"),
    "CI": ("Ivory Coast",),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "NL": ("Holland",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "US": ("USA", "America"),
    "VA": ("Holy See",),
}
"""Names people say that CLDR's English list, as Babel carries it, does not have."""

_PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_NOT_WORDS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Named:
    """A code and what it is called on the screen."""

    code: str
    name: str


def fold(text: str) -> str:
    """A text as it is compared: no case, no accents, đ as d, and words parted by one space.

    The vowel signs of Hindi, Bengali or Burmese, which are marks as well, stay in their words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    lower = bare.casefold().translate(_PLAIN).replace("'", "").replace("’", "")
    if not lower.isascii():
        lower = "".join(" " if _parts(c) else c for c in lower)
        return " ".join(lower.split())
    return _NOT_WORDS.sub(" ", lower).strip()


def _parts(sign: str) -> bool:
    return not (sign.isalnum() or sign == "_" or unicodedata.category(sign)[0] == "M")


def countries(language: str | None = None) -> list[Named]:
    """Every country in the language of the screen, or of another tag."""
    return list(_countries(_tag(language)))


def country(code: str, language: str | None = None) -> str | None:
    """A country's name; None for a code that is not a country's."""
    if code not in _codes():
        return None
    names = cldr(_tag(language)).territories
    return str(names.get(code) or Locale("en").territories[code])


def find_country(typed: str, language: str | None = None) -> list[Named]:
    """The countries whose name holds what was typed, nearest first.

    Any part of the name, with or without accents, in the language of the screen
    or in English. A name that begins with it comes first, then one with a word
    that does, then the others. Where neither has it, what each country calls
    itself is searched; the first time, that takes half a second."""
    wanted = fold(typed)
    if not wanted:
        return countries(language)
    tag = _tag(language)
    return _matching(wanted, _searchable(tag)) or _matching(wanted, _searchable_endonyms(tag))


def language_name(code: str, language: str | None = None) -> str | None:
    """A language's name by its ISO 639-3 code (``vie``) or tag (``vi``); None if CLDR has none.

    CLDR names the larger languages by their two-letter codes, and lacks many of
    the smaller (Fuzhou, Sylheti): the caller has a name for those."""
    locale = cldr(_tag(language))
    short = get_global("language_aliases").get(code, code)
    for names in (locale.languages, Locale("en").languages):
        name = names.get(code) or names.get(short)
        if name:
            return str(name)
    return None


def currencies(language: str | None = None) -> list[Named]:
    """Every currency (ISO 4217) in the language of the screen, sorted by name."""
    locale = cldr(_tag(language))
    known = {**Locale("en").currencies, **locale.currencies}
    return sorted((Named(code, name) for code, name in known.items()), key=_by_name)


def currency(code: str, language: str | None = None) -> str | None:
    """A currency's name by its ISO 4217 code; None if there is no such code."""
    locale = cldr(_tag(language))
    return locale.currencies.get(code) or Locale("en").currencies.get(code)


def day(
    date: datetime.date,
    language: str | None = None,
    length: Literal["short", "medium", "long", "full"] = "long",
) -> str:
    """A day of the Gregorian calendar, written as the language writes it."""
    return format_date(date, length, locale=cldr(_tag(language)))


def number(value: int, language: str | None = None) -> str:
    """A whole number, grouped as the language groups it."""
    return format_decimal(value, locale=cldr(_tag(language)))


Names = tuple[tuple[Named, tuple[str, ...]], ...]
"""Each country with the folded names it is found by."""

_BEGINS, _A_WORD_BEGINS, _HOLDS, _NOT_THERE = range(4)


def _matching(wanted: str, searched: Names) -> list[Named]:
    ranked = []
    for found, names in searched:
        nearest = min((_rank(wanted, name) for name in names), default=_NOT_THERE)
        if nearest < _NOT_THERE:
            ranked.append((nearest, fold(found.name), found))
    return [found for *_, found in sorted(ranked, key=lambda row: row[:2])]


def _rank(wanted: str, name: str) -> int:
    if name.startswith(wanted):
        return _BEGINS
    if f" {wanted}" in name:
        return _A_WORD_BEGINS
    return _HOLDS if wanted in name else _NOT_THERE


def _tag(language: str | None) -> str:
    return language or current().tag


def _by_name(named: Named) -> tuple[str, str]:
    return fold(named.name), named.code


@cache
def _codes() -> frozenset[str]:
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES


@cache
def _countries(tag: str) -> tuple[Named, ...]:
    named = (Named(code, country(code, tag) or code) for code in _codes())
    return tuple(sorted(named, key=_by_name))


@cache
def _searchable(tag: str) -> Names:
    english = Locale("en").territories
    return tuple(
        (it, tuple(map(fold, (it.name, str(english[it.code]), *_also(it.code))))) for it in _countries(tag)
    )


@cache
def _searchable_endonyms(tag: str) -> Names:
    return tuple((it, tuple(map(fold, _endonyms(it.code)))) for it in _countries(tag))


def _also(code: str) -> tuple[str, ...]:
    return (*ALSO_CALLED.get(code, ()), code)


@cache
def _endonyms(code: str) -> tuple[str, ...]:
    """What a country calls itself, in its official languages."""
    names = []
    for spoken in get_official_languages(code, regional=True, de_facto=True):
        try:
            names.append(Locale.parse(spoken).territories.get(code))
        except (UnknownLocaleError, ValueError):
            continue  # CLDR lists the language but carries no data for it
    return tuple(name for name in names if name)
