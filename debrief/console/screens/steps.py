"""One thing at a time, at the console."""

from __future__ import annotations

from debrief.console.screens.base import AtConsole
from debrief.tui.screens.steps import StepsScreen


class ConsoleSteps(AtConsole, StepsScreen):
    """Steps whose head says who is there and what for."""

    def words(self, name: str) -> str:
        """What was typed at a step; nothing where it was left out."""
        return str(self.values.get(name) or "")

    def choice(self, name: str) -> str:
        return str((self.values.get(name) or {}).get("choice", ""))
