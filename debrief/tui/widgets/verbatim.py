"""The person's own words: as said, as interpreted, as checked. Never tidied."""

from __future__ import annotations

from typing import Any

from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import PagePart, Part
from debrief.tui.widgets.spec import marked

_ORIGINAL = marked("In the language spoken")
_LANGUAGE = marked("Language")
_ENGLISH = marked("As interpreted into English")
_CHECKED = marked("Checked translation")
_NEEDS_WORDS = marked("The words themselves are still missing.")


class VerbatimField(Field):
    """``verbatim_text``: three pages and the language of the first."""

    DEFAULT_CSS = """
    VerbatimField .layer-english Page, VerbatimField .layer-checked Page { min-height: 1; }
    """

    def make_parts(self) -> list[Part]:
        return [
            PagePart("original", self.word(_ORIGINAL)),
            PagePart("english", self.word(_ENGLISH), classes="layer-english"),
            ChoosePart("language", self.word(_LANGUAGE), lambda: self.listed("language"), self.say),
            PagePart("checked", self.word(_CHECKED), classes="layer-checked"),
        ]

    def gather(self, parts: dict[str, Any]) -> Any:
        """A language alone is no answer; what was typed stays in the draft."""
        return super().gather(parts) if parts.keys() & {"original", "english"} else None

    def problem(self) -> str | None:
        original, english, _, checked = (part.value for part in self.parts)
        if checked and not (original or english):
            return self.say(_NEEDS_WORDS)
        return super().problem()
