"""A widget that says where its keys act, for those who do not see a reversed line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

if TYPE_CHECKING:
    _Widget = Widget
else:
    _Widget = object


class Pointed(_Widget):
    """Mixin. The terminal's own cursor stands at ``cell``, in cells from the widget's first: a Braille display
    or a magnifier follows it. Set whenever the widget is drawn.
    """

    cell = Offset(0, 0)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The same on the screen; by the name that Textual's fields have for theirs."""
        return self.content_region.offset + self.cell
