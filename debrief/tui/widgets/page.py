"""A page of typing: the person's own words, or a note."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea

from debrief.text import cleaned, steers
from debrief.tui.typing import Steered, Typed, as_typed, without_controls
from debrief.tui.widgets.order import InOrder


class Page(Typed, InOrder, TextArea):
    """Wraps softly; Enter is a new line, Tab goes on; Ctrl+G, the field's own key, is done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+x,ctrl+c,super+c,ctrl+v", "nothing", show=False),
        # they mean something elsewhere in the app; here a line of what was said would be gone
        Binding("ctrl+u,super+backspace,ctrl+k,ctrl+shift+k,ctrl+f,ctrl+d", "nothing", show=False),
    ]

    DEFAULT_CSS = """
    Page { border: none; padding: 0; height: auto; min-height: 3; max-height: 12;
           background: $boost; scrollbar-size-vertical: 1; }
    Page:focus { border: none; background: $surface; }
    """

    def __init__(self, text: str = "", **kwargs: Any) -> None:
        super().__init__(
            without_controls(text),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            **kwargs,
        )
        self._look: Any = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its styles are worked out anew only where its own look is another one."""
        look = (self.rich_style, self.has_focus, self.app.theme)
        if look == self._look:
            return super(TextArea, self).render_lines(crop)
        self._look = look
        return super().render_lines(crop)

    @property
    def words(self) -> str:
        """What was typed, as a text may be stored; blank when only spaces."""
        text = cleaned(self.text)
        return text if text.strip() else ""

    @property
    def here(self) -> str:
        """The paragraph the cursor is in, as typed."""
        return self.document.get_line(self.cursor_location[0])

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()
        character = "\n" if event.key == "enter" else as_typed(event)
        if character and not self.read_only:
            event.stop()
            self._replace_via_keyboard(character, *self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if steers(event.text):
            self.post_message(Steered())
        if (text := cleaned(event.text)) and not self.read_only:
            self.pasted = True
            if result := self._replace_via_keyboard(text, *self.selection):
                self.move_cursor(result.end_location)

    def action_nothing(self) -> None:
        """Cut, copy and paste through the app's own clipboard do nothing; nor does a key that erases a line."""

    def show(self, text: str) -> None:
        """Replace the text; the cursor stands at its end."""
        self.load_text(without_controls(text))
        self.move_cursor(self.document.end)
