"""An exact time, with its zone; and a signature, which has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.tui.reading import moment_typed, read_moment, written
from debrief.tui.widgets.field import Field, OnePart
from debrief.tui.widgets.part import Part, TextPart, Words
from debrief.tui.widgets.spec import FieldSpec, marked

_AT = marked("Date and time")
_STAFF = marked("Staff number")
_NO_TIME = marked("Write date and time like this: 2011-07-19 14:05 (Ctrl+T for now).")
_NEEDS_BOTH = marked("A signature needs a staff number and a time (Ctrl+T for now).")


class MomentPart(TextPart):
    """A time; Ctrl+T asks ``now``."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "now", show=False)]

    def __init__(self, part: str, label: Words, spec: Callable[[], FieldSpec], **kwargs: Any) -> None:
        super().__init__(part, label, **kwargs)
        self._spec = spec

    def action_now(self) -> None:
        if now := self._spec().now:
            self.value = written(now())

    @property
    def value(self) -> Any:
        return read_moment(self.line.text, self._spec().now)

    @value.setter
    def value(self, value: Any) -> None:
        self.restore(moment_typed(value or "", self._spec().now))

    def problem(self) -> str | None:
        return self._spec().say(_NO_TIME) if self.line.text and self.value is None else None


class MomentField(OnePart):
    """``datetime``: the time of an act of the interviewer or another body."""

    def make_parts(self) -> list[Part]:
        return [MomentPart("at", self.word(_AT), lambda: self.spec)]


class SignatureField(Field):
    """``signature``: who, and when."""

    def make_parts(self) -> list[Part]:
        return [
            TextPart("staff_id", self.word(_STAFF)),
            MomentPart("at", self.word(_AT), lambda: self.spec),
        ]

    def gather(self, parts: dict[str, Any]) -> Any:
        return parts if len(parts) == 2 else None

    def problem(self) -> str | None:
        typed = [part.draft() for part in self.parts if part.draft()]
        half = self.say(_NEEDS_BOTH) if len(typed) == 1 else None
        return super().problem() or half
