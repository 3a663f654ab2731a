"""Values of several parts, one class an answer type. A blank is not a value.

Source: ``answer_types`` of the content, with countries as ISO 3166-1 alpha-2.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from debrief.bank.scalars import Code, Decimal, Edtf, LanguageCode, Line, Moment, Text, Whole


class Value(BaseModel):
    """A value of several parts. Nothing of what was typed stands in its errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="after")
    def _says_something(self) -> Value:
        for part in self.__dict__.values():
            if part is not None:
                return self
        raise ValueError("empty")


class Passage(Value):
    """Where in an account something was said: an answer or a note, and the characters of its words.

    A note's number is that of its event, so its words never change. Those of an answer are
    the words that stood in event ``version``; without it, when the passage was named.
    """

    at: Annotated[str, StringConstraints(pattern=r"^[a-z_0-9]+(/\d+)?(\.[a-z_0-9]+)?$|^note:\d+$")]
    start: Whole | None = None
    end: Whole | None = None
    version: Whole | None = None


class VerbatimText(Value):
    """The person's own words: first form, as interpreted, checked translation. Never tidied."""

    original: Text | None = None
    language: LanguageCode | None = None
    english: Text | None = None
    checked: Text | None = None

    @model_validator(mode="after")
    def _has_words(self) -> VerbatimText:
        if not (self.original or self.english):
            raise ValueError("no words")
        return self


class Name(Value):
    """A person's name: own script, romanised, and which part comes first."""

    script: Line | None = None
    roman: Line | None = None
    order: Line | None = None
    language: LanguageCode | None = None

    @model_validator(mode="after")
    def _has_name(self) -> Name:
        if not (self.script or self.roman):
            raise ValueError("no name")
        return self


class Single(Value):
    """One choice of a list; ``other`` holds the words where the choice asks for them."""

    choice: Code
    other: Text | None = None


class Multi(Value):
    """Any number of choices of a list, each once."""

    choices: Annotated[tuple[Code, ...], Field(min_length=1, max_length=200)]
    other: Text | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Multi:
        if len(set(self.choices)) != len(self.choices):
            raise ValueError("a choice twice")
        return self


class Coded(Value):
    """One code, tied to the passage that supports it."""

    code: Code
    passage: Passage | None = None
    other: Text | None = None


class Checklist(Value):
    """Each line of a list: yes, no or does not apply."""

    lines: Annotated[dict[Code, Literal["yes", "no", "not_applicable"]], Field(min_length=1, max_length=200)]
    notes: dict[Code, Text] | None = None


class Matrix(Value):
    """Each line of one list marked with a choice of a second list, with its source."""

    marks: Annotated[dict[Code, Code], Field(min_length=1, max_length=200)]
    sources: dict[Code, Text] | None = None


class PartialDate(Value):
    """A date as far as known.

    ``edtf`` is Gregorian, ISO 8601-2; ``words`` as said; ``calendar`` a code of
    CALENDAR (Gregorian where left out); ``in_calendar`` the date as written in
    that calendar, whose Gregorian range ``edtf`` then holds.
    """

    edtf: Edtf | None = None
    words: Text | None = None
    calendar: Code | None = None
    in_calendar: Line | None = None
    precision: Code | None = None

    @model_validator(mode="after")
    def _has_date(self) -> PartialDate:
        if not (self.edtf or self.words):
            raise ValueError("no date")
        return self


class DateRange(Value):
    """Start and end, each a partial date; either may be unknown, or open (``..``)."""

    start: PartialDate | None = None
    end: PartialDate | None = None


class Count(Value):
    """A number: exact, a range, or words such as "many"."""

    from_: Annotated[Whole | None, Field(alias="from")] = None
    to: Whole | None = None
    words: Text | None = None

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, populate_by_name=False)

    @model_validator(mode="after")
    def _in_order(self) -> Count:
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            raise ValueError("the range runs backwards")
        return self


class Duration(Value):
    """How long, with the words said."""

    amount: Count | None = None
    unit: Literal["minutes", "hours", "days", "nights", "weeks", "months", "years"] | None = None
    words: Text | None = None


class Place(Value):
    """A place as far as known. ``choice`` is a code of the item's own list (UK_PORT)."""

    words: Text | None = None
    town: Line | None = None
    region: Line | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{3,5}$")] | None = None
    choice: Code | None = None
    precision: Literal["exact", "street", "area", "town", "country", "described_only"] | None = None


class Language(Value):
    """A language by ISO 639-3, with the dialect in the person's own word."""

    code: LanguageCode
    dialect: Line | None = None
    other: Line | None = None


class Money(Value):
    """Amount (a range has ``to``), currency ISO 4217, period, and the words said."""

    from_: Annotated[Decimal | None, Field(alias="from")] = None
    to: Decimal | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    per: Literal["once", "hour", "day", "week", "month", "year", "piece"] | None = None
    words: Text | None = None


class Contact(Value):
    """A professional named in the process."""

    name: Line | None = None
    body: Line | None = None
    reach: Line | None = None


class ItemReference(Value):
    """An item, and why it is listed."""

    item: Annotated[str, StringConstraints(pattern=r"^[a-z_0-9]+(/\d+)?$")]
    reason: Text | None = None


class Signature(Value):
    """Who signed, and when."""

    staff_id: Line
    at: Moment
