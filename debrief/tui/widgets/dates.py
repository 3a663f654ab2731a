"""A date as far as known, and a time from one to another."""

from __future__ import annotations

from debrief.tui.widgets.date_part import DatePart
from debrief.tui.widgets.field import Field, OnePart
from debrief.tui.widgets.part import Part
from debrief.tui.widgets.spec import marked

_START = marked("From")
_END = marked("To (.. if not over)")


class PartialDateField(OnePart):
    """``partial_date``."""

    def make_parts(self) -> list[Part]:
        return [DatePart("date", None, lambda: self.spec)]


class DateRangeField(Field):
    """``date_range``: either end may be unknown, or open (``..``)."""

    def make_parts(self) -> list[Part]:
        return [
            DatePart("start", self.word(_START), lambda: self.spec),
            DatePart("end", self.word(_END), lambda: self.spec),
        ]
