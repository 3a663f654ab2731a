"""The screen: screens, widgets and the process they live in. No other room knows it.

Nothing is imported here on purpose: ``debrief.process.harden()`` has to run
before Textual is imported, because Textual reads its environment at import.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

__all__ = ["run"]


def run(
    folder: Path,
    *,
    clock: Callable[[], datetime],
    language: str | None = None,
    token: Path | None = None,
) -> int:
    """Opens the app over the vault in ``folder``; returns the exit status.

    ``language`` is a tag of the supported list; one that cannot be used is named on the
    first screen, which is in English then. ``token`` is the file with the second secret.
    """
    from debrief.process import harden

    harden()
    from debrief.tui.start import start

    return start(folder, clock, language, token)
