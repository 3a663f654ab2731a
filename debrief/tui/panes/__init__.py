"""Parts of screens: a list, a strip that asks, the line of keys, the question's words."""

from debrief.tui.panes.head import HeadLine
from debrief.tui.panes.keys import KeyLine
from debrief.tui.panes.rows import Row, Rows
from debrief.tui.panes.strip import Choice, Strip

__all__ = ["Choice", "HeadLine", "KeyLine", "Row", "Rows", "Strip"]
