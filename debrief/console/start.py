"""How the console is run on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime

from debrief.console.app import ConsoleApp
from debrief.tui.process import again
from debrief.tui.start import prepared


def start(location: str, clock: Callable[[], datetime], user: str, language: str | None) -> int:
    """Runs until it ends or is locked. Refuses a terminal it cannot draw on."""
    typed, trouble = prepared(language)
    restart = again(sys.argv)
    app = ConsoleApp(location, clock, user=user, again=restart, typed_ahead=typed, trouble=trouble)
    app.run()
    return app.return_code or 0
