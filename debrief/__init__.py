"""Debrief: one victim de-briefing, asked once, kept encrypted, for every agency.

The house has one way through it: ``bank`` (what may be asked), ``interview``
(what was said), ``vault`` (kept), ``bundle`` (carried), ``repository``
(collated). A room knows the rooms to its left, and never the screen.
"""

__version__ = "0.1.0"
