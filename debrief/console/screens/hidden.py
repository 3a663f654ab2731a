"""Hide: nothing on the screen until the passphrase, or Enter where the repository has none."""

from __future__ import annotations

from typing import cast

from debrief.console.app import ConsoleApp
from debrief.tui.screens.hidden import HiddenScreen


class ConsoleHiddenScreen(HiddenScreen):
    """The repository's own passphrase leads back."""

    def opens(self, typed: str) -> bool:
        analyst = cast(ConsoleApp, self.app).analyst
        return analyst is not None and analyst.knows(typed)
