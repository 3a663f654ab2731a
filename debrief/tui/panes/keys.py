"""The line of keys at the foot: only keys that work, and only those that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from debrief.language import current, say
from debrief.tui import phrases

_GAPS = (3, 2)
_FIRST = 6


class KeyLine(Widget):
    """``F1 help   F2 note …`` in the language of the screen."""

    DEFAULT_CSS = "KeyLine { height: 1; padding: 0 1; color: $text-muted; }"

    def __init__(self, keys: Callable[[], Sequence[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._keys = keys

    def shown(self, width: int) -> tuple[int, list[tuple[str, str]]]:
        """The keys that fit, the most important first, and the cells between them.

        Closer together where the first six need it: the last of them is the way to the menu.
        """
        keys = [(key, say(words)) for key, words in self._keys()]
        gap = max(_GAPS, key=lambda gap: (min(_FIRST, len(_fitting(keys, width, gap))), gap))
        return gap, _fitting(keys, width, gap)

    def render(self) -> Content:
        parts = []
        gap, shown = self.shown(self.size.width)
        for key, words in shown:
            if current().direction == "rtl":
                words = phrases.draw(words, max(4, cell_len(words)))[0].strip()
            parts.append(Content.styled(key, "bold") + Content(f" {words}"))
        return Content(" " * gap).join(parts)


def _fitting(keys: Sequence[tuple[str, str]], width: int, gap: int) -> list[tuple[str, str]]:
    """As many as fit; the first in any case."""
    ends = accumulate(cell_len(f"{key} {words}") + gap for key, words in keys)
    return [key for n, (key, end) in enumerate(zip(keys, ends, strict=True)) if end - gap <= width or not n]
