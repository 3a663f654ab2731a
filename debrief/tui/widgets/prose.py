"""Longer text to read: a prompt, guidance, an account."""

from __future__ import annotations

from typing import Any

from debrief.tui.widgets.said import Draw, Said


class Prose(Said):
    """Plain text that is safe to draw and wraps; ``draw`` sets right-to-left text."""

    def __init__(self, text: str = "", draw: Draw | None = None, **kwargs: Any) -> None:
        self._text = text
        self.draw_with = draw
        super().__init__(lambda: self._text, lambda: self.draw_with, **kwargs)

    def show(self, text: str, draw: Draw | None = None) -> None:
        """Replace the text (and the way it is drawn)."""
        self._text, self.draw_with = text, draw
        self.refresh(layout=True)
