"""What is typed in one line, read as a value: counts, sums, times, passages, dates. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from debrief.language.dates import DateRead
from debrief.text import cleaned, folded

if TYPE_CHECKING:
    from debrief.tui.widgets.spec import Option

_MOST = 10_000_000

_WHOLE = re.compile(r"^(\d{1,8})$")
_AT_MOST = r"^(?:-|–|up to|at most)\s*"
_WHOLE_AT_MOST = re.compile(_AT_MOST + r"(\d{1,8})$", re.IGNORECASE)
WHOLES = re.compile(r"^(\d{1,8})\s*(?:-|–|\bto\b|\bor\b)\s*(\d{1,8})$")
_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,15}(?:\.\d{1,4})?)"
_SUM = re.compile(rf"^{_NUMBER}$")
_SUM_AT_MOST = re.compile(rf"{_AT_MOST}{_NUMBER}$", re.IGNORECASE)
SUMS = re.compile(rf"^{_NUMBER}\s*(?:-|–|\bto\b|\bor\b)\s*{_NUMBER}$")
_ISO = r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"
_DAY_FIRST = r"(?P<d2>\d\d?)[./](?P<m2>\d\d?)[./](?P<y2>\d{4})"
_MOMENT = re.compile(
    rf"^(?:{_ISO}|{_DAY_FIRST})[ T,]+(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_AT = re.compile(r"^([a-z_0-9]+(?:/\d+)?(?:\.[a-z_0-9]+)?|note:\d+)(?:\s+(\d+)\s*-\s*(\d+))?$")


def country_named(words: str, listed: Iterable[Option]) -> str | None:
    """The code of the country whose listed name the words are, all of them; ``None`` where it is not one."""
    wanted = folded(cleaned(words))
    found = [each.code for each in listed if wanted and folded(each.label) == wanted]
    return found[0] if len(found) == 1 else None


def read_count(text: str) -> dict[str, Any] | None:
    """``5`` exact, ``5-7`` a range, ``-7`` (or ``up to 7``) open below, all else words."""
    text = text.strip()
    if not text:
        return None
    if (match := _WHOLE.match(text)) and int(match[1]) <= _MOST:
        return {"from": int(match[1])}
    if (match := _WHOLE_AT_MOST.match(text)) and int(match[1]) <= _MOST:
        return {"to": int(match[1])}
    if match := WHOLES.match(text):
        first, last = int(match[1]), int(match[2])
        if first <= last <= _MOST:
            return {"from": first, "to": last}
    return {"words": text}


def count_words(value: dict[str, Any] | None) -> str:
    """A count as one types it."""
    value = value or {}
    if "words" in value and not value.keys() & {"from", "to"}:
        return str(value["words"])
    if "from" not in value:
        return f"-{value['to']}" if "to" in value else ""
    return "-".join(str(value[end]) for end in ("from", "to") if end in value)


def read_sum(text: str) -> dict[str, str] | None:
    if match := _SUM.match(text):
        return {"from": match[1].replace(",", "")}
    if match := _SUM_AT_MOST.match(text):
        return {"to": match[1].replace(",", "")}
    match = SUMS.match(text)
    if match is None or plain(match[1]) > plain(match[2]):
        return None
    return {"from": match[1].replace(",", ""), "to": match[2].replace(",", "")}


def plain(number: str) -> float:
    return float(number.replace(",", ""))


def read_moment(text: str, now: Callable[[], datetime] | None) -> str | None:
    """ISO 8601 with zone; where none was typed, that of ``now``."""
    match = _MOMENT.match(text.strip())
    if match is None:
        return None
    year, month, day = (match[part] or match[f"{part}2"] for part in "ymd")
    zone = (match["zone"] or "").upper().replace("Z", "+00:00")
    try:
        clock = f"{match['hour']:0>2}:{match['minute']}:{match['second'] or '00'}"
        when = datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{clock}{zone}")
    except ValueError:
        return None
    if when.tzinfo is None and now is not None:
        when = when.replace(tzinfo=now().tzinfo)
    return written(when, seconds=bool(match["second"])) if when.tzinfo else None


def written(when: datetime, seconds: bool = False) -> str:
    """``2011-07-19T14:05+01:00``."""
    return when.isoformat(timespec="seconds" if seconds else "minutes")


def moment_typed(value: str, now: Callable[[], datetime] | None) -> str:
    """A moment as one types it, ``2011-07-19 14:05``; as it is written where that would be read as another."""
    plain = value[:16].replace("T", " ")
    return plain if read_moment(plain, now) == value else value


def read_passage(text: str) -> dict[str, Any] | None:
    """``rcr_open 10-52`` as a passage, or None."""
    match = _AT.match(text.strip())
    if not match:
        return None
    places = {"start": match[2], "end": match[3]}
    return {"at": match[1], **{name: int(number) for name, number in places.items() if number}}


def passage_written(passage: dict[str, Any]) -> str:
    """The passage as one types it."""
    if "start" in passage and "end" in passage:
        return f"{passage['at']} {passage['start']}-{passage['end']}"
    return str(passage["at"])


def date_value(read: DateRead, date: str | None, words: str | None, calendar: str | None) -> Any:
    """A partial date from what was typed and what was said; None when blank."""
    if not date and not words:
        return None
    typed = date if date not in (read.edtf, read.in_calendar) else None
    found = {"edtf": read.edtf, "words": words or typed, "calendar": calendar, "in_calendar": read.in_calendar}
    return {name: value for name, value in found.items() if value}
