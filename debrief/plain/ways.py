"""Ways out of a prompt: back, to another place, to the list, locked, the end."""

from __future__ import annotations

from debrief.tui.outline import Spot


class Way(Exception):
    """Leaves whatever is being asked; nothing that was said is undone."""


class Back(Way):
    """To the place one is in."""


class Again(Way):
    """The place one is in, asked again."""


class GoTo(Way):
    """To a place of the open de-brief; ``None`` is no place at all."""

    def __init__(self, spot: Spot | None) -> None:
        super().__init__()
        self.spot = spot


class ToList(Way):
    """To the list of de-briefs."""


class Lock(Way):
    """This program ends, and another asks for the passphrase."""


class End(Way):
    """The end, with everything said kept."""


class Gone(Way):
    """The terminal is gone, or its input has ended."""
