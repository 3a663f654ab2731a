"""Choices read from bytes, so that a seed, Hypothesis and a fuzzer can all make them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A source of choices. When its bytes are used up, every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, and without, ``limit``."""
        width = (max(limit - 1, 1).bit_length() + 7) // 8
        return int.from_bytes(self.some(width), "big") % max(limit, 1)

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def some(self, count: int) -> bytes:
        """The next bytes, zeros after the last."""
        found = self._data[self._at : self._at + count]
        self._at += count
        return found.ljust(count, b"\0")
