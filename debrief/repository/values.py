"""From the value of an answer to its typed parts, one row each.

    parts("count", {"from": 3, "to": 5}) == [{"role": "value", "number_from": "3", "number_to": "5"}]

Every type has its parts, so that whatever was said is found again field by
field. Words keep their own layer: first form, as interpreted, checked translation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from debrief.bank.answers import ANSWER_TYPES, LINK_TYPES
from debrief.bank.dates import bounds

Part: TypeAlias = dict[str, str]
"""Column of ``fact_answer`` to its text; ``role`` always."""


def parts(answer_type: str, value: Any) -> list[Part]:
    """The parts of a value that has passed its type's check; one bare part for no value."""
    if value is None:
        return [{"role": "value"}]
    take = _TAKE.get(answer_type)
    if take is not None:
        return list(take(value))
    column = _PLAIN.get(answer_type, "text")
    return [{"role": "value", column: str(value)}]


def _part(role: str = "value", **columns: Any) -> Part:
    known = {name: str(value) for name, value in columns.items() if value is not None}
    return {"role": role, **known}


def _words(value: Any) -> Iterator[Part]:
    if "original" in value:
        yield _part("original", text=value["original"], language=value.get("language"))
    if "english" in value:
        yield _part("english", text=value["english"])
    if "checked" in value:
        yield _part("checked", text=value["checked"])


def _name(value: Any) -> Iterator[Part]:
    for role in ("script", "roman"):
        if role in value:
            yield _part(role, text=value[role], mark=value.get("order"), language=value.get("language"))


def _single(value: Any) -> Iterator[Part]:
    yield _part(code=value["choice"], text=value.get("other"))


def _country(value: Any) -> Iterator[Part]:
    code = value["choice"]
    iso = code if len(code) == 2 and code.isupper() else None
    yield _part(code=code, country=iso, text=value.get("other"))


def _multi(value: Any) -> Iterator[Part]:
    yield from (_part(code=code) for code in value["choices"])
    if "other" in value:
        yield _part("other", text=value["other"])


def _coded(value: Any) -> Iterator[Part]:
    for each in value:
        yield _part(code=each["code"], text=each.get("other"), passage=_passage(each.get("passage")))


def _passage(value: Any) -> str | None:
    if value is None:
        return None
    return f"{value['at']}:{value.get('start', '')}-{value.get('end', '')}"


def _checklist(value: Any) -> Iterator[Part]:
    notes = value.get("notes") or {}
    for code, mark in value["lines"].items():
        yield _part("line", code=code, mark=mark, text=notes.get(code))
    yield from (_part("note", code=c, text=t) for c, t in notes.items() if c not in value["lines"])


def _matrix(value: Any) -> Iterator[Part]:
    sources = value.get("sources") or {}
    for code, mark in value["marks"].items():
        yield _part("line", code=code, mark=mark, text=sources.get(code))
    extra = {code: text for code, text in sources.items() if code not in value["marks"]}
    yield from (_part("note", code=code, text=text) for code, text in extra.items())


def _date(value: Any, role: str = "value") -> Iterator[Part]:
    edtf = value.get("edtf")
    first, last = bounds(edtf) if edtf else (None, None)
    yield _part(
        role, edtf=edtf, first=first, last=last, text=value.get("words"),
        calendar=value.get("calendar"), in_calendar=value.get("in_calendar"),
        precision=value.get("precision"),
    )  # fmt: skip


def _dates(value: Any) -> Iterator[Part]:
    for role in ("start", "end"):
        if role in value:
            yield from _date(value[role], role)


def _moment(value: Any) -> Iterator[Part]:
    yield _part(edtf=value, first=value[:10], last=value[:10])


def _count(value: Any) -> Iterator[Part]:
    yield _part(number_from=value.get("from"), number_to=value.get("to"), text=value.get("words"))


def _duration(value: Any) -> Iterator[Part]:
    amount = value.get("amount") or {}
    yield _part(
        number_from=amount.get("from"), number_to=amount.get("to"), unit=value.get("unit"),
        text=value.get("words"),
    )  # fmt: skip
    if "words" in amount:
        yield _part("amount", text=amount["words"])


def _place(value: Any) -> Iterator[Part]:
    yield _part(
        text=value.get("words"), town=value.get("town"), region=value.get("region"),
        country=value.get("country"), place_code=value.get("code"), code=value.get("choice"),
        precision=value.get("precision"),
    )  # fmt: skip


def _language(value: Any) -> Iterator[Part]:
    yield _part(language=value["code"], code=value["code"], text=value.get("dialect"))
    if "other" in value:
        yield _part("other", text=value["other"])


def _money(value: Any) -> Iterator[Part]:
    yield _part(
        number_from=value.get("from"), number_to=value.get("to"), currency=value.get("currency"),
        unit=value.get("per"), text=value.get("words"),
    )  # fmt: skip


def _contact(value: Any) -> Iterator[Part]:
    yield from (_part(role, text=value[role]) for role in ("name", "body", "reach") if role in value)


def _items(value: Any) -> Iterator[Part]:
    yield from (_part(link=each["item"], text=each.get("reason")) for each in value)


def _signature(value: Any) -> Iterator[Part]:
    at = value["at"]
    yield _part(text=value["staff_id"], edtf=at, first=at[:10], last=at[:10])


def _links(value: Any) -> Iterator[Part]:
    yield from (_part(link=link) for link in ([value] if isinstance(value, str) else value))


_PLAIN = {
    "identifier": "text",
    "note": "text",
    "phone": "text",
    "short_text": "text",
    "yes_no_not_sure": "code",
}
_TAKE: dict[str, Callable[[Any], Iterator[Part]]] = {
    "checklist": _checklist,
    "coded_multi": _coded,
    "contact": _contact,
    "count": _count,
    "country": _country,
    "date_range": _dates,
    "datetime": _moment,
    "duration": _duration,
    "item_list": _items,
    "language": _language,
    "matrix": _matrix,
    "money": _money,
    "multi": _multi,
    "name": _name,
    "partial_date": _date,
    "place": _place,
    "signature": _signature,
    "single": _single,
    "verbatim_text": _words,
    **dict.fromkeys(LINK_TYPES, _links),
}

UNTAKEN = ANSWER_TYPES - set(_TAKE) - set(_PLAIN) - {"group", "card"}
"""Answer types that this version cannot take apart: always none (a test says so)."""
