"""The answer types: what the value of an answer looks like, type by type.

A value is plain JSON (no floats: amounts are decimal strings). A blank is not
a value: an answer without one has only a response state. Codes of choices are
checked against their list by ``Bank.check_value``; here is only the shape.

Source: ``answer_types`` of the content, with countries as ISO 3166-1 alpha-2.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from debrief.text import is_safe


def _safe(text: str) -> str:
    if not is_safe(text):
        raise ValueError("characters that may not be stored")
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=200_000), AfterValidator(_safe)]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1_000, pattern=r"^[^\n]*$"),
    AfterValidator(_safe),
]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,60}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{2,12}$")]
Decimal = Annotated[str, StringConstraints(pattern=r"^\d{1,15}(\.\d{1,4})?$")]
Whole = Annotated[int, Field(ge=0, le=10_000_000, strict=True)]


_PLAIN = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


def _is_plain(text: str) -> bool:
    """A year, month or day, by far the most dates: seen without the grammar, which takes 5 ms."""
    match = _PLAIN.match(text)
    if not match:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def _edtf(text: str) -> str:
    """EDTF level 1 and the one-of sets; ``..`` alone is an open end."""
    if text == ".." or _is_plain(text):
        return text
    start, slash, end = text.partition("/")
    for part in (start, end) if slash and ".." in (start, end) else (text,):
        if part and part != "..":
            try:
                parse_edtf(part)
            except (EDTFParseException, ValueError, TypeError, AttributeError):
                raise ValueError("not a date in EDTF") from None
    return text


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return text


Edtf = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60, pattern=r"^[0-9XY~?%./,\[\]{}\-]+$"),
    AfterValidator(_edtf),
]
Moment = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)$"),
    AfterValidator(_moment),
]


class Value(BaseModel):
    """A value of several parts. Nothing of what was typed stands in its errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="after")
    def _says_something(self) -> Value:
        if all(part is None for part in self.__dict__.values()):
            raise ValueError("empty")
        return self


class Passage(Value):
    """Where in an account something was said: an answer, and the characters of its words."""

    at: Annotated[str, StringConstraints(pattern=r"^[a-z_0-9]+(/\d+)?(\.[a-z_0-9]+)?$|^note:\d+$")]
    start: Whole | None = None
    end: Whole | None = None


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


def _link(kind: str) -> Any:
    return Annotated[str, StringConstraints(pattern=rf"^{kind}:[1-9]\d{{0,5}}$")]


def _links(kind: str) -> Any:
    one = _link(kind)
    return Annotated[tuple[one, ...], Field(min_length=1, max_length=500)]


_Y = Literal["yes", "no", "not_sure"]
_Identifier = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]+$"), AfterValidator(_safe)
]

_SHAPES: dict[str, Any] = {
    "checklist": Checklist,
    "coded_multi": Annotated[tuple[Coded, ...], Field(min_length=1, max_length=200)],
    "contact": Contact,
    "count": Count,
    "country": Single,
    "date_range": DateRange,
    "datetime": Moment,
    "document_links": _links("document"),
    "duration": Duration,
    "identifier": _Identifier,
    "item_list": Annotated[tuple[ItemReference, ...], Field(min_length=1, max_length=500)],
    "language": Language,
    "leg_links": _links("leg"),
    "matrix": Matrix,
    "money": Money,
    "money_links": _links("money"),
    "multi": Multi,
    "name": Name,
    "note": Text,
    "org_links": _links("org"),
    "partial_date": PartialDate,
    "person_link": _link("person"),
    "persons_link": _links("person"),
    "phone": _Identifier,
    "phone_links": _links("phone"),
    "place": Place,
    "place_link": _link("place"),
    "place_links": _links("place"),
    "short_text": Line,
    "signature": Signature,
    "single": Single,
    "vehicle_link": _link("vehicle"),
    "vehicle_links": _links("vehicle"),
    "verbatim_text": VerbatimText,
    "yes_no_not_sure": _Y,
}

CONTAINERS = frozenset({"group", "card"})
"""Types that have fields instead of a value of their own."""

ANSWER_TYPES = frozenset(_SHAPES) | CONTAINERS

LINK_TYPES: dict[str, str] = {
    name: re.sub(r"s?_links?$", "", name) for name in _SHAPES if re.search(r"_links?$", name)
}
"""Link type to the kind of thing it links to: person, phone, vehicle, place, org, document, money, leg."""

CODE_TYPES = frozenset({"single", "multi", "coded_multi", "checklist", "matrix", "country"})
"""Types whose value holds codes of the list named beside them."""

_adapters: dict[str, TypeAdapter[Any]] = {}


def shape_of(answer_type: str) -> TypeAdapter[Any]:
    """The validator of one type, built when first needed."""
    if answer_type not in _adapters:
        _adapters[answer_type] = TypeAdapter(_SHAPES[answer_type])
    return _adapters[answer_type]


def read_value(answer_type: str, value: object) -> Any:
    """``value`` in its canonical JSON form, or ``ValueError`` without a word of it."""
    adapter = shape_of(answer_type)
    try:
        good = adapter.validate_python(_tuples(value), strict=False)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"] if isinstance(step, str))
        raise ValueError(where or answer_type) from None
    return adapter.dump_python(good, mode="json", by_alias=True, exclude_none=True)


def _tuples(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(_tuples(part) for part in value)
    if isinstance(value, dict):
        return {key: _tuples(part) for key, part in value.items()}
    return value


def codes_in(answer_type: str, value: Any) -> tuple[str, ...]:
    """The codes of the first list that stand in a value (lines of a checklist or matrix too)."""
    match answer_type:
        case "single" | "country":
            return (value["choice"],)
        case "multi":
            return tuple(value["choices"])
        case "coded_multi":
            return tuple(each["code"] for each in value)
        case "checklist":
            return tuple(value["lines"])
        case "matrix":
            return tuple(value["marks"])
        case "place":
            return (value["choice"],) if "choice" in value else ()
        case "yes_no_not_sure":
            return (value,)
    return ()


def links_in(answer_type: str, value: Any) -> tuple[str, ...]:
    """The things a value links to, as ``kind:number``."""
    if answer_type not in LINK_TYPES:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
