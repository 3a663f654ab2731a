"""Pseudo-locales: the whole interface in a language nobody speaks, to find what would break.

    accented("Next")      ⟦Ñéxt··⟧       a third longer, every letter still to be read
    mirrored("Next")      ⟦نكست··⟧       Arabic letters: joined, and drawn from the right

A text on the screen without ⟦ escaped translation. ``{facts}`` stay as they are.
They are generated and are never files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

FACT = re.compile(r"(\{\w*\})")
"""A place for a value in a text."""
_ACCENTS = str.maketrans("AaCcDdEeGgIiLlNnOoRrSsTtUuWwYyZz", "ÅáÇçĎďÉéĞğÎíĻļÑñÖöŘřŠšŤťÛüŴŵÝýŽž")
_ARABIC = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكدهفجحيغكلمنوبقرستوفوكيز", strict=True)))


@dataclass(frozen=True)
class Pseudo:
    """One pseudo-locale: its names, direction and what it does to a text."""

    english: str
    own: str
    direction: Literal["ltr", "rtl"]
    says: Callable[[str], str]


def accented(text: str) -> str:
    """The text with accents and a third longer, left to right."""
    return _dressed(text, lambda part: part.translate(_ACCENTS))


def mirrored(text: str) -> str:
    """The text in Arabic letters and a third longer, right to left."""
    return _dressed(text, lambda part: part.lower().translate(_ARABIC))


def _dressed(text: str, change: Callable[[str], str]) -> str:
    """Changed outside its ``{facts}``, lengthened and put between brackets."""
    parts = FACT.split(text)  # every second part is a fact
    changed = [part if n % 2 else change(part) for n, part in enumerate(parts)]
    longer = "·" * max(1, len(text) // 3)
    return f"⟦{''.join(changed)}{longer}⟧"


PSEUDO = {
    "qps": Pseudo("Pseudo", accented("Pseudo"), "ltr", accented),
    "qps_Arab": Pseudo("Pseudo, right to left", mirrored("Pseudo"), "rtl", mirrored),
}
