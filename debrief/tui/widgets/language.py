"""A language, with the dialect in the person's own word."""

from __future__ import annotations

from typing import Any

from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import Part, TextPart
from debrief.tui.widgets.spec import Option, marked

_DIALECT = marked("Dialect, in their word")


class LanguageField(Field):
    """``language``: found by any part of its name."""

    def make_parts(self) -> list[Part]:
        self.choose = ChoosePart("code", None, self.languages, self.say)
        return [self.choose, TextPart("dialect", self.word(_DIALECT))]

    def languages(self) -> tuple[Option, ...]:
        """The list of the item, or the app's."""
        return self.spec.options or self.listed("language")

    def gather(self, parts: dict[str, Any]) -> Any:
        if "code" not in parts:
            return None
        words = self.choose.words
        return {**parts, **({"other": words} if words else {})}

    def spread(self, value: Any) -> dict[str, Any]:
        self.choose.other.value = value.get("other")
        return dict(value)
