"""Work that a screen says can be stopped, and the one key that is heard while it holds all others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import events

from debrief.process.stopping import Work
from debrief.tui.frame import FramedApp

if TYPE_CHECKING:
    from debrief.tui.screens.calm import CalmScreen


class AtWork(NamedTuple):
    """``screen`` says in ``words`` how far ``work`` is, and that Escape stops it."""

    screen: CalmScreen[Any]
    work: Work
    words: Callable[[], str]

    def say(self) -> None:
        self.screen.tell(self.words)


class Stoppable(FramedApp):
    """An app whose screens may have work at hand."""

    at_work: AtWork | None = None

    def let_go(self, work: Work) -> None:
        """It has ended."""
        if self.at_work is not None and self.at_work.work is work:
            self.at_work = None

    async def on_event(self, event: events.Event) -> None:
        if not (isinstance(event, events.Key) and event.key == "escape" and self._stops()):
            await super().on_event(event)

    def _stops(self) -> bool:
        """Whether Escape is for the work: where the screen in sight said so before the key was hit.

        An Escape typed ahead of that waits like any key. What was typed before the one that stops was meant
        for what will not come now, and goes; what follows waits for the end, but for further Escapes.
        """
        if self.at_work is None or self.at_work.screen is not self.screen:
            return False
        self.last_key = self.clock()
        if not self.at_work.work.is_asked and self.at_work.work.stop():
            self.forget_keys()
        self.at_work.say()
        return True

    def stop_work(self) -> None:
        """Nobody waits for it any more."""
        if self.at_work is not None:
            self.at_work.work.stop()
