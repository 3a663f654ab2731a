"""The lines that bring an answer about: what a person at a plain terminal would write for a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from debrief.bank.answers import LINK_TYPES
from debrief.bank.schema import AnswerSpec
from debrief.interview import Interview
from debrief.plain.parts import PARTS
from debrief.tui.reading import count_words
from debrief.tui.specs import options

_LIKE_A_COMMAND = re.compile(r"^(?:[./]\w|[./] |\?\s*$|\.\s*$)")


def said(line: str) -> str:
    """A line as it has to be written so that it is taken as it stands."""
    return f". {line}" if _LIKE_A_COMMAND.match(line) else line


def lines_for(interview: Interview, spec: AnswerSpec, value: Any) -> list[str]:
    """Every line from the prompt of the answer to the last of it."""
    return list(_lines(interview, spec, value))


def _lines(interview: Interview, spec: AnswerSpec, value: Any) -> Iterator[str]:
    if spec.type in LINK_TYPES:
        many = not isinstance(value, str)
        yield from (each.partition(":")[2] for each in (value if many else [value]))
        if many:
            yield ""
    elif spec.type == "note":
        yield from _page(value)
    elif isinstance(value, str):
        yield said(value)
    elif spec.type in PARTS:
        yield ".parts"
        yield from _in_parts(interview, spec, value)
        yield ""
    else:
        yield from _listed(interview, spec, value)


def _page(text: str) -> Iterator[str]:
    yield from (said(line) for line in text.split("\n"))
    yield "."


def _in_parts(interview: Interview, spec: AnswerSpec, value: Mapping[str, Any]) -> Iterator[str]:
    pages = {part.name for part in PARTS[spec.type] if part.kind == "page"}
    for name, text in _spread(spec.type, value).items():
        if name in pages:
            yield name
            yield from _page(text)
        else:
            yield f"{name} {text}"


def _spread(type_: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """A value by the parts in which it is written."""
    match type_:
        case "partial_date":
            return _date(value)
        case "date_range":
            found: dict[str, Any] = {}
            for end in ("start", "end"):
                for name, text in _date(value.get(end) or {}).items():
                    found[end if name == "date" else f"{end}_{name}"] = text
            return found
        case "count":
            return _count(value)
        case "duration":
            amount = _count(value.get("amount") or {})
            rest = {name: text for name, text in value.items() if name != "amount"}
            return {**({"amount": amount.get("count") or amount["words"]} if amount else {}), **rest}
        case "money":
            sums = count_words({end: value[end] for end in ("from", "to") if end in value})
            rest = {name: text for name, text in value.items() if name not in ("from", "to")}
            return {**({"amount": sums} if sums else {}), **rest}
    return dict(value)


def _date(value: Mapping[str, Any]) -> dict[str, Any]:
    date = value.get("in_calendar") or value.get("edtf")
    found = {"date": date, "words": value.get("words"), "calendar": value.get("calendar")}
    return {name: text for name, text in found.items() if text}


def _count(value: Mapping[str, Any]) -> dict[str, Any]:
    number = count_words({end: value[end] for end in ("from", "to") if end in value})
    return {**({"count": number} if number else {}), **({"words": value["words"]} if "words" in value else {})}


def _listed(interview: Interview, spec: AnswerSpec, value: Any) -> Iterator[str]:
    match spec.type:
        case "single" | "country":
            yield value["choice"]
            yield from _words(interview, spec, [value["choice"]], value)
        case "multi":
            yield from value["choices"]
            yield ""
            yield from _words(interview, spec, value["choices"], value)
        case "coded_multi":
            for each in value:
                yield each["code"]
                yield _passage(each.get("passage"))
                yield from _words(interview, spec, [each["code"]], each)
            yield ""
        case "item_list":
            for each in value:
                yield each["item"]
                yield each.get("reason", "")
            yield ""
        case "checklist":
            yield from _rows(interview, spec, value["lines"], value.get("notes") or {})
        case "matrix":
            yield from _rows(interview, spec, value["marks"], value.get("sources") or {})


def _words(interview: Interview, spec: AnswerSpec, codes: list[str], value: Mapping[str, Any]) -> Iterator[str]:
    listed = options(interview.bank, spec.choices, interview.state.edition, "en") if spec.choices else ()
    if any(option.needs_text for option in listed if option.code in codes):
        yield said(value.get("other", ""))


def _passage(passage: Mapping[str, Any] | None) -> str:
    if not passage:
        return ""
    ends = f" {passage['start']}-{passage['end']}" if "start" in passage else ""
    return f"{passage['at']}{ends}"


def _rows(
    interview: Interview, spec: AnswerSpec, marks: Mapping[str, str], notes: Mapping[str, str]
) -> Iterator[str]:
    rows = [option.code for option in options(interview.bank, str(spec.choices), interview.state.edition, "en")]
    last = max(rows.index(code) for code in marks)
    for code in rows[: last + 1]:
        yield f"{marks[code]} {notes.get(code, '')}".strip() if code in marks else ""
    if last + 1 < len(rows):
        yield "."
