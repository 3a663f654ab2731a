"""Chosen or not, told by shape and not by colour alone."""

from __future__ import annotations


def tick(on: bool) -> str:
    """For any number of choices."""
    return "[x]" if on else "[ ]"


def dot(on: bool) -> str:
    """For one choice of several."""
    return "(●)" if on else "( )"


def pointer(here: bool) -> str:
    """The row the keys act on."""
    return "› " if here else "  "


ABOVE, BELOW = "↑ ", "↓ "
"""Before the first or the last row in sight: there are more than fit."""
