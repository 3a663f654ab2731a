"""What kind of text each one is, from its context: a wrong word does most harm in the first ones."""

from __future__ import annotations

import re

from debrief.language import contexts
from debrief.language.catalogues import Key

_KINDS = (
    ("consent", r"con_\w+\.(adult|child)\.\d+"),
    ("openings and ground rules", r"text\.(opening|practice)_\w+"),
    ("to stop, and to point at", r"text\.(stop|break|card)_\w+|wel_stop_signal\.(adult|child)\.\d+"),
    ("questions put to an adult", r"\w+\.adult\.\d+"),
    ("questions put to a child", r"\w+\.child\.\d+"),
    ("closings, and all else that is said", r"text\.\w+"),
    ("choices", r"choice\..+"),
    ("states of an answer", r"state\..+"),
    ("safeguards and their steps", r"(rule|flow|step)\..+"),
    ("advice to the interviewer", r".+\.guidance|section\.\w+\.note"),
    ("titles, labels, fields, cards", r".+\..+"),
    ("refusals", contexts.ERROR),
    ("interface, line mode, papers", ""),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)

KINDS = tuple(kind for kind, _ in _KINDS)
"""The kinds, the most critical first; every text is of the first that fits it."""


def kind_of(context: str | None) -> str:
    """The kind of a text."""
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(context or "")), KINDS[-1])


def by_kind(keys: set[Key]) -> dict[str, set[Key]]:
    """Texts by their kind, every kind named."""
    found: dict[str, set[Key]] = {kind: set() for kind in KINDS}
    for key in keys:
        found[kind_of(key[0])].add(key)
    return found
