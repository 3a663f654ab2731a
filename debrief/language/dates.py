"""Dates as people say them, read into EDTF (``date_words`` says them back).

``read_date("16 or 17 June 2020")`` gives ``[2020-06-16,2020-06-17]``. What is not
understood is not guessed: the words are kept by whoever asked, and ``edtf`` is None.
Day comes before month. A date of another calendar becomes the Gregorian days it can
mean. Source: ISO 8601-2:2019 (EDTF); decisions in design part 5.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from debrief.language.calendars import CALENDARS, Day, NoSuchDay
from debrief.language.dated import read_as
from debrief.text import folded

YEARS = range(1850, 2101)
"""Gregorian years a living person speaks of; another year is another calendar, or a slip."""

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ABOUT = re.compile(r"^(?:about|around|approximately|roughly|perhaps|maybe|circa|ca?\.?|~)\s*(?=[\dm]|s\d)|~$")
_FILLER = re.compile(r"\b(?:the|of|in|on|early|mid|late|end|beginning|start|sometime|year|month|day)\b|[,،、]")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_BEFORE = re.compile(r"^(?:before|until|till|by|up to|not after)\s+(.+)$")
_AFTER = re.compile(r"^(?:after|since|from|not before)\s+(.+)$")
_BEFORE_IT = re.compile(r"^(.+?)\s+before$")  # Chinese says so
_AFTER_IT = re.compile(r"^(.+?)\s+after$")
_BETWEEN = re.compile(r"^(?:between\s+(.+?)\s+and|from\s+(.+?)\s+(?:to|until|till))\s+(.+)$")
_TO = re.compile(
    r"^(.+?)\s*(?:\bto\b|–|—|\s-\s|(?<=\d{4})\s*-\s*(?=\d{4}$)"  # 2003-2005
    r"|(?<=^\d)-(?=\d+ )|(?<=^\d\d)-(?=\d+ ))\s*(.+)$"  # 10-12 m6 2011
)
_OR = re.compile(r"\s*\bor\b\s*")


@dataclass(frozen=True)
class DateRead:
    """What was understood. ``impossible``: it reads like a date, but there is no such day."""

    edtf: str | None = None
    in_calendar: str | None = None
    impossible: bool = False


@dataclass(frozen=True)
class _Point:
    """A year, a month, a day, a season or a decade; ``no_month``: the day is known alone."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: bool = False
    no_month: bool = False

    def __str__(self) -> str:
        if self.decade:
            return f"{self.year // 10}X"
        if self.season:
            return f"{self.year:04}-{self.season}"
        if self.no_month:
            return f"{self.year:04}-XX-{self.day:02}"
        parts = [f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p)]
        return "-".join(parts)


def read_date(words: str, calendar: str = "gregorian", language: str = "en") -> DateRead:
    """Read ``words`` in ``calendar`` (codes of CALENDAR), with the months of ``language``.

    Only ``gregorian``, ``persian``, ``islamic`` and ``ethiopian`` are read; a date of
    any other calendar stays words.
    """
    text = _plain(words, calendar, language)
    if calendar not in ("gregorian", "", *CALENDARS) or not text:
        return DateRead()
    try:
        if calendar not in CALENDARS and _is_edtf(words.strip()):
            return DateRead(words.strip())
        return _Reader(calendar if calendar in CALENDARS else None).read(text)
    except NoSuchDay:
        return DateRead(impossible=True)
    except _Unread:
        return DateRead()


_EDTF = re.compile(r"^(?:\[?[\dX]{4}|\.\.|\[\.\.)[\dX~?%./,\[\]-]*$")


def _is_edtf(text: str) -> bool:
    """Already EDTF; ``..`` is an end not known yet."""
    if not _EDTF.match(text):
        return False
    start, _, end = text.partition("/")
    parts = [part for part in (start, end) if part not in ("", "..")] if ".." in text else [text]
    try:
        read = [parse_edtf(part) for part in parts]
        bounds = [(one.lower_strict(), one.upper_strict()) for one in read]
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        return False
    if any(lower > upper for lower, upper in bounds):
        raise NoSuchDay
    return all(lower[0] in YEARS for lower, _ in bounds)


class _Unread(Exception):
    pass


