"""One finding: what it is about, how urgent it is, a sentence, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """``ok``: nothing to do. ``look``: a person has to judge. ``act``: something must be done."""

    ok = 0
    look = 1
    act = 2


@dataclass(frozen=True)
class Finding:
    """``about`` is a stable name (``disk``, ``swap``); ``remedy`` is empty when all is well."""

    about: str
    level: Level
    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.level.name:<5} {self.sentence} {self.remedy}".rstrip()


def ok(about: str, sentence: str) -> Finding:
    return Finding(about, Level.ok, sentence)


def look(about: str, sentence: str, remedy: str) -> Finding:
    return Finding(about, Level.look, sentence, remedy)


def act(about: str, sentence: str, remedy: str) -> Finding:
    return Finding(about, Level.act, sentence, remedy)
