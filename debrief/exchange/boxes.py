"""Text boxes of an online form: how long a text counts there, and how one that is too long is cut.

A box of the NRM form takes 15,000 characters, counted as a browser counts: UTF-16 units, and a line
break as two. What is longer is cut after a sentence; the pieces together are the text, to the letter.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?…。！？؟]+[”’\"')\]]*\s+|\n")
_SPACE = re.compile(r"\s")


def units(text: str) -> int:
    """How long a form counts a text."""
    return len(text.encode("utf-16-le")) // 2 + text.count("\n")


def cut(text: str, longest: int) -> list[str]:
    """Pieces of at most ``longest`` units; ``"".join(pieces) == text``. An empty text has no pieces."""
    if longest < 2:
        raise ValueError("a box takes at least two units: a letter outside the first plane, or a line break")
    pieces = []
    while text:
        end = _end(text, longest)
        pieces.append(text[:end])
        text = text[end:]
    return pieces


def _end(text: str, longest: int) -> int:
    """Where the first piece ends: after the last whole sentence that fits, else a word, else a letter."""
    fits = _fits(text, longest)
    if fits == len(text):
        return fits
    for pattern in (_SENTENCE, _SPACE):
        ends = [found.end() for found in pattern.finditer(text, 0, fits)]
        if ends:
            return ends[-1]
    return fits


def _fits(text: str, longest: int) -> int:
    """How many letters fit."""
    if units(text) <= longest:
        return len(text)
    used = 0
    for n, letter in enumerate(text):
        used += units(letter)
        if used > longest:
            return n
    return len(text)
