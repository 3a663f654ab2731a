"""Words that betray, in every language, what a card in a pocket is about: ``locales/betraying.yaml``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

from debrief.places import shipped
from debrief.text import folded

FILE = "betraying.yaml"
_Part = Annotated[str, StringConstraints(min_length=2, max_length=40)]


class _Betraying(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    betraying: Literal[1]
    words: dict[str, tuple[_Part, ...]]


@lru_cache(maxsize=1)
def betraying() -> dict[str, tuple[str, ...]]:
    """The parts of words of each language, folded as they are compared."""
    data = yaml.load((shipped("locales") / FILE).read_bytes(), Loader=yaml.CSafeLoader)
    words = _Betraying.model_validate(data).words
    return {tag: tuple(map(folded, parts)) for tag, parts in words.items()}


def betrays(text: str) -> bool:
    """Whether a text holds such a part of a word, in whatever language it is written."""
    plain = folded(text)
    return any(_stands_in(part, plain) for parts in betraying().values() for part in parts)


def _stands_in(part: str, plain: str) -> bool:
    """Latin letters where a word begins (*azil*, not *Brazil*); other scripts write articles before a word."""
    return bool(re.search(rf"(?<!\w){re.escape(part)}", plain)) if part[0].isascii() else part in plain
