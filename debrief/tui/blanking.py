"""Hide and lock are seen the moment their key is hit, whatever keys have to wait for just then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.screen import Screen

from debrief.tui.terminal import BLANK, NEUTRAL_TITLE
from debrief.tui.typing import AT_ONCE, is_key

if TYPE_CHECKING:
    _App = App[Any]
else:
    _App = object


class Blanking(_App):
    """Mixin for an app with a ``KeyLane``. The key itself takes its turn; until then nothing is drawn."""

    is_blank = False

    async def on_event(self: Any, event: events.Event) -> None:
        if is_key(event, AT_ONCE) and self.keys_wait:
            self.blank()
        await super().on_event(event)

    def blank(self) -> None:
        """Nothing is on the terminal from here on, and its title says nothing."""
        self.is_blank = True
        if self._driver is not None and not self.is_headless:
            self._driver.write(BLANK + NEUTRAL_TITLE)

    def show_again(self) -> None:
        """The key had its turn: what it brought about may be seen."""
        if self.is_blank:
            self.is_blank = False
            self.screen.refresh(layout=True)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if not self.is_blank:
            super()._display(screen, renderable)
