"""A widget that takes the size it is given as settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.geometry import Size
from textual.widget import Widget

if TYPE_CHECKING:
    _Widget = Widget
else:
    _Widget = object


class Settled(_Widget):
    """Mixin. Textual lays the whole screen out once more whenever the inside of a widget has got
    another size, even when it was the layout itself that gave it. Where nothing hangs on that size
    but what the layout has already reckoned, once is enough. (A private hook of the pinned Textual,
    which calls it without a second layout itself while scrolling.)
    """

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class SettledColumn(Settled, Vertical):
    """What stands one below the other."""


class SettledPage(Settled, VerticalScroll):
    """The same, where it may be longer than the screen. Its scrollbar is always there, and seen only where
    there is more: one that came and went would have everything laid out twice.
    """

    DEFAULT_CSS = """
    SettledPage { overflow-y: scroll; scrollbar-background: $background;
                  scrollbar-background-hover: $background; scrollbar-background-active: $background; }
    """
