"""A window too small to work in says so; what was under it stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.widgets import Said

_SMALL = marked("This window is too small. Make it at least 50 wide and 16 high; nothing is lost.")


class SmallScreen(Screen[None]):
    """Goes by itself when there is room again."""

    covers = True
    may_be_hidden = True
    """What lies below it comes back to sight when there is room."""
    fits_anywhere = True
    AUTO_FOCUS = None

    def compose(self) -> Iterable[Widget]:
        yield Said(lambda: say(_SMALL), phrases.drawer)

    def key_escape(self) -> Any:
        """Nothing to leave."""
