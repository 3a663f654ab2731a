"""The plain line mode: the same interview, line by line, for screen readers, Braille and dumb terminals.

lines = Lines(read, write, secret)
Session(desk, lines, clock, opens).run("LA-2011-17")

It knows what the screens know without a screen (``debrief.tui.outline`` and its neighbours), and records
everything through ``DebriefFile`` as they do. No module of it loads Textual.
"""

from debrief.plain.lines import Lines
from debrief.plain.session import Ended, Session
from debrief.plain.ways import Gone

__all__ = ["Ended", "Gone", "Lines", "Session"]
