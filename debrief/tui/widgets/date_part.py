"""A date as far as known: typed freely, read as one types, kept as said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from debrief.language.date_words import in_words
from debrief.language.dates import DateRead, read_date
from debrief.text import put_in
from debrief.tui.few import CALENDARS
from debrief.tui.reading import date_value
from debrief.tui.widgets.part import Part, TextPart, Words
from debrief.tui.widgets.pick import Pick, PickPart
from debrief.tui.widgets.said import Said
from debrief.tui.widgets.spec import FieldSpec, Option, marked

_DATE = marked("Date")
_CALENDAR = marked("Calendar")
_WORDS = marked("In their words")
_UNDERSTOOD = marked("Understood: {date}")
_KEPT = marked("Kept as words.")
_IMPOSSIBLE = marked("There is no such date. It is kept as words.")


class DatePart(Part):
    """``partial_date``: what is understood stands below what is typed."""

    DEFAULT_CSS = "DatePart > .understood { color: $text-success; margin-left: 18; }"

    def __init__(self, part: str, label: Words | None, spec: Callable[[], FieldSpec], **kwargs: Any) -> None:
        super().__init__(part, label or str, **kwargs)
        self._spec = spec
        self.date = TextPart("date", lambda: label() if label else spec().say(_DATE))
        self.calendar = PickPart("calendar", lambda: spec().say(_CALENDAR), self._calendars)
        self.said = TextPart("words", lambda: spec().say(_WORDS))

    def compose(self) -> ComposeResult:
        yield self.date
        yield Said(self.understood, lambda: self._spec().draw, classes="understood")
        yield self.calendar
        yield self.said

    def _calendars(self) -> tuple[Option, ...]:
        given = self._spec().lists.get("calendar", ())
        say = self._spec().say
        return given or tuple(Option(code, say(label)) for code, label in CALENDARS.items())

    def read(self) -> DateRead:
        """What the words typed mean: those of the date, else those said."""
        words = self.date.value or self.said.value or ""
        return read_date(words, self.calendar.value or "gregorian", self._spec().language)

    def understood(self) -> str:
        """The date in words of the screen's language."""
        read, spec = self.read(), self._spec()
        if read.edtf:
            shown = in_words(read.edtf, spec.language, spec.say)
            return put_in(spec.say(_UNDERSTOOD), {"date": shown})
        return spec.say(_KEPT) if self.value and not read.impossible else ""

    def problem(self) -> str | None:
        return self._spec().say(_IMPOSSIBLE) if self.read().impossible else None

    @on(Input.Changed)
    @on(Pick.Changed)
    def _read_again(self) -> None:
        self.query_one(".understood").refresh(layout=True)

    @property
    def value(self) -> Any:
        return date_value(self.read(), self.date.value, self.said.value, self.calendar.value)

    @value.setter
    def value(self, value: Any) -> None:
        value = value or {}
        words, calendar = value.get("words", ""), value.get("calendar")
        date = value.get("in_calendar") or value.get("edtf") or ""
        read = read_date(words, calendar or "gregorian", self._spec().language)
        if words and read.edtf == value.get("edtf"):
            date, words = words, ""
        self.restore({"date": date, "calendar": calendar, "words": words})

    def draft(self) -> Any:
        return {each.part: each.draft() for each in (self.date, self.calendar, self.said)}

    def restore(self, draft: Any) -> None:
        for each in (self.date, self.calendar, self.said):
            each.restore(draft[each.part])
