"""Help of the console: what the screen is for, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from debrief.console.screens.tables import TABLE_KEYS, TableScreen
from debrief.language import marked
from debrief.tui.screens.help import HelpScreen

_ANYWHERE: tuple[tuple[str, str], ...] = (
    ("F6", marked("the other language")),
    ("Ctrl+X", marked("jump: a letter over every line and field")),
    ("F12", marked("hide; the passphrase brings it back")),
    ("Ctrl+L", marked("lock")),
    ("Ctrl+Q", marked("end")),
)


class ConsoleHelpScreen(HelpScreen):
    """About the screen one came from."""

    anywhere: ClassVar[tuple[tuple[str, str], ...]] = _ANYWHERE

    def _own(self) -> Sequence[tuple[str, str]]:
        """With the keys of every table, where there is one."""
        every = TABLE_KEYS if isinstance(self.about, TableScreen) else ()
        return (*self.about.OWN_KEYS, *every)

    def _legend(self) -> str:
        return ""
