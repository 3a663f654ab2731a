"""The analysts' screens at the central repository. It asks ``debrief.office``; no other room knows it.

Nothing is imported here on purpose, as in ``debrief.tui``: the process is hardened before Textual is there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

__all__ = ["run"]


def run(location: str, *, clock: Callable[[], datetime], user: str, language: str | None = None) -> int:
    """Opens the console over the repository at ``location``; returns the exit status.

    ``user`` is the account at the machine: whose reads stand in the audit, and who decides.
    """
    from debrief.process import harden

    harden()
    from debrief.console.start import start

    return start(location, clock, user, language)
