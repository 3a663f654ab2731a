"""One line or one page: short text, note, identifier."""

from __future__ import annotations

from debrief.tui.widgets.field import OnePart
from debrief.tui.widgets.part import BarePage, BareText, Part
from debrief.tui.widgets.spec import marked

_TOO_LONG = marked("Too long for one line: {count} characters, at most {limit}.")


class LineField(OnePart):
    """``short_text`` and ``identifier`` (``?`` stands for a character not known)."""

    limit = 1_000

    def make_parts(self) -> list[Part]:
        return [BareText("text", str)]

    def problem(self) -> str | None:
        count = len(self.parts[0].value or "")
        if count > self.limit:
            return self.say(_TOO_LONG).format(count=count, limit=self.limit)
        return None


class IdentifierField(LineField):
    """A reference or serial number, with ``?`` for what is not known."""

    limit = 200


class NoteField(OnePart):
    """The interviewer's own words."""

    def make_parts(self) -> list[Part]:
        return [BarePage("text", str)]
