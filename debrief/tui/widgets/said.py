"""Words on the screen, looked up each time they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from debrief.tui.typing import without_controls

Draw = Callable[[str, int], list[str]]
"""Lines to draw for a text and a width in cells: join, wrap, then reorder each line."""


class Said(Widget):
    """A text that asks for its words at every drawing: a language switch is a repaint.

    Never markup: a bracket in somebody's words is a bracket. Control and reordering
    characters do not reach the terminal.
    """

    DEFAULT_CSS = "Said { height: auto; width: 1fr; }"

    def __init__(
        self,
        words: Callable[[], str],
        draw: Callable[[], Draw | None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._words = words
        self._draw = draw or (lambda: None)

    @property
    def words(self) -> str:
        """The words as they are at this moment, in logical order."""
        return without_controls(self._words())

    def render(self) -> Content:
        return self._content(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if self._draw() is not None:
            return len(self._lines(width))
        return super().get_content_height(container, viewport, width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return Content(self.words).cell_length if self.words else 0

    def _content(self, width: int) -> Content:
        return Content("\n".join(self._lines(width)) if self._draw() and width else self.words)

    def _lines(self, width: int) -> list[str]:
        draw = self._draw()
        lines = self.words.split("\n")
        return [part for line in lines for part in (draw(line, width) if draw else [line]) or [""]]
