"""Help of the console: what the screen is for, and its keys."""

from __future__ import annotations

from typing import ClassVar

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

    def _legend(self) -> str:
        return ""
