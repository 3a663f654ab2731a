"""The wide pane for an account, and beside it the time at which each part of it was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

from debrief.text import cleaned
from debrief.tui.widgets.page import Page

Clocked = Callable[[], list[tuple[int, str]]]
"""The marks: the character each stands at, and the time as it is shown."""


class AccountPage(Page):
    """A page as tall as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "to_end(False)", show=False),
        Binding("ctrl+end", "to_end(True)", show=False),
    ]
    DEFAULT_CSS = """
    AccountPage { height: 1fr; max-height: 100%; width: 1fr; background: $background; }
    AccountPage:focus { background: $background; }
    """

    @property
    def words_now(self) -> str:
        """What was typed, as a text may be stored; spaces too."""
        return cleaned(self.text)

    def action_to_end(self, end: bool) -> None:
        """To the end of the account, or to its beginning."""
        self.move_cursor(self.document.end if end else (0, 0))

    @property
    def offset_here(self) -> int:
        """The character the cursor stands at."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def location_of(self, offset: int) -> tuple[int, int]:
        """The line and column of a character; of one beyond the end the end."""
        for row, line in enumerate(self.document.lines):
            if offset <= len(line):
                return row, offset
            offset -= len(line) + 1
        return self.document.end


class Times(Widget):
    """The marks at the height of their words, as these wrap and scroll."""

    DEFAULT_CSS = "Times { width: 7; height: 1fr; color: $text-muted; }"

    def __init__(self, page: AccountPage, marks: Clocked, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.page, self.marks = page, marks

    def on_mount(self) -> None:
        for moved in ("scroll_y", "virtual_size", "size"):
            self.watch(self.page, moved, self._moved, init=False)

    def _moved(self) -> None:
        self.refresh()

    def render(self) -> Content:
        return Content("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One for each line of the pane that is in sight; where two marks fall together, the first."""
        shown = [""] * self.size.height
        for offset, time in self.marks():
            at = self._row(offset)
            if 0 <= at < len(shown) and not shown[at]:
                shown[at] = time
        return shown

    def _row(self, offset: int) -> int:
        page = self.page
        row: Offset = page.wrapped_document.location_to_offset(page.location_of(offset))
        return row.y - page.scroll_offset.y


class AccountText(Horizontal):
    """Times at the left, the words beside them."""

    DEFAULT_CSS = """
    AccountText { height: 1fr; padding: 0 2; }
    .narrow AccountText Times { display: none; }
    """

    def __init__(self, marks: Clocked, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.page = AccountPage()
        self.times = Times(self.page, marks)

    def compose(self) -> ComposeResult:
        yield self.times
        yield self.page
