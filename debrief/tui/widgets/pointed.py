"""A widget that says where its keys act, for those who do not see a reversed line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.geometry import Offset, Region
from textual.widget import Widget

if TYPE_CHECKING:
    _Widget = Widget
else:
    _Widget = object


_LOOKS = 4


class Pointed(_Widget):
    """Mixin. The terminal's own cursor stands at ``cell``, in cells from the widget's first: a Braille display
    or a magnifier follows it. Set whenever the widget is drawn.
    """

    cell = Offset(0, 0)
    lines = 1
    """How many lines what the keys act on takes."""
    _looks = 0

    @property
    def cursor_screen_offset(self) -> Offset:
        """The same on the screen; by the name that Textual's fields have for theirs."""
        return self.content_region.offset + self.cell

    def follow(self) -> None:
        """Once it is drawn, what the keys act on is in sight, however long the list."""
        self._looks = _LOOKS
        self.call_after_refresh(self._into_sight)

    def _into_sight(self) -> None:
        page = next((each for each in self.ancestors if isinstance(each, VerticalScroll)), None)
        if page is None or not self.is_attached:
            return
        at = self.cursor_screen_offset - page.content_region.offset + page.scroll_offset
        page.scroll_to_region(Region(0, at.y, 1, self.lines), animate=False, force=True)
        self._looks -= 1
        if self._looks > 0:  # what was drawn may have been another widget, and this one is still to be
            self.call_after_refresh(self._into_sight)