class _Reader:
    """Reads a plain text; one for each text."""

    def __init__(self, calendar: str | None) -> None:
        self.calendar = CALENDARS[calendar] if calendar else None

    def read(self, text: str) -> DateRead:
        if match := _BETWEEN.match(text):
            return self.between(match[1] or match[2], match[3])
        if match := _BEFORE.match(text) or _BEFORE_IT.match(text):
            return self.made("..", self.point(match[1]))
        if match := _AFTER.match(text) or _AFTER_IT.match(text):
            return self.made(self.point(match[1]), "..")
        if _OR.search(text):
            return self.one_of([part for part in _OR.split(text) if part])
        if (match := _TO.match(text)) and self._is_point(match[2]):
            return self.between(match[1], match[2])
        return self.single(text)

    def _is_point(self, text: str) -> bool:
        try:
            self.point(text)
        except (_Unread, NoSuchDay):
            return False
        return True

    def between(self, start: str, end: str) -> DateRead:
        last = self.point(end)
        first = self.point(_completed(start, end))
        if self.days(first)[0] > self.days(last)[1]:
            raise NoSuchDay
        return self.made(first, last)

    def one_of(self, parts: list[str]) -> DateRead:
        if len(parts) < 2:
            raise _Unread
        points = [self.point(_completed(part, parts[-1])) for part in parts]
        if self.calendar or any(point.season or point.decade for point in points):
            spans = [self.days(point) for point in points]
            first, last = min(s[0] for s in spans), max(s[1] for s in spans)
            return DateRead(f"{first}/{last}", self.written(f"[{','.join(map(str, points))}]"))
        return DateRead(f"[{','.join(str(point) for point in points)}]")

    def single(self, text: str) -> DateRead:
        about, text = bool(_ABOUT.search(text)), _ABOUT.sub("", text).strip()
        unsure = text.endswith("?") and not _DECADE.match(text)
        text = text.removesuffix("?").strip() if unsure else text
        mark = "%" if about and unsure else "~" if about else "?" if unsure else ""
        point = self.point(text)
        if self.calendar:
            first, last = self.days(point)
            edtf = f"{first}{mark}" if first == last else f"{first}{mark}/{last}{mark}"
            return DateRead(edtf, f"{point}{mark}")
        if mark and (point.season or point.decade or point.no_month):
            months = [str(_Point(day.year, day.month)) + mark for day in self.days(point)]
            return DateRead("/".join(months))
        return DateRead(f"{point}{mark}")

    def made(self, start: _Point | str, end: _Point | str) -> DateRead:
        if not self.calendar:
            ends = [p if isinstance(p, str) else self._bound(p, n) for n, p in enumerate((start, end))]
            return DateRead("/".join(ends))
        first = start if isinstance(start, str) else str(self.days(start)[0])
        last = end if isinstance(end, str) else str(self.days(end)[1])
        return DateRead(f"{first}/{last}", f"{start}/{end}")

    def _bound(self, point: _Point, which: int) -> str:
        """As the end of a range: a season or decade by the month it begins or ends in."""
        if point.season or point.decade or point.no_month:
            day = self.days(point)[which]
            return f"{day.year:04}-{day.month:02}"
        return str(point)

    def written(self, text: str) -> str | None:
        return text if self.calendar else None

    def days(self, point: _Point) -> tuple[Day, Day]:
        """First and last day a point can mean, Gregorian."""
        if self.calendar:
            return self.calendar.days(point.year, point.month, point.day)
        return _gregorian_days(point)

    def point(self, text: str) -> _Point:
        point = _point(text.strip(), american=self.calendar is None)
        if self.calendar:
            if point.season or point.decade or point.no_month:
                raise _Unread
        elif point.year not in YEARS:
            raise NoSuchDay
        self.days(point)  # is there such a day?
        return point


