"""The words around a date in a language: *about*, *before*, *summer*, and months that CLDR has otherwise.

``locales/<tag>/dates.yaml`` holds them, under the English word that each is read as; a language without
one is read by CLDR's months and the English words. A file that cannot be used is as if it were not there:
what is not understood is kept as it was said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from debrief.places import shipped
from debrief.text import folded

FILE = "dates.yaml"
English = Literal[
    "about", "after", "and", "autumn", "before", "between", "day", "from", "month", "or", "spring", "summer",
    "to", "winter", "year", "~",
]  # fmt: skip
"""What a word may be read as; ``~``: about, said after the date; ``month``, ``day``, ``year``: nothing."""
_Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class DateWords(BaseModel):
    """One file."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    dates: Literal[1]
    words: dict[English, tuple[_Word, ...]]
    months: Annotated[dict[Annotated[int, Field(ge=1, le=12)], tuple[_Word, ...]], Field(max_length=12)] = {}
    """Names of months beside CLDR's, by number."""


def date_words_of(content: bytes) -> DateWords:
    """The content of a file. ``ValueError`` where it cannot be used."""
    try:
        return DateWords.model_validate(yaml.load(content, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError, RecursionError) as error:
        raise ValueError(type(error).__name__) from None


@lru_cache(maxsize=32)
def read_as(tag: str) -> dict[str, str]:
    """Each word of a language, folded, and what it is read as: an English word, or ``m6``."""
    if not tag.replace("_", "").isalnum():
        return {}
    try:
        found = date_words_of((shipped("locales") / tag / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    words: dict[str, str] = {folded(word): english for english, said in found.words.items() for word in said}
    return words | {folded(word): f"m{number}" for number, said in found.months.items() for word in said}
