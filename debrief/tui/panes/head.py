"""The line at the top of every screen."""

from __future__ import annotations

from debrief.tui.panes.fitting import fitted
from debrief.tui.widgets.said import Said


class HeadLine(Said):
    """One line, with "…" where it was cut; from the left the style sheet cuts it."""

    def _lines(self, width: int) -> list[str]:
        draw, words = self._draw(), fitted(self.words, width)
        return draw(words, width) if draw else [words]
