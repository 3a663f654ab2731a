"""What a field is told: a name, a type, words already in the screen's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from debrief.language.scripts import visual


def marked(text: str) -> str:
    """Marks an English text of this package for translation; returns it unchanged."""
    return text


@dataclass(frozen=True)
class Option:
    """One choice: a code, and its label in the screen's language."""

    code: str
    label: str
    exclusive: bool = False
    needs_text: bool = False
    searchable: str = ""


@dataclass(frozen=True)
class FieldSpec:
    """All a field knows.

    ``options`` is its list, ``marks`` the second list of a matrix, ``links`` looks up
    the things of this record it can point to (codes ``person:3``). ``lists`` holds
    lists used by a part: ``country``, ``language``, ``currency``, ``calendar``.
    ``say`` translates this package's own words; ``draw`` sets right-to-left text;
    ``draw_typed`` sets what was typed from right to left once more below the line (None
    where the terminal does it itself); ``now`` is the time, with its zone; ``fields`` are those of a group.
    """

    name: str
    type: str
    label: str
    options: tuple[Option, ...] = ()
    marks: tuple[Option, ...] = ()
    links: Callable[[], tuple[Option, ...]] | None = None
    language: str = "en"
    hint: str = ""
    lists: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    fields: tuple[FieldSpec, ...] = ()
    say: Callable[[str], str] = str
    draw: Callable[[str, int], list[str]] | None = None
    now: Callable[[], datetime] | None = None
    draw_typed: Callable[[str, int], list[str]] | None = visual