def _gregorian_days(point: _Point) -> tuple[Day, Day]:
    year = point.year
    if point.decade:
        return Day(year, 1, 1), Day(year + 9, 12, 31)
    if point.season == 24:  # either winter that touches the year
        return Day(year - 1, 12, 1), Day(year + 1, 3, 1).before()
    if point.season:
        month = 3 * (point.season - 20)
        return Day(year, month, 1), Day(year, month + 3, 1).before()
    if point.no_month:
        return Day(year, 1, 1), Day(year, 12, 31)
    if point.month is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    if not 1 <= point.month <= 12:
        raise NoSuchDay
    first = Day(year, point.month, 1)
    last = (Day(year + point.month // 12, point.month % 12 + 1, 1)).before()
    if point.day is None:
        return first, last
    if not 1 <= point.day <= last.day:
        raise NoSuchDay
    day = Day(year, point.month, point.day)
    return day, day


_DECADE = re.compile(r"^\d{3}[?x]$")
_POINTS = [
    (re.compile(r"^(\d{4})$"), "y"),
    (re.compile(r"^(\d{3})0s$"), "decade"),
    (re.compile(r"^(\d{3})[?x]$"), "decade"),
    (re.compile(r"^(\d{1,2}|m\d+)[./ -]+(\d{4})$"), "my"),
    (re.compile(r"^(\d{4})[./ -]+(\d{1,2}|m\d+)$"), "ym"),
    (re.compile(r"^(\d{1,2})[./ -]+(\d{1,2}|m\d+)[./ -]+(\d{4})$"), "dmy"),
    (re.compile(r"^(m\d+)[./ -]+(\d{1,2})[./ -]+(\d{4})$"), "mdy"),
    (re.compile(r"^(\d{4})[./ -]+(\d{1,2}|m\d+)[./ -]+(\d{1,2})$"), "ymd"),
    (re.compile(r"^[?x]{1,2}[./ -]+(\d{1,2}|m\d+)[./ -]+(\d{4})$"), "my"),
    (re.compile(r"^(\d{1,2})[./ -]+[?x]{1,2}[./ -]+(\d{4})$"), "dy"),
    (re.compile(r"^s(2[1-4]) (\d{4})$"), "sy"),
    (re.compile(r"^(\d{4}) s(2[1-4])$"), "ys"),
    (re.compile(r"^(\d{4})-(2[1-4])$"), "ys"),
]


def _point(text: str, american: bool) -> _Point:
    for pattern, order in _POINTS:
        if match := pattern.match(text):
            numbers = [int(group.lstrip("ms")) for group in match.groups()]
            if order == "ym" and numbers[1] in range(21, 25):
                order = "ys"
            return _placed(order, numbers, american)
    raise _Unread


def _placed(order: str, numbers: list[int], american: bool) -> _Point:
    if order == "decade":
        return _Point(numbers[0] * 10, decade=True)
    at = dict(zip(order, numbers, strict=True))
    year, month, day = at["y"], at.get("m"), at.get("d")
    if american and order == "dmy" and month and day and month > 12 >= day:
        month, day = day, month  # 06/25/1990 can only be said the American way
    if month == 0 or day == 0 or (order == "dy" and (day or 0) > 31):
        raise NoSuchDay
    return _Point(year, month, day, at.get("s"), no_month=order == "dy")


def _completed(part: str, whole: str) -> str:
    """``16`` beside ``17 m6 2020`` is ``16 m6 2020``; ``m5`` beside ``m6 2020`` is ``m5 2020``."""
    part, tail = part.strip(), whole.strip().split()
    if re.search(r"\d{4}", part) or re.match(r"^\d{3}0s$", part):
        return part
    if re.fullmatch(r"\d{1,2}", part) and len(tail) == 3:
        return " ".join([part, *tail[1:]])
    if re.fullmatch(r"(?:\d{1,2} )?m\d+|s\d+", part):
        return f"{part} {tail[-1]}"
    return part


def _plain(words: str, calendar: str, language: str) -> str:
    """Folded, digits as 0-9, months as ``m6``, seasons as ``s22``, without filling words."""
    text = folded("".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in words))
    for name, number in _names(calendar, language):
        text = re.sub(_whole(name), f" {number} ", text)
    text = _ORDINAL.sub(r"\1", _FILLER.sub(" ", text))
    return " ".join(text.split())


def _whole(name: str) -> str:
    """Where a name stands by itself, between no letters: Arabic writes *and 2011* in one, and Chinese parts
    no words at all."""
    if name[-1] >= "\u2e80":
        return rf"(?<!\d){re.escape(name)}" if name[0].isdigit() else re.escape(name)
    end = r"(?![^\W\d])" if name.isalpha() else r"(?!\w)"
    return rf"(?<!\w){re.escape(name)}{end}\.?"


@lru_cache(maxsize=64)
def _names(calendar: str, language: str) -> tuple[tuple[str, str], ...]:
    names = {name: f"s{code}" for name, code in _SEASONS.items()}
    names |= {word: names.get(english, english) for word, english in read_as(language).items()}
    if calendar in CALENDARS:
        months = CALENDARS[calendar].months
        names |= {folded(name): f"m{number}" for name, number in months.items()}
        return tuple(sorted(names.items(), key=lambda pair: -len(pair[0])))
    for tag in ("en", language):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names |= _cldr_months(tag, width, context)
    return tuple(sorted(names.items(), key=lambda pair: -len(pair[0])))


def _cldr_months(tag: str, width: str, context: str) -> dict[str, str]:
    try:
        locale = Locale.parse(tag, sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError):
        return {}
    names = get_month_names(width, context, locale=locale)  # type: ignore[arg-type]
    found = {folded(name).rstrip("."): f"m{n}" for n, name in names.items() if not name.isdigit()}
    return found | ({"sept": "m9"} if tag == "en" else {})
