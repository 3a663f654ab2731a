"""Writing systems in a grid of cells: width, direction, and right-to-left text made visible.

Text is kept in the order it is read (logical order) everywhere: stored,
searched, exported. Only the last step before drawing changes it, and in this
order: join the letters, wrap by cells, put each line in visual order, set it
against the right edge. Reordering before wrapping would put the end of the
sentence on the first line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Literal

Direction = Literal["ltr", "rtl"]

_ISOLATE, _END = "\u2066", "\u2069"
_DIALLED = 7
"""A number of fewer digits is no telephone number."""
_D = "0-9\u06f0-\u06f9"
"""The digits that a right-to-left letter turns round: European and Persian ones."""
_DAY = rf"[{_D}]{{4}}-[{_D}X]{{2}}(?:-[{_D}X]{{2}})?(?:[T ][{_D}]{{2}}:[{_D}]{{2}}(?::[{_D}]{{2}})?)?[?~%]?"
_PHONE = rf"(?:\+|0|\([+0][{_D}]*\))(?:[{_D}?\x20./-]|\([{_D}]+\))*[{_D}?]"
_NUMBER = rf"(?<![\w+./-])(?:(?P<day>{_DAY}(?:/{_DAY})?)|{_PHONE})(?![\w/-])"
"""On its own: not the figures of ``LA-2011-17``, which its letters keep together."""
_HIDDEN = {ord("("): 0xF0028, ord(")"): 0xF0029}
"""The brackets of a number, out of sight while those of the sentence are turned round."""
_SHOWN = {hidden: bracket for bracket, hidden in _HIDDEN.items()}
_STEERING = dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
PROBE = "\u0915\u093e"  # one letter and one spacing vowel sign (Devanagari kā)
"""Print this and ask the terminal where the cursor is: 2 cells, or 1."""


def direction(text: str) -> Direction | None:
    """The direction of the first letter that has one; None for digits and signs alone."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def cells(text: str, *, probe: int = 1) -> int:
    """How many cells a text takes in a terminal that draws ``PROBE`` in ``probe`` cells.

    xterm, VTE and tmux give a spacing vowel sign (Hindi, Punjabi, Bengali) a
    cell of its own (2); kitty and mlterm do not (1)."""
    return sum(_cell(char, probe) for char in text)


def count_signs(widths: Iterable[tuple[int, int, int]], probe: int) -> list[tuple[int, int, int]]:
    """A table of ``(first, last, cells)`` corrected for what the terminal answered.

    Where it draws ``PROBE`` in 2 cells, spacing vowel signs (category Mc) that
    the table gives none are given one; otherwise the table stays as it is."""
    if probe != 2:
        return list(widths)
    return [run for width in widths for run in _split(*width)]


def visual(
    text: str, width: int, direction: Direction = "rtl", measure: Callable[[str], int] = cells
) -> list[str]:
    """The lines to draw, first cell first, none wider than ``width`` cells.

    A right-to-left text is set against the right edge, each line exactly
    ``width`` cells. ``measure`` counts cells as the screen does. A paragraph
    that is empty stays an empty line. Control characters of direction have done
    their work afterwards and are left out."""
    base = "R" if direction == "rtl" else "L"
    drawn = []
    for paragraph in text.split("\n"):
        for line in wrap(_join(paragraph), width, measure) or [""]:
            shown = _reorder(line, base).translate(_STEERING)
            room = " " * (width - measure(shown)) if direction == "rtl" else ""
            drawn.append(room + shown)
    return drawn


def wrap(text: str, width: int, measure: Callable[[str], int] = cells) -> list[str]:
    """Lines of whole words, none wider than ``width`` cells; a longer word is cut by cells.

    A letter is never parted from a mark that takes no cell. ``width`` is at
    least 2, so that any one letter fits."""
    width = max(2, width)
    lines: list[str] = []
    for word in text.split():
        for piece in _cut(word, width, measure):
            longer = f"{lines[-1]} {piece[0]}" if lines and not piece[1] else piece[0]
            if lines and not piece[1] and measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece[0])
    return lines


def _cut(word: str, width: int, measure: Callable[[str], int]) -> Iterator[tuple[str, bool]]:
    """The word in pieces that fit, each with whether it goes on from the piece before."""
    piece, goes_on = "", False
    for char in word:
        if piece and measure(piece + char) > width:
            yield piece, goes_on
            piece, goes_on = "", True
        piece += char
    yield piece, goes_on


def _cell(char: str, probe: int) -> int:
    kind = unicodedata.category(char)
    if kind == "Mc":
        return 1 if probe == 2 else 0
    if kind in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _split(first: int, last: int, width: int) -> Iterator[tuple[int, int, int]]:
    if width:
        yield first, last, width
        return
    run = first
    for point in range(first, last + 1):
        if unicodedata.category(chr(point)) == "Mc":
            if run < point:
                yield run, point - 1, 0
            yield point, point, 1
            run = point + 1
    if run <= last:
        yield run, last, 0


def _join(text: str) -> str:
    """Arabic letters in the forms they take beside each other; nothing else changes."""
    return text if _left_to_right(text) else str(_reshaper().reshape(text))


def _left_to_right(text: str) -> bool:
    """Whether nothing in the text is written from the right."""
    return not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


def _reorder(line: str, base: str) -> str:
    from bidi import get_display  # 20 ms to load: only where something is written from the right

    return _mirrored(str(get_display(re.sub(_NUMBER, _apart, line), base_dir=base))).translate(_SHOWN)


def _apart(found: re.Match[str]) -> str:
    """A day or a telephone number, kept in the order it is written in (an isolate, UAX 9).

    Behind an Arabic letter the groups of ``2020-06-15`` would be drawn from the right: 15-06-2020. A range
    (``5-7``) is left as it is: it is read from the right."""
    number = found[0]
    whole = found["day"] or sum(sign.isdecimal() or sign == "?" for sign in number) >= _DIALLED
    return f"{_ISOLATE}{number.translate(_HIDDEN)}{_END}" if whole else number


def _mirrored(shown: str) -> str:
    """A line in visual order with its brackets facing each other again.

    The reordering leaves each bracket as it was written, so that what runs from right to left shows ``)a(``.
    A bracket that closes before one of its kind opens has been turned round: both are turned back."""
    signs = list(shown)
    closing: dict[str, list[int]] = {kind: [] for kind in _OPENS}
    opening: dict[str, list[int]] = {kind: [] for kind in _OPENS}
    for at, sign in enumerate(shown):
        if sign in _OPENS:
            if closing[sign]:
                signs[closing[sign].pop()], signs[at] = sign, _OPENS[sign]
            else:
                opening[sign].append(at)
        elif sign in _CLOSES:
            if opening[_CLOSES[sign]]:
                opening[_CLOSES[sign]].pop()
            else:
                closing[_CLOSES[sign]].append(at)
    return "".join(signs)


_OPENS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_CLOSES = {closes: opens for opens, closes in _OPENS.items()}


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    # not language="Kurdish": it maps letters into the private use area, where fonts have nothing
    return ArabicReshaper({"delete_harakat": False})
