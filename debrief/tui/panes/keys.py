"""The line of keys at the foot: only keys that work, and only those that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from debrief.language import current, say
from debrief.tui import phrases


class KeyLine(Widget):
    """``F1 help   F2 note …`` in the language of the screen."""

    DEFAULT_CSS = "KeyLine { height: 1; padding: 0 1; color: $text-muted; }"

    def __init__(self, keys: Callable[[], Sequence[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._keys = keys

    def shown(self, width: int) -> list[tuple[str, str]]:
        """The keys that fit, the most important first."""
        shown: list[tuple[str, str]] = []
        used = 0
        for key, words in self._keys():
            said = say(words)
            used += cell_len(f"{key} {said}") + 3
            if used - 3 > width and shown:
                break
            shown.append((key, said))
        return shown

    def render(self) -> Content:
        parts = []
        for key, words in self.shown(self.size.width):
            if current().direction == "rtl":
                words = phrases.draw(words, max(4, cell_len(words)))[0].strip()
            parts.append(Content.styled(key, "bold") + Content(f" {words}"))
        return Content("   ").join(parts)
