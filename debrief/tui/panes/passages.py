"""A text in which one chooses a passage by keys: a sentence or a word at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from debrief.interview import sentences, step_at, words
from debrief.tui import phrases
from debrief.tui.widgets.pointed import Pointed
from debrief.tui.widgets.said import runs_left

Span = tuple[int, int]
CHOSEN, TAGGED = "▌", "="
_GUTTER = 3


class _Row(NamedTuple):
    """One line as it is drawn: from which character to which."""

    start: int
    end: int


class Passages(Pointed, Widget):
    """The chosen passage is reversed and marked in the margin, as are lines with a tag."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "step(1)", show=False),
        Binding("up,left", "step(-1)", show=False),
        Binding("pagedown", "step(10)", show=False),
        Binding("pageup", "step(-10)", show=False),
        Binding("home", "step(-1000000)", show=False),
        Binding("end", "step(1000000)", show=False),
        Binding("shift+down,shift+right,right_square_bracket", "grow(1)", show=False),
        Binding("shift+up,shift+left,left_square_bracket", "grow(-1)", show=False),
        Binding("w", "by_words", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = "Passages { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Another passage is chosen now."""

    class Chosen(Message):
        """Enter: this passage."""

    def __init__(self, text: str, tagged: Callable[[], Sequence[Span]], **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.tagged = tagged
        self.show(text)

    def show(self, text: str) -> None:
        """Another text, at its first sentence."""
        self.text, self.in_words = text, False
        self._steps = sentences(text)
        self._first = self._last = 0
        self._rows: list[_Row] = []
        self._wrapped_to = 0

    @property
    def span(self) -> Span | None:
        """The chosen characters; ``None`` in an empty text."""
        if not self._steps:
            return None
        return self._steps[self._first][0], self._steps[self._last][1]

    @property
    def chosen(self) -> str:
        """The chosen words."""
        return self.text[slice(*self.span)] if self.span else ""

    def choose(self, span: Span) -> None:
        """Points at a passage; by words where it is no whole sentences."""
        steps = sentences(self.text)
        whole = span[0] in {start for start, _ in steps} and span[1] in {end for _, end in steps}
        self.in_words, self._steps = not whole, steps if whole else words(self.text)
        self._point(span)

    def _point(self, span: Span) -> None:
        if self._steps:
            self._first = step_at(self._steps, span[0])
            self._last = max(self._first, step_at(self._steps, max(span[0], span[1] - 1)))
        self._told()

    # -- keys --------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """On from the end of what is chosen, back from its beginning."""
        at = (self._last if by > 0 else self._first) + by
        self._first = self._last = max(0, min(len(self._steps) - 1, at))
        self._told()

    def action_grow(self, by: int) -> None:
        """The end one step further, or back as far as the beginning."""
        self._last = max(self._first, min(len(self._steps) - 1, self._last + by))
        self._told()

    def action_by_words(self) -> None:
        """Words for steps instead of sentences, and back."""
        span = self.span
        self.in_words = not self.in_words
        self._steps = words(self.text) if self.in_words else sentences(self.text)
        if span:
            self._point((span[0], span[0] + 1) if self.in_words else span)

    def action_choose(self) -> None:
        if self.span:
            self.post_message(self.Chosen())

    def _told(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    # -- drawing -----------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        self._wrapped_to = 0

    def render(self) -> Content:
        width, height = max(8, self.size.width - _GUTTER), max(1, self.size.height)
        if self._wrapped_to != width:
            self._rows, self._wrapped_to = wrapped(self.text, width), width
        chosen, tagged = self.span or (0, 0), list(self.tagged())
        first = self._scroll(chosen, height)
        self.cell = Offset(_GUTTER, max(0, self._line_of(chosen) - first))
        lines = [self._line(row, chosen, tagged, width) for row in self._rows[first : first + height]]
        return Content("\n").join(lines)

    def _scroll(self, chosen: Span, height: int) -> int:
        """The chosen passage a little above the middle, and its beginning always in sight."""
        return max(0, min(self._line_of(chosen) - height // 3, len(self._rows) - height))

    def _line_of(self, chosen: Span) -> int:
        """The line the chosen passage begins in."""
        return next((n for n, row in enumerate(self._rows) if row.end > chosen[0]), 0)

    def _line(self, row: _Row, chosen: Span, tagged: Sequence[Span], width: int) -> Content:
        text = self.text[row.start : row.end].rstrip("\n")
        margin = CHOSEN if _meets(row, chosen) else " "
        margin += f"{TAGGED} " if any(_meets(row, span) for span in tagged) else "  "
        if runs_left(text):
            return Content(margin + "".join(phrases.draw(text, width)[:1]))
        start, end = max(0, chosen[0] - row.start), max(0, min(len(text), chosen[1] - row.start))
        line = Content(text)
        return Content(margin) + (line.stylize("reverse", start, end) if start < end else line)


def _meets(row: _Row, span: Span) -> bool:
    return span[0] < row.end and row.start < span[1]


def wrapped(text: str, width: int) -> list[_Row]:
    """Every line of at most so many cells, broken between words where there are spaces."""
    rows: list[_Row] = []
    at = 0
    for paragraph in text.split("\n"):
        rows += _broken(text, at, at + len(paragraph), width)
        at += len(paragraph) + 1
    return rows


def _broken(text: str, start: int, end: int, width: int) -> list[_Row]:
    """One paragraph; an empty one is a line too."""
    rows, line, room = [], start, width
    for first, last in words(text[start:end]):
        first, last = first + start, last + start
        wide = cell_len(text[first:last])
        if wide + cell_len(text[line:first]) > room and first > line:
            rows.append(_Row(line, first))
            line = first
        while cell_len(text[line:last]) > width:
            cut = _cut(text, line, last, width)
            rows.append(_Row(line, cut))
            line = cut
    rows.append(_Row(line, max(end, line)))
    return rows


def _cut(text: str, start: int, end: int, width: int) -> int:
    """Where a word longer than a line has to be broken."""
    at = start + 1
    while at < end and cell_len(text[start : at + 1]) <= width:
        at += 1
    return at
