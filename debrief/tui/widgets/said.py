"""Words on the screen, looked up each time they are drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, cast

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from debrief.tui.typing import without_controls
from debrief.tui.widgets.settled import Settled

Draw = Callable[[str, int], list[str]]
"""Lines to draw for a text and a width in cells: join, wrap, then reorder each line."""


def drawing(widget: Widget) -> Draw | None:
    """How the field around a widget sets text of the screen's language."""
    for node in widget.ancestors_with_self:
        if (spec := getattr(node, "spec", None)) is not None:
            return cast("Draw | None", spec.draw)
    return None


def runs_left(text: str) -> bool:
    """Some of it is written from right to left."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def set_in(content: Content, width: int, draw: Draw | None) -> list[Content]:
    """The lines of a label: wrapped by the screen, or set by ``draw``."""
    if draw is None:
        return content.wrap(width)
    style = content.spans[0].style if content.spans else ""
    return [Content.styled(line, style) for line in draw(content.plain, width)]


class Said(Settled, Widget):
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
        self._draw = draw or (lambda: drawing(self))
        self._drawn: str | None = None

    @property
    def words(self) -> str:
        """The words as they are at this moment, in logical order."""
        return without_controls(self._words())

    def again(self) -> None:
        """Drawn again where the words are others now; they may need another height."""
        words = self.words
        if words != (self._drawn or ""):
            self._drawn = words
            self.refresh(layout=True)

    def render(self) -> Content:
        self._drawn = self.words
        # the size is asked for only where it counts: while a screen is laid out, that lays it out once more
        return self._content(self.size.width) if self._draw() else Content(self._drawn)

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
