"""A table on the screen: heads, and the lines that fit, walked with the arrows."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from debrief.console.listing import GAP, Listing, Shown, widths
from debrief.tui.panes import Row, Rows
from debrief.tui.panes.fitting import fitted
from debrief.tui.panes.rows import drawn
from debrief.tui.typing import without_controls
from debrief.tui.widgets import pointer

_ORDERED = {False: "▲", True: "▼"}


class Table(Rows):
    """Shows a listing; every cell is plain text."""

    DEFAULT_CSS = "Table { height: 1fr; padding: 0 2; }"

    def __init__(self, listing: Listing[Any], **kwargs: Any) -> None:
        super().__init__(self._lines, **kwargs)
        self.listing = listing
        self._made: tuple[list[Shown], list[Row], dict[str, tuple[str, ...]]] = ([], [], {})
        self._widths: tuple[object, list[int]] = (None, [])

    def _lines(self) -> list[Row]:
        shown = self.listing.shown()
        if self._made[0] is not shown:
            self._made = (shown, [Row(key, "") for key, _ in shown], dict(shown))
        return self._made[1]

    def heads(self) -> list[str]:
        """The titles, with a mark at the one that the lines are in the order of."""
        order, mark = self.listing.order, _ORDERED[self.listing.turned]
        return [f"{head} {mark}" if n == order else head for n, head in enumerate(self.listing.heads())]

    def columns(self) -> list[int]:
        """Cells of each column at the width of now."""
        shown, room = self.listing.shown(), max(8, self.size.width) - cell_len(pointer(False))
        asked = (id(shown), room, tuple(self.heads()))
        if self._widths[0] != asked:
            self._widths = (asked, widths(self.heads(), (cells for _, cells in shown), room))
        return self._widths[1]

    def _line(self, row: Row, here: bool, width: int, more: str) -> Content:
        cells = self._made[2].get(row.key, ())
        first = pointer(here) if here or not more else more
        line = Content(f"{first}{self.set_out(cells)}".ljust(width))
        if here:
            return line.stylize("reverse" if self.has_focus else "bold")
        return line

    def set_out(self, cells: tuple[str, ...] | list[str]) -> str:
        """Cells beside each other, each in its column."""
        set_: list[str] = []
        for cell, column, width in zip(cells, self.listing.columns, self.columns(), strict=False):
            text = drawn(fitted(without_controls(cell), width))
            room = " " * (width - cell_len(text))
            set_.append(f"{room}{text}" if column.figures else f"{text}{room}")
        return (" " * GAP).join(set_).rstrip()


class TableHead(Widget):
    """The titles over a table."""

    DEFAULT_CSS = "TableHead { height: 1; padding: 0 2; color: $text-muted; text-style: bold; }"

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table

    def render(self) -> Content:
        return Content(f"{' ' * cell_len(pointer(False))}{self.table.set_out(self.table.heads())}")
