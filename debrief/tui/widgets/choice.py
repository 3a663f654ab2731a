"""Choices of a list: one, several, a country, yes or no."""

from __future__ import annotations

from typing import Any

from debrief.tui.few import YES_NO
from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field, OnePart
from debrief.tui.widgets.part import Part
from debrief.tui.widgets.spec import Option


class SingleField(Field):
    """One of a list, with words where the choice asks for them (``single``, ``country``)."""

    many = False
    part = "choice"

    def make_parts(self) -> list[Part]:
        self.choose = ChoosePart(self.part, None, self.choices, self.say, self.many)
        return [self.choose]

    def choices(self) -> tuple[Option, ...]:
        """Its list."""
        return self.spec.options

    def gather(self, parts: dict[str, Any]) -> Any:
        if not parts:
            return None
        words = self.choose.words
        return {**parts, **({"other": words} if words else {})}

    def spread(self, value: Any) -> dict[str, Any]:
        self.choose.other.value = value.get("other")
        return dict(value)


class MultiField(SingleField):
    """Any number of a list."""

    many = True
    part = "choices"


class CountryField(SingleField):
    """One country, found by any part of its name."""

    def choices(self) -> tuple[Option, ...]:
        return self.spec.options or self.listed("country")


class YesNoField(OnePart):
    """Yes, no or not sure, by number or arrow; a blank is none of them."""

    def make_parts(self) -> list[Part]:
        return [ChoosePart("answer", None, self.answers, self.say, numbered=True)]

    def answers(self) -> tuple[Option, ...]:
        """The app's own words where it gave them."""
        return self.spec.options or self.few(YES_NO)
