"""Chosen or not, told by shape and not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from debrief.tui import phrases


def tick(on: bool) -> str:
    """For any number of choices."""
    return "[x]" if on else "[ ]"


def dot(on: bool) -> str:
    """For one choice of several."""
    return "(●)" if on else "( )"


def pointer(here: bool) -> str:
    """The row the keys act on."""
    return "› " if here else "  "


def from_the_right(head: Sequence[str]) -> str:
    """The parts before a line's words, each with its space behind it, as they stand behind the words of a line
    that begins at the right."""
    turned = (f" {part[:-1].replace('›', '‹')}" if part.strip() else part for part in head)
    return "".join([*turned][::-1])


def beside(head: Sequence[str], words: Content) -> Content:
    """A line with its head where the line begins."""
    if phrases.mirrored():
        return words + Content(from_the_right(head))
    return Content("".join(head)) + words


ABOVE, BELOW = "↑ ", "↓ "
"""Before the first or the last row in sight: there are more than fit."""
