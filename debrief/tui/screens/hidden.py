"""Hide: nothing on the screen, a neutral title, and the passphrase to come back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import on
from textual.widget import Widget

from debrief.tui.hiding import opens
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.widgets import Line


class HiddenScreen(CalmScreen[None]):
    """Blank. What is typed is not shown; Enter tries it, and a wrong one leaves the screen blank."""

    covers = True
    fits_anywhere = True
    """It is blank in a window of any size."""
    DEFAULT_CSS = """
    HiddenScreen > * { display: none; }
    HiddenScreen > #blind { display: block; width: 1; height: 1; background: $background;
                            color: $background; text-style: none; }
    HiddenScreen > #blind:focus { background: $background; color: $background; text-style: none; }
    HiddenScreen > #blind > .input--cursor { background: $background; color: $background; }
    """

    def body(self) -> Iterable[Widget]:
        yield Line(password=True, id="blind")

    async def arrive(self) -> None:
        working = self.calm.working
        if working is not None:
            working.pause()
        self.set_focus(self.query_one("#blind", Line))

    def leave(self) -> None:
        """Only the passphrase leads back."""

    @on(Line.GoOn)
    def _typed(self, event: Line.GoOn) -> None:
        event.stop()
        self.in_turn(self._try())

    async def _try(self) -> None:
        line = self.query_one("#blind", Line)
        typed, line.value = line.value, ""
        if await asyncio.to_thread(self.opens, typed):
            self.dismiss()

    def opens(self, typed: str) -> bool:
        """Whether these words lead back."""
        return bool(typed.strip()) and opens(self.calm.folder, typed, self.calm.token)
