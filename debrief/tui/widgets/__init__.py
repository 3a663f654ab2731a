"""The fields: one for every answer type, by keyboard alone, in any language.

field = field_for(FieldSpec("rcr_open", "verbatim_text", label))
field.value            # canonical JSON, or None when blank
field.draft()          # what was typed, half-typed too
field.relabel(spec)    # another language, in place
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.late import late

if TYPE_CHECKING:
    from debrief.tui.widgets.factory import field_for
    from debrief.tui.widgets.field import Field
    from debrief.tui.widgets.line import Line
    from debrief.tui.widgets.links import LinkField
    from debrief.tui.widgets.marks import dot, pointer, tick
    from debrief.tui.widgets.page import Page
    from debrief.tui.widgets.prose import Prose
    from debrief.tui.widgets.said import Draw, Said
    from debrief.tui.widgets.settled import SettledColumn, SettledPage
    from debrief.tui.widgets.spec import FieldSpec, Option

_IN = {
    "Draw": "said",
    "Field": "field",
    "FieldSpec": "spec",
    "Line": "line",
    "LinkField": "links",
    "Option": "spec",
    "Page": "page",
    "Prose": "prose",
    "Said": "said",
    "SettledColumn": "settled",
    "SettledPage": "settled",
    "dot": "marks",
    "field_for": "factory",
    "pointer": "marks",
    "tick": "marks",
}
"""The module of each name: the first screen needs two of them, and no number of a telephone."""

__all__ = [
    "Draw",
    "Field",
    "FieldSpec",
    "Line",
    "LinkField",
    "Option",
    "Page",
    "Prose",
    "Said",
    "SettledColumn",
    "SettledPage",
    "dot",
    "field_for",
    "pointer",
    "tick",
]

__getattr__ = late(__name__, _IN)
