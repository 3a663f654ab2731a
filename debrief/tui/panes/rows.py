"""A list one walks with the arrow keys: de-briefs, cards, safeguards, the outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from debrief.tui import phrases
from debrief.tui.panes.fitting import fitted
from debrief.tui.typing import without_controls
from debrief.tui.widgets.marks import ABOVE, BELOW, from_the_right, pointer
from debrief.tui.widgets.pointed import Pointed


@dataclass(frozen=True)
class Row:
    """One line: a key, its words, a mark before them, a second text at the end of the line."""

    key: str
    text: str
    mark: str = ""
    aside: str = ""
    depth: int = 0
    quiet: bool = False


class Rows(Pointed, Widget):
    """Shows only the lines that fit; the line the keys act on is pointed at and reversed."""

    can_focus = True
    at: reactive[str | None] = reactive(None)
    """The key of the line pointed at, once one has walked."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("pageup", "walk(-10)", show=False),
        Binding("pagedown", "walk(10)", show=False),
        Binding("home", "walk(-100000)", show=False),
        Binding("end", "walk(100000)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    Rows { height: 1fr; width: 1fr; }
    Rows.fit { height: auto; }
    """

    class Chosen(Message):
        """Enter on a line."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(self, rows: Callable[[], Sequence[Row]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rows = rows

    def rows(self) -> list[Row]:
        """The lines as they are now."""
        return list(self._rows())

    @property
    def here(self) -> str | None:
        """The key of the line pointed at: the first, until one walks."""
        return self._here([row.key for row in self.rows()])

    def _here(self, keys: Sequence[str]) -> str | None:
        return self.at if self.at in keys else next(iter(keys), None)

    def action_walk(self, by: int) -> None:
        keys = [row.key for row in self.rows()]
        if keys:
            at = keys.index(str(self._here(keys)))
            self.at = keys[max(0, min(len(keys) - 1, at + by))]
            self.refresh()

    def action_choose(self) -> None:
        if self.here is not None:
            self.post_message(self.Chosen(self, self.here))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self.rows()))

    def in_sight(self) -> list[Row]:
        """The lines that fit, from the top: about the one pointed at."""
        return self._in_sight()[0]

    def _in_sight(self) -> tuple[list[Row], str | None, dict[str, str]]:
        """The lines that fit, the key of the one pointed at, and where there are more: above the first
        line and below the last. Asked for once a drawing.
        """
        height, rows = max(1, self.size.height), self.rows()
        keys = [row.key for row in rows]
        here = self._here(keys)
        at = keys.index(here) if here in keys else 0
        first = max(0, min(at - height // 2, len(rows) - height))
        seen = rows[first : first + height]
        more = {seen[0].key: ABOVE} if first else {}
        if first + height < len(rows):
            more[seen[-1].key] = BELOW
        return seen, here, more

    def render(self) -> Content:
        width = max(8, self.size.width)
        rows, here, more = self._in_sight()
        at = next((n for n, row in enumerate(rows) if row.key == here), 0)
        self.cell = Offset(width - 1 if phrases.mirrored() else 0, at)
        return Content("\n").join(
            self._line(row, row.key == here, width, more.get(row.key, "")) for row in rows
        )

    def _line(self, row: Row, here: bool, width: int, more: str) -> Content:
        first = pointer(here) if here or not more else more
        head = [first, "  " * row.depth, f"{row.mark} " if row.mark else ""]
        aside = ["  ", drawn(without_controls(row.aside))] if row.aside else []
        room = max(4, width - cell_len("".join((*head, *aside))))
        text = drawn(fitted(without_controls(row.text), room))
        parts = [*head, text, " " * max(0, room - cell_len(text)), *aside]
        if phrases.mirrored():
            parts = [*parts[:2:-1], from_the_right(parts[:3])]
        line = Content("".join(parts))
        if here and self.has_focus:
            return line.stylize("reverse")
        if here:
            return line.stylize("bold")
        return line.stylize("dim") if row.quiet else line


def drawn(text: str) -> str:
    """One line as it is to be drawn in the language of the screen."""
    if not text or phrases.drawer() is None:
        return text
    return phrases.draw(text, cell_len(text) + 1)[0].strip()
