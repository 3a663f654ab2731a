"""One line or one page: short text, note, identifier."""

from __future__ import annotations

from debrief.tui.widgets.field import OnePart
from debrief.tui.widgets.part import LONGEST_LINE, BarePage, BareText, Part


class LineField(OnePart):
    """``short_text`` and ``identifier`` (``?`` stands for a character not known)."""

    limit = LONGEST_LINE

    def make_parts(self) -> list[Part]:
        text = BareText("text", str)
        text.limit = self.limit
        return [text]


class IdentifierField(LineField):
    """A reference or serial number, with ``?`` for what is not known."""

    limit = 200


class NoteField(OnePart):
    """The interviewer's own words."""

    def make_parts(self) -> list[Part]:
        return [BarePage("text", str)]
