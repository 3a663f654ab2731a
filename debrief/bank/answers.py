"""The answer types: what the value of an answer looks like, type by type.

A value is plain JSON (no floats: amounts are decimal strings). Codes of choices are
checked against their list by ``Bank.check_value``; here is only the shape.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from debrief.bank.scalars import Identifier, Line, Moment, Text
from debrief.bank.values import (
    Checklist,
    Coded,
    Contact,
    Count,
    DateRange,
    Duration,
    ItemReference,
    Language,
    Matrix,
    Money,
    Multi,
    Name,
    PartialDate,
    Place,
    Signature,
    Single,
    Value,
    VerbatimText,
)


def _link(kind: str) -> Any:
    return Annotated[str, StringConstraints(pattern=rf"^{kind}:[1-9]\d{{0,5}}$")]


def _links(kind: str) -> Any:
    many: Any = tuple.__class_getitem__((_link(kind), ...))
    return Annotated[many, Field(min_length=1, max_length=500)]


_Y = Literal["yes", "no", "not_sure"]

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
    "identifier": Identifier,
    "item_list": Annotated[tuple[ItemReference, ...], Field(min_length=1, max_length=20_000)],
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
    "phone": Identifier,
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

_PARTS = frozenset(
    field.alias or name for part in Value.__subclasses__() for name, field in part.model_fields.items()
)

_adapters: dict[str, TypeAdapter[Any]] = {}


def shape_of(answer_type: str) -> TypeAdapter[Any]:
    """The validator of one type, built when first needed."""
    if answer_type not in _adapters:
        _adapters[answer_type] = TypeAdapter(_SHAPES[answer_type])
    return _adapters[answer_type]


def read_value(answer_type: str, value: object) -> Any:
    """``value`` in its canonical JSON form, or ``ValueError`` that names only parts of the type."""
    adapter = shape_of(answer_type)
    try:
        good = adapter.validate_python(_tuples(value))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        # Only our own names of parts: a key of the value is something somebody may have said.
        where = ".".join(step for step in first["loc"] if step in _PARTS)
        raise ValueError(where or answer_type) from None
    return adapter.dump_python(good, mode="json", by_alias=True, exclude_none=True)


def _tuples(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(_tuples(part) for part in value)
    if isinstance(value, dict):
        return {key: part if isinstance(part, str) else _tuples(part) for key, part in value.items()}
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
