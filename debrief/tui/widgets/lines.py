"""Fields of a few lines: a person's name, a professional's contact."""

from __future__ import annotations

from typing import Any

from debrief.tui.few import ORDERS
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import Part, TextPart
from debrief.tui.widgets.pick import PickPart
from debrief.tui.widgets.spec import marked

_SCRIPT = marked("In own script")
_ROMAN = marked("In Roman letters")
_ORDER = marked("Which comes first")
_NAME = marked("Name or number")
_BODY = marked("Agency or body")
_REACH = marked("How to reach")


class NameField(Field):
    """``name``: as written in its own script, romanised, and the order of its parts."""

    def make_parts(self) -> list[Part]:
        return [
            TextPart("script", self.word(_SCRIPT)),
            TextPart("roman", self.word(_ROMAN)),
            PickPart("order", self.word(_ORDER), lambda: self.few(ORDERS)),
        ]

    def gather(self, parts: dict[str, Any]) -> Any:
        return super().gather(parts) if parts.keys() & {"script", "roman"} else None


class ContactField(Field):
    """``contact``: who, of which body, how to reach them."""

    def make_parts(self) -> list[Part]:
        return [
            TextPart("name", self.word(_NAME)),
            TextPart("body", self.word(_BODY)),
            TextPart("reach", self.word(_REACH)),
        ]
