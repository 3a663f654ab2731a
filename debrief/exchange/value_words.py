"""How a value of any type reads in words, and what the things of a record are called.

They are read from a ``Source``: a whole interview, or the part of one that a recipient may hold.
A thing that the recipient may not know is then called by its kind and number, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from debrief.bank import Bank
from debrief.bank.schema import AnswerSpec
from debrief.exchange.labels import card_label, choice_label, field_label, item_label, repeat_label
from debrief.interview import Address
from debrief.language import country, current, day, language_name, marked, say
from debrief.language.date_words import in_words

_LINE_MARKS = {"yes": "Yes", "no": "No"}
_YES_NO = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
NAMING = ("name", "phone", "identifier", "short_text", "place", "verbatim_text")
"""Types of fields that can name a thing."""
_UNITS = ("minutes", "hours", "days", "nights", "weeks", "months", "years")


_PER = {
    "once": marked("once"),
    "hour": marked("an hour"),
    "day": marked("a day"),
    "week": marked("a week"),
    "month": marked("a month"),
    "year": marked("a year"),
    "piece": marked("for each piece"),
}


class Source(Protocol):
    """What is on record, as far as the reader may know it."""

    @property
    def bank(self) -> Bank: ...

    @property
    def edition(self) -> str: ...

    def value(self, address: Address) -> Any:
        """The value at an address, or ``None``; a group or card gives its fields."""

    def instances(self, repeat: str) -> tuple[int, ...]:
        """The instances of a repeat, in the order they are told in."""


def thing_label(source: Source, repeat: str, instance: int) -> str:
    """What an instance is called: a card by its title, a part of the journey by its ends."""
    bank = source.bank
    if repeat == "leg":
        ends = [words(source, Address(f"leg_{end}", instance)) or "?" for end in ("from", "to")]
        return " → ".join(ends)
    if repeat == "entry":
        return _first(source, instance, "ent_port", "ent_kind", "ent_when")
    if repeat == "exp":
        return _first(source, instance, "exp_place", "exp_sector", "exp_kind")
    item = bank.items[repeat]
    if item.answer.card:
        named = _title(source, repeat, instance, item.answer.card)
        return named or f"{card_label(bank, repeat)} {instance}"
    return words(source, Address(repeat, instance)) or f"{item_label(item)} {instance}"


def _first(source: Source, instance: int, *items: str) -> str:
    for item in items:
        if found := words(source, Address(item, instance)):
            return found
    repeat = source.bank.repeat_of(items[0]) or items[0]
    return f"{repeat_label(source.bank, repeat)} {instance}"


def _title(source: Source, repeat: str, instance: int, card: str) -> str:
    """The card's own title, or else the first of its fields that says what it is."""
    _, title, whole = source.bank.cards[card]
    plain = [name for name, spec in whole.fields.items() if spec.type in NAMING]
    for name in (title, *plain):
        if value := source.value(Address(repeat, instance, name)):
            return shortened(value_words(source, whole.fields[name], value), 40)
    return ""


def words(source: Source, address: Address) -> str:
    """The answer at an address in words; empty when there is none."""
    spec = source.bank.spec(address.item, address.field)
    value = source.value(address)
    return "" if spec is None or value is None else value_words(source, spec, value)


