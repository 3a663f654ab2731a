"""The wide pane for an account, and beside it the time at which each part of it was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from debrief.text import cleaned
from debrief.tui.widgets.page import Page

Clocked = Callable[[], list[tuple[int, str]]]
"""The marks: the character each stands at, and the time as it is shown."""


_LONG_PARAGRAPH = 4_000


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

    _long: tuple[tuple[int, int, int], ...] = ()
    """Of each very long paragraph: the lines it is drawn in, from and to behind, and its number."""

    _laid_out: tuple[int, ...] = ()

    def render_lines(self, crop: Region) -> list[Strip]:
        laid_out = (self.document.line_count, self.virtual_size.height, self.size.width, _LONG_PARAGRAPH)
        if laid_out != self._laid_out:  # asked for line by line
            self._laid_out, self._long = laid_out, tuple(self._long_paragraphs())
        return super().render_lines(crop)

    def _long_paragraphs(self) -> Iterator[tuple[int, int, int]]:
        first = 0
        for row, line in enumerate(self.document.lines):
            behind = first + len(self.wrapped_document.get_offsets(row)) + 1
            if len(line) >= _LONG_PARAGRAPH:
                yield first, behind, row
            first = behind

    def render_line(self, y: int) -> Strip:
        """A very long paragraph is drawn by its lines in sight: Textual cuts up all of it for each."""
        at = self.scroll_offset.y + y
        for first, behind, row in self._long:
            if first <= at < behind:
                return self._drawn(row, at - first, self.wrapped_document.get_offsets(row))
        return super().render_line(y)

    def _drawn(self, row: int, at: int, cuts: list[int]) -> Strip:
        """One line of a paragraph, with the cursor and what is selected."""
        line, base = self.document.get_line(row), self.rich_style
        start = cuts[at - 1] if at else 0
        end = cuts[at] if at < len(cuts) else len(line)
        text = Text(line[start:end].replace("\t", " ") + " ", style=base, end="")
        first, last = sorted(self.selection)
        if first != last and first <= (row, end) and last >= (row, start):
            chosen = self.get_component_rich_style("text-area--selection")
            text.stylize(
                chosen,
                max(0, first[1] - start) if first[0] == row else 0,
                max(0, last[1] - start) if last[0] == row else len(text),
            )
        here = self.cursor_location
        ends_here = start <= here[1] < end or (here[1] == end == len(line))
        if here[0] == row and ends_here and self.has_focus:
            text.stylize(Style(reverse=True), here[1] - start, here[1] - start + 1)
        return Strip(text.render(self.app.console)).adjust_cell_length(self.size.width, base)

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
    AccountText { height: 1fr; padding: 0 2; max-width: 122; }
    .narrow AccountText Times { display: none; }
    """

    def __init__(self, marks: Clocked, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.page = AccountPage()
        self.times = Times(self.page, marks)

    def compose(self) -> ComposeResult:
        yield self.times
        yield self.page
