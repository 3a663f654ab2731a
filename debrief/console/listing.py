"""A table to look at: searched, put in order, and given out as it is shown. Pure.

listing = Listing((Column(marked("File"), lambda each: each.path.name), …), key=lambda each: each.digest)
listing.fill(found)
listing.sought = "vietnam"
listing.shown()                 # [(key, cells), …]
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from rich.cells import cell_len

from debrief.language import current, finds, fold, say

T = TypeVar("T")
Shown: TypeAlias = tuple[str, tuple[str, ...]]
"""A line's key, and its cells."""
GAP = 2
_LEAST = 4


@dataclass(frozen=True)
class Column(Generic[T]):
    """``title`` is not yet translated. ``by``: what it is put in order by, where not by its words."""

    title: str
    words: Callable[[T], str]
    by: Callable[[T], Any] | None = None
    figures: bool = False
    own: bool = False
    """Whether the title is data, shown as it stands."""


class Listing(Generic[T]):
    """Lines, which of them are shown, and in what order."""

    def __init__(self, columns: Sequence[Column[T]], key: Callable[[T], str]) -> None:
        self.columns, self.key = tuple(columns), key
        self.sought = ""
        self.order: int | None = None
        self.turned = False
        self.lines: list[T] = []
        self._fills = 0
        self._held: tuple[Hashable, list[Shown]] = ((), [])

    def fill(self, lines: Iterable[T]) -> None:
        self.lines = list(lines)
        self._fills += 1

    def __len__(self) -> int:
        return len(self.lines)

    def at(self, key: str | None) -> T | None:
        return next((line for line in self.lines if self.key(line) == key), None)

    def heads(self) -> tuple[str, ...]:
        return tuple(column.title if column.own else say(column.title) for column in self.columns)

    def shown(self) -> list[Shown]:
        """The lines that hold every word sought, in order; made once for what was asked."""
        asked = (current().tag, self.sought, self.order, self.turned, self._fills)
        if self._held[0] != asked:
            self._held = (asked, self._made())
        return self._held[1]

    def _made(self) -> list[Shown]:
        wanted, found = fold(self.sought).split(), []
        for line in self.lines:
            cells = tuple(" ".join(column.words(line).split()) for column in self.columns)
            if finds(" ".join(cells), wanted):
                found.append((line, cells))
        if self.order is not None:
            nth, by = self.order, self.columns[self.order].by
            found.sort(key=lambda each: by(each[0]) if by else fold(each[1][nth]), reverse=self.turned)
        return [(self.key(line), cells) for line, cells in found]

    def next_order(self) -> None:
        """By the next column; after the last as it was read."""
        nth = 0 if self.order is None else self.order + 1
        self.order, self.turned = (nth if nth < len(self.columns) else None), False


def widths(heads: Sequence[str], lines: Iterable[Sequence[str]], room: int) -> list[int]:
    """Cells for each column: what it needs, and where there is no room the widest gives way."""
    found = [cell_len(head) for head in heads]
    for line in lines:
        found = [max(width, cell_len(cell)) for width, cell in zip(found, line, strict=True)]
    while sum(found) + GAP * (len(found) - 1) > room and max(found) > _LEAST:
        found[found.index(max(found))] -= 1
    return found