def shortened(text: str, length: int) -> str:
    """One line of at most ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def value_words(source: Source, spec: AnswerSpec, value: Any) -> str:
    """A value of any type in the language of the screen."""
    if spec.fields and isinstance(value, Mapping):
        parts = [
            f"{each.label and _field(source, spec, name)}: {value_words(source, each, value[name])}"
            for name, each in spec.fields.items()
            if value.get(name) is not None
        ]
        return "; ".join(parts)
    if isinstance(value, str):
        return _plain(source, spec, value)
    if isinstance(value, list):
        return ", ".join(_one(source, spec, each) for each in value)
    return _mapping(source, spec, value)


def _field(source: Source, spec: AnswerSpec, name: str) -> str:
    for item in source.bank.items.values():
        if source.bank.answer_of(item.id) is spec:
            return field_label(source.bank, item, name, spec.fields[name])
    return spec.fields[name].label


def _plain(source: Source, spec: AnswerSpec, value: str) -> str:
    if spec.type == "yes_no_not_sure":
        return say(_YES_NO[value])
    if spec.type == "datetime":
        return _moment(value)
    if spec.type.endswith(("_link", "_links")):
        return _one(source, spec, value)
    return value


def _moment(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return f"{day(moment.date())}, {moment:%H:%M}"


def _one(source: Source, spec: AnswerSpec, value: Any) -> str:
    if isinstance(value, str) and ":" in value:
        kind, _, number = value.partition(":")
        repeat = source.bank.item_of_kind(kind)
        return thing_label(source, repeat, int(number)) if repeat else value
    if isinstance(value, Mapping) and "code" in value:
        return _coded(source, spec, value["code"], value.get("other"))
    if isinstance(value, Mapping) and "item" in value:
        item = source.bank.items.get(str(value["item"]).partition("/")[0])
        named = item_label(item) if item else str(value["item"])
        return f"{named} ({value['reason']})" if value.get("reason") else named
    return str(value)


def _coded(source: Source, spec: AnswerSpec, code: str, other: str | None = None) -> str:
    standard = (source.bank.lists[spec.choices].standard or "") if spec.choices else ""
    label = None
    if standard.startswith("ISO 3166") or spec.type == "country":
        label = country(code, current().tag)
    elif standard.startswith("ISO 639"):
        label = language_name(code, current().tag)
    if label is None:
        label = choice_label(source.bank, spec.choices, code, source.edition) if spec.choices else code
    return f"{label}: {other}" if other else label


def _mapping(source: Source, spec: AnswerSpec, value: Mapping[str, Any]) -> str:
    match spec.type:
        case "verbatim_text":
            return str(value.get("original") or value.get("english") or "")
        case "name":
            return " · ".join(value[k] for k in ("roman", "script") if value.get(k))
        case "single" | "country":
            return _coded(source, spec, value["choice"], value.get("other"))
        case "multi":
            found = ", ".join(_coded(source, spec, code) for code in value["choices"])
            return f"{found}: {value['other']}" if value.get("other") else found
        case "partial_date":
            return _date(value)
        case "date_range":
            return " – ".join(_date(value[k]) if value.get(k) else "?" for k in ("start", "end"))
        case "place":
            return _place(source, spec, value)
        case "language":
            named = language_name(value["code"], current().tag) or value["code"]
            return ", ".join(filter(None, (named, value.get("dialect"), value.get("other"))))
        case "checklist":
            return "; ".join(
                f"{_coded(source, spec, code)}: {_line_mark(answer)}" for code, answer in value["lines"].items()
            )
        case "matrix":
            marks = AnswerSpec("single", choices=spec.marks)
            sources = value.get("sources") or {}
            return "; ".join(
                _noted(f"{_coded(source, spec, code)}: {_coded(source, marks, mark)}", sources.get(code))
                for code, mark in value["marks"].items()
            )
        case "count":
            return _count(value)
        case "duration":
            return _duration(value)
        case "money":
            return _money(value)
        case "signature":
            return f"{value['staff_id']}, {_moment(value['at'])}"
    return ", ".join(str(part) for part in value.values())


def _noted(words: str, note: str | None) -> str:
    return f"{words} ({note})" if note else words


def _line_mark(answer: str) -> str:
    return say(_LINE_MARKS.get(answer, "does not apply"))


def _date(value: Mapping[str, Any]) -> str:
    read = in_words(value["edtf"], current().tag, say) if value.get("edtf") else ""
    words = value.get("words") or ""
    return f"{read} (“{words}”)" if read and words and words != read else read or words


def _place(source: Source, spec: AnswerSpec, value: Mapping[str, Any]) -> str:
    listed = _coded(source, spec, value["choice"]) if value.get("choice") and spec.choices else ""
    named = country(value["country"], current().tag) if value.get("country") else ""
    parts = [listed, value.get("town"), value.get("region"), named]
    known = ", ".join(part for part in parts if part)
    said = value.get("words") or ""
    if said and known and said.casefold() not in known.casefold():
        return f"{said}, {known}"
    return known or said or value.get("code") or "?"


def _count(value: Mapping[str, Any]) -> str:
    return _with_words(_range(value), value)


def _range(value: Mapping[str, Any]) -> str:
    low, high = value.get("from"), value.get("to")
    if low is None and high is None:
        return ""
    if low is None:
        return say("up to {number}", number=str(high))
    return str(low) if low == high or high is None else f"{low}–{high}"


def _duration(value: Mapping[str, Any]) -> str:
    if not value.get("amount"):
        return str(value.get("words") or "")
    unit = value.get("unit")
    return _with_words(f"{_count(value['amount'])} {say(unit) if unit in _UNITS else ''}".strip(), value)


def _money(value: Mapping[str, Any]) -> str:
    amount = " ".join(filter(None, (_range(value), value.get("currency"))))
    per = say(_PER[value["per"]]) if value.get("per") in _PER else ""
    return _with_words(" ".join(filter(None, (amount, per))), value)


def _with_words(known: str, value: Mapping[str, Any]) -> str:
    """What was understood, and beside it the words that were said, where they say more."""
    said = str(value.get("words") or "")
    return f"{known} (“{said}”)" if known and said and said != known else known or said
