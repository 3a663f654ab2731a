"""One line of typing."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

from debrief.text import cleaned, steers
from debrief.tui.typing import Steered, Typed, as_typed, without_controls
from debrief.tui.widgets.order import InOrder


class Line(Typed, InOrder, Input):
    """A line that keeps what it holds when one comes back to it, and copies nothing out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+x,ctrl+c,super+c,ctrl+v", "nothing", show=False),
    ]

    DEFAULT_CSS = """
    Line { border: none; height: 1; padding: 0; background: $boost; }
    Line:focus { border: none; background: $surface; text-style: underline; }
    """

    class GoOn(Message):
        """Enter: this line is done."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> Line:
            return self.line

    def __init__(self, value: str = "", **kwargs: Any) -> None:
        super().__init__(value, select_on_focus=False, **kwargs)

    @property
    def text(self) -> str:
        """What was typed, as a text may be stored; without spaces at its ends."""
        return cleaned(self.value).replace("\n", " ").strip()

    @property
    def here(self) -> str:
        """The words around the cursor, as typed."""
        return self.value

    @property
    def cursor_screen_offset(self) -> Offset:
        """On the cell the next letter goes to: at the end of a line Textual gives the one behind it."""
        return super().cursor_screen_offset - (int(self.cursor_at_end), 0)

    def validate_value(self, value: str) -> str:
        return without_controls(value).replace("\n", " ").replace("\t", " ")

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()
        if event.key == "enter":
            event.stop()
            self.post_message(self.GoOn(self))
        elif character := as_typed(event):
            event.stop()
            self._put(character)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if steers(event.text):
            self.post_message(Steered())
        if text := cleaned(event.text).strip("\n"):
            self.pasted = True
            self._put(self.validate_value(text))

    def _put(self, text: str) -> None:
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def action_nothing(self) -> None:
        """Cut, copy and paste through the app's own clipboard do nothing."""
