"""What the acts on a record share: steps, then one event, then back with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.screens.steps import StepsScreen
from debrief.tui.working import Working


class ActScreen(StepsScreen):
    """``record`` writes the event; nothing is shown as done before it is saved."""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def record(self, kind: str, done: str, **data: Any) -> bool:
        """Records one event and goes back, saying ``done``; tells a refusal and stays."""
        if self.refuse(self.working.file.do(kind, **data)):
            return False
        self.working.heard()
        self.dismiss(True)
        tell_below(self.app, plain(done))
        return True


def tell_below(app: Any, words: Callable[[], str]) -> None:
    """Says on the screen that is on top now what was done; all screens show how it stands."""
    for each in app.screen_stack:
        if isinstance(each, CalmScreen):
            each.relabel()
    if isinstance(app.screen, CalmScreen):
        app.screen.tell(words)
