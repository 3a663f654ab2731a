"""Tab goes through the parts of a field in their order, drawn already or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widget import Widget

if TYPE_CHECKING:
    _Widget = Widget
else:
    _Widget = object


class InOrder(_Widget):
    """Mixin. Textual sorts focus by place on the screen, and a line that has just been
    shown has none yet: type-ahead would go to another field. Inside a field the order is
    that of composition. (A private hook of the pinned Textual; a test watches it.)
    """

    @property
    def _focus_sort_key(self) -> tuple[int, int]:
        parent: Any = self.parent
        return (0, 0) if isinstance(parent, InOrder) else super()._focus_sort_key
