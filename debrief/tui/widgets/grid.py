"""Rows, each marked with one of a few marks, and a note to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget

from debrief.tui.typing import without_controls
from debrief.tui.widgets.marks import beside, dot, pointer
from debrief.tui.widgets.order import InOrder
from debrief.tui.widgets.pointed import Pointed
from debrief.tui.widgets.said import drawing, set_in
from debrief.tui.widgets.settled import Settled
from debrief.tui.widgets.spec import Option

_SHOWN = 10


class Grid(Settled, InOrder, Pointed, Widget):
    """Up and Down go from row to row; a key of ``keys`` or a number marks it and goes on.

    Left and Right step through the marks; Delete takes the mark away. Any other letter
    does nothing.
    """

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
        Binding("pageup", f"go(-{_SHOWN})", show=False),
        Binding("pagedown", f"go({_SHOWN})", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("delete,backspace", "unmark", show=False),
        Binding("enter", "go_on", show=False),
    ]
    DEFAULT_CSS = """
    Grid { height: auto; background: $boost; }
    Grid:focus { background: $surface; }
    """

    class Changed(Message):
        """A mark changed, or another row is pointed at."""

    class GoOn(Message):
        """Enter."""

    def __init__(
        self,
        rows: Callable[[], Iterable[Option]],
        marks: Callable[[], Iterable[Option]],
        keys: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._row_options = rows
        self._mark_options = marks
        self._keys = keys or {}
        self.marked: dict[str, str] = {}
        self.at = 0

    def rows(self) -> list[Option]:
        """The rows, and any that was marked in an earlier list."""
        listed = list(self._row_options())
        known = {row.code for row in listed}
        return listed + [Option(code, code) for code in self.marked if code not in known]

    @property
    def row(self) -> Option | None:
        """The row the keys act on."""
        rows = self.rows()
        return rows[min(self.at, len(rows) - 1)] if rows else None

    async def _on_key(self, event: events.Key) -> None:
        character = (event.character or "").lower()
        codes = [mark.code for mark in self._mark_options()]
        code = self._keys.get(character)
        if code is None and character.isdecimal() and 0 < int(character) <= len(codes):
            code = codes[int(character) - 1]
        if code in codes:
            event.stop()
            event.prevent_default()
            self._mark(code)
            self.action_go(1)

    def _mark(self, code: str | None) -> None:
        if (row := self.row) is None:
            return
        if code is None:
            self.marked.pop(row.code, None)
        else:
            self.marked[row.code] = code
        self.tell()

    def action_go(self, by: int) -> None:
        self.at = max(0, min(len(self.rows()) - 1, self.at + by))
        self.tell()

    def action_step(self, by: int) -> None:
        codes = [None, *(mark.code for mark in self._mark_options())]
        now = self.marked.get(self.row.code) if self.row else None
        self._mark(codes[((codes.index(now) if now in codes else 0) + by) % len(codes)])

    def action_unmark(self) -> None:
        self._mark(None)

    def action_go_on(self) -> None:
        self.post_message(self.GoOn())

    def tell(self) -> None:
        """Draw again and say that something changed."""
        self.refresh(layout=True)
        self.follow()
        self.post_message(self.Changed())

    # --- drawing ---

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._drawn(width)) if width else 1

    def render(self) -> Content:
        return Content("\n").join(self._drawn(self.size.width or 80))

    def _on_focus(self, event: events.Focus) -> None:
        self.refresh(layout=True)

    def _on_blur(self, event: events.Blur) -> None:
        self.refresh(layout=True)

    def _drawn(self, width: int) -> list[Content]:
        rows = self.rows()
        first = max(0, min(self.at - _SHOWN // 2, len(rows) - _SHOWN))
        lines = [Content(f"  ↑ {first}")] if first else []
        for n, row in enumerate(rows[first : first + _SHOWN], first):
            drawn = self._row_lines(row, width)
            if n == self.at:
                self.cell, self.lines = Offset(0, len(lines)), len(drawn)
            lines += drawn
        if (more := len(rows) - first - _SHOWN) > 0:
            lines.append(Content(f"  ↓ {more}"))
        return lines or [Content("")]

    def _row_lines(self, row: Option, width: int) -> list[Content]:
        here = self.has_focus and row is not None and self.row is not None
        here = here and row.code == getattr(self.row, "code", None)
        now = self.marked.get(row.code)
        label = Content(without_controls(row.label))
        label = label.stylize("reverse") if here else label
        lines = [
            beside((pointer(here) if n == 0 else "  ",), part)
            for n, part in enumerate(set_in(label, max(8, width - 2), drawing(self)))
        ]
        letters = {code: key for key, code in reversed(self._keys.items())}
        options = [(letters.get(m.code, n), m) for n, m in enumerate(self._mark_options(), 1)]
        keys = [f"{key} " if here else "" for key, _ in options]
        room = max(8, width - 6)
        marks = [f"{key}{dot(m.code == now)} {m.label}" for key, (_, m) in zip(keys, options, strict=True)]
        return lines + [
            beside(("      ",), part)
            for line in _packed(marks, room)
            for part in set_in(Content(line), room, drawing(self))
        ]


def _packed(marks: Iterable[str], width: int) -> list[str]:
    """As many marks in a line as it has room for: none is broken that fits into one."""
    lines: list[str] = []
    for each in marks:
        longer = f"{lines[-1]}  {each}" if lines else each
        lines[-1:] = [longer] if cell_len(longer) <= width else [*lines[-1:], each]
    return lines
