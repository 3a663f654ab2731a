"""Parts of screens: a list, a strip that asks, the line of keys, the question's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.late import late

if TYPE_CHECKING:
    from debrief.tui.panes.head import HeadLine
    from debrief.tui.panes.keys import KeyLine
    from debrief.tui.panes.rows import Row, Rows
    from debrief.tui.panes.strip import Choice, Strip

_IN = {
    "Choice": "strip",
    "HeadLine": "head",
    "KeyLine": "keys",
    "Row": "rows",
    "Rows": "rows",
    "Strip": "strip",
}
"""The module of each name: the first screen has no list."""

__all__ = ["Choice", "HeadLine", "KeyLine", "Row", "Rows", "Strip"]

__getattr__ = late(__name__, _IN)
