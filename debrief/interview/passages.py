"""A text in the steps one chooses a passage by: sentences, or words. In every script of the screen."""

from __future__ import annotations

import re

Span = tuple[int, int]
"""From the first character to behind the last."""

_ENDS = ".!?…؟۔।॥።፧፨"
_WIDE_ENDS = "。！？｡"
_CLOSERS = "\"'”’»)\\]）」』"
_SENTENCE = re.compile(
    rf"[^\s](?:[^\n{_ENDS}{_WIDE_ENDS}]|[{_ENDS}](?![{_ENDS}{_CLOSERS}]*(?:\s|$)))*"
    rf"(?:[{_WIDE_ENDS}{_ENDS}]+[{_CLOSERS}]*)?"
)
"""A full stop ends a sentence before a space alone: not in 3.5 or 10.30; the wide ones anywhere."""

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Han are written without spaces: each letter is a step."""
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3"
_WORD = re.compile(rf"[{_NO_SPACES}][{_MARKS}]*|[^\s{_NO_SPACES}]+")


def sentences(text: str) -> tuple[Span, ...]:
    """Where each sentence stands; a new line ends one too."""
    return tuple(_trimmed(text, match.span()) for match in _SENTENCE.finditer(text))


def words(text: str) -> tuple[Span, ...]:
    """Where each word stands, with the marks that hang on it."""
    return tuple(match.span() for match in _WORD.finditer(text))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    return start, start + len(text[start:end].rstrip())


def step_at(steps: tuple[Span, ...], offset: int) -> int:
    """The number of the step that holds a character, or of the nearest before it."""
    return max(0, sum(start <= offset for start, _ in steps) - 1)
