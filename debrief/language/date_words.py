"""Dates in EDTF, said in words: what a reader is shown that the program understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from debrief.text import put_in


def in_words(edtf: str, language: str = "en", say: Callable[[str], str] = str) -> str:
    """An EDTF date in words of ``language``; ``say`` translates the few words between."""
    start, slash, end = edtf.partition("/")
    if edtf.startswith("["):
        parts = [_one(part, language, say) for part in edtf.strip("[]").split(",")]
        return put_in(say(_ONE_OF), {"dates": ", ".join(parts)})
    if not slash:
        return say(_OPEN) if edtf == ".." else _one(edtf, language, say)
    if start in ("", ".."):
        return put_in(say(_UP_TO), {"date": _one(end, language, say)})
    if end in ("", ".."):
        return put_in(say(_ONWARD), {"date": _one(start, language, say)})
    ends: dict[str, str | int] = {"start": _one(start, language, say), "end": _one(end, language, say)}
    return put_in(say(_RANGE), ends)


def _one(edtf: str, language: str, say: Callable[[str], str]) -> str:
    core, mark = (edtf[:-1], edtf[-1]) if edtf[-1:] in "~?%" else (edtf, "")
    shown = _core(core, language, say)
    return put_in(say(_MARKS[mark]), {"date": shown}) if mark else shown


def _core(edtf: str, language: str, say: Callable[[str], str]) -> str:
    numbers = edtf.split("-")
    if not all(number.isdigit() for number in numbers):
        return edtf  # 199X reads itself
    year, month, day = [*map(int, numbers), 1, 1][:3]
    if len(numbers) == 1:
        return edtf
    if month in _SEASON_WORDS:
        return put_in(say(_SEASON_WORDS[month]), {"year": year})
    when, locale = date(year, month, day), _locale(language)
    if len(numbers) == 3:
        return format_date(when, "long", locale=locale)
    return format_skeleton("yMMMM", when, locale=locale)


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse("en_GB" if tag == "en" else tag, sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


def marked(text: str) -> str:
    """Marks an English text of this module for translation; returns it unchanged."""
    return text


_ONE_OF = marked("one of: {dates}")
_OPEN = marked("not ended")
_UP_TO = marked("{date} or before")
_ONWARD = marked("{date} or later")
_RANGE = marked("{start} to {end}")
_MARKS = {
    "~": marked("about {date}"),
    "?": marked("{date}, not sure"),
    "%": marked("about {date}, not sure"),
}
_SEASON_WORDS = {
    21: marked("spring {year}"),
    22: marked("summer {year}"),
    23: marked("autumn {year}"),
    24: marked("winter {year}"),
}
