"""The small parts of values: texts that may be stored, codes, numbers, dates and times."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from pydantic import AfterValidator, Field, StringConstraints

from debrief.text import is_safe


def _safe(text: str) -> str:
    if not is_safe(text):
        raise ValueError("characters that may not be stored")
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=200_000), AfterValidator(_safe)]
Words = Annotated[str, StringConstraints(max_length=200_000), AfterValidator(_safe)]
"""A text that may be empty."""
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1_000, pattern=r"^[^\n]*$"),
    AfterValidator(_safe),
]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,60}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{2,12}$")]
Decimal = Annotated[str, StringConstraints(pattern=r"^\d{1,15}(\.\d{1,4})?$")]
Whole = Annotated[int, Field(ge=0, le=10_000_000, strict=True)]


_PLAIN = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


def _is_plain(text: str) -> bool:
    """A year, month or day, by far the most dates: seen without the grammar, which takes 5 ms."""
    match = _PLAIN.match(text)
    if not match:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def _edtf(text: str) -> str:
    """EDTF level 1 and the one-of sets; ``..`` alone is an open end."""
    if text == ".." or _is_plain(text):
        return text
    start, slash, end = text.partition("/")
    for part in (start, end) if slash and ".." in (start, end) else (text,):
        if part and part != "..":
            try:
                parse_edtf(part)
            except (EDTFParseException, ValueError, TypeError, AttributeError):
                raise ValueError("not a date in EDTF") from None
    return text


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return text


Edtf = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60, pattern=r"^[0-9XY~?%./,\[\]{}\-]+$"),
    AfterValidator(_edtf),
]
Moment = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)$"),
    AfterValidator(_moment),
]

Identifier = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]+$"), AfterValidator(_safe)
]
