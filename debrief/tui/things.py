"""The things of a record that can be linked to, and how a value reads in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debrief.bank.schema import AnswerSpec
from debrief.interview import Address, Interview
from debrief.language import country, current, language_name, say
from debrief.language.date_words import in_words
from debrief.tui import phrases
from debrief.tui.widgets.spec import Option

_LINE_MARKS = {"yes": "Yes", "no": "No"}
_YES_NO = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
NAMING = ("name", "phone", "identifier", "short_text", "place", "verbatim_text")
"""Types of fields that can name a thing."""
_UNITS = ("minutes", "hours", "days", "nights", "weeks", "months", "years")


def things_of(interview: Interview, kind: str) -> tuple[Option, ...]:
    """Every thing of a kind in this record, as ``kind:number`` and what it is called."""
    repeat = interview.bank.item_of_kind(kind)
    if repeat is None:
        return ()
    return tuple(Option(f"{kind}:{n}", thing_label(interview, repeat, n)) for n in interview.instances(repeat))


def thing_label(interview: Interview, repeat: str, instance: int) -> str:
    """What an instance is called: a card by its title, a part of the journey by its ends."""
    bank = interview.bank
    if repeat == "leg":
        ends = [words(interview, Address(f"leg_{end}", instance)) or "?" for end in ("from", "to")]
        return " → ".join(ends)
    if repeat == "entry":
        return _first(interview, instance, "ent_port", "ent_kind", "ent_when")
    if repeat == "exp":
        return _first(interview, instance, "exp_place", "exp_sector", "exp_kind")
    item = bank.items[repeat]
    if item.answer.card:
        named = _title(interview, repeat, instance, item.answer.card)
        return named or f"{phrases.card_label(bank, repeat)} {instance}"
    return words(interview, Address(repeat, instance)) or f"{phrases.item_label(item)} {instance}"


def _first(interview: Interview, instance: int, *items: str) -> str:
    for item in items:
        if found := words(interview, Address(item, instance)):
            return found
    repeat = interview.bank.repeat_of(items[0]) or items[0]
    return f"{phrases.repeat_label(interview.bank, repeat)} {instance}"


def _title(interview: Interview, repeat: str, instance: int, card: str) -> str:
    """The card's own title, or else the first of its fields that says what it is."""
    _, title, whole = interview.bank.cards[card]
    plain = [name for name, spec in whole.fields.items() if spec.type in NAMING]
    for name in (title, *plain):
        if value := interview.value(Address(repeat, instance, name)):
            return shortened(value_words(interview, whole.fields[name], value), 40)
    return ""


def words(interview: Interview, address: Address) -> str:
    """The answer at an address in words; empty when there is none."""
    spec = interview.bank.spec(address.item, address.field)
    value = interview.value(address)
    return "" if spec is None or value is None else value_words(interview, spec, value)


def address_label(interview: Interview, address: Address) -> str:
    """What an answer is called: its item, the field, and the number of the instance."""
    bank = interview.bank
    item, spec = bank.items[address.item], bank.spec(address.item, address.field)
    label = phrases.item_label(item)
    if address.field and spec is not None:
        label = f"{label}, {phrases.field_label(bank, item, address.field, spec)}"
    return f"{label} ({address.instance})" if address.instance else label


def shortened(text: str, length: int) -> str:
    """One line of at most ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def value_words(interview: Interview, spec: AnswerSpec, value: Any) -> str:
    """A value of any type in the language of the screen."""
    if spec.fields and isinstance(value, Mapping):
        parts = [
            f"{each.label and _field(interview, spec, name)}: {value_words(interview, each, value[name])}"
            for name, each in spec.fields.items()
            if value.get(name) is not None
        ]
        return "; ".join(parts)
    if isinstance(value, str):
        return _plain(interview, spec, value)
    if isinstance(value, list):
        return ", ".join(_one(interview, spec, each) for each in value)
    return _mapping(interview, spec, value)


def _field(interview: Interview, spec: AnswerSpec, name: str) -> str:
    for item in interview.bank.items.values():
        if interview.bank.answer_of(item.id) is spec:
            return phrases.field_label(interview.bank, item, name, spec.fields[name])
    return spec.fields[name].label


def _plain(interview: Interview, spec: AnswerSpec, value: str) -> str:
    if spec.type == "yes_no_not_sure":
        return say(_YES_NO[value])
    if spec.type == "datetime":
        return value.replace("T", " ")
    if spec.type.endswith(("_link", "_links")):
        return _one(interview, spec, value)
    return value


def _one(interview: Interview, spec: AnswerSpec, value: Any) -> str:
    if isinstance(value, str) and ":" in value:
        kind, _, number = value.partition(":")
        repeat = interview.bank.item_of_kind(kind)
        return thing_label(interview, repeat, int(number)) if repeat else value
    if isinstance(value, Mapping) and "code" in value:
        return _coded(interview, spec, value["code"], value.get("other"))
    if isinstance(value, Mapping) and "item" in value:
        item = interview.bank.items.get(str(value["item"]).partition("/")[0])
        named = phrases.item_label(item) if item else str(value["item"])
        return f"{named} ({value['reason']})" if value.get("reason") else named
    return str(value)


def _coded(interview: Interview, spec: AnswerSpec, code: str, other: str | None = None) -> str:
    standard = (interview.bank.lists[spec.choices].standard or "") if spec.choices else ""
    label = None
    if standard.startswith("ISO 3166") or spec.type == "country":
        label = country(code, current().tag)
    elif standard.startswith("ISO 639"):
        label = language_name(code, current().tag)
    if label is None:
        label = (
            phrases.choice_label(interview.bank, spec.choices, code, interview.state.edition)
            if spec.choices
            else code
        )
    return f"{label}: {other}" if other else label


def _mapping(interview: Interview, spec: AnswerSpec, value: Mapping[str, Any]) -> str:
    match spec.type:
        case "verbatim_text":
            return str(value.get("original") or value.get("english") or "")
        case "name":
            return " · ".join(value[k] for k in ("roman", "script") if value.get(k))
        case "single" | "country":
            return _coded(interview, spec, value["choice"], value.get("other"))
        case "multi":
            found = ", ".join(_coded(interview, spec, code) for code in value["choices"])
            return f"{found}: {value['other']}" if value.get("other") else found
        case "partial_date":
            return _date(value)
        case "date_range":
            return " – ".join(_date(value[k]) if value.get(k) else "?" for k in ("start", "end"))
        case "place":
            return _place(interview, spec, value)
        case "language":
            named = language_name(value["code"], current().tag) or value["code"]
            return ", ".join(filter(None, (named, value.get("dialect"), value.get("other"))))
        case "checklist":
            return "; ".join(
                f"{_coded(interview, spec, code)}: {_line_mark(answer)}"
                for code, answer in value["lines"].items()
            )
        case "matrix":
            marks = AnswerSpec("single", choices=spec.marks)
            return "; ".join(
                f"{_coded(interview, spec, code)}: {_coded(interview, marks, mark)}"
                for code, mark in value["marks"].items()
            )
        case "count":
            return _count(value)
        case "duration":
            return _duration(value)
        case "money":
            return _money(value)
    return ", ".join(str(part) for part in value.values())


def _line_mark(answer: str) -> str:
    return say(_LINE_MARKS.get(answer, "does not apply"))


def _date(value: Mapping[str, Any]) -> str:
    read = in_words(value["edtf"], current().tag, say) if value.get("edtf") else ""
    words = value.get("words") or ""
    return f"{read} (“{words}”)" if read and words and words != read else read or words


def _place(interview: Interview, spec: AnswerSpec, value: Mapping[str, Any]) -> str:
    listed = _coded(interview, spec, value["choice"]) if value.get("choice") and spec.choices else ""
    named = country(value["country"], current().tag) if value.get("country") else ""
    parts = [listed, value.get("town"), value.get("region"), named]
    known = ", ".join(part for part in parts if part)
    said = value.get("words") or ""
    if said and known and said.casefold() not in known.casefold():
        return f"{said}, {known}"
    return known or said or value.get("code") or "?"


def _count(value: Mapping[str, Any]) -> str:
    if value.get("from") is None and value.get("to") is None:
        return str(value.get("words") or "")
    low, high = value.get("from"), value.get("to")
    if low == high or high is None:
        return str(low)
    return f"{low if low is not None else '?'}–{high}"


def _duration(value: Mapping[str, Any]) -> str:
    if not value.get("amount"):
        return str(value.get("words") or "")
    unit = value.get("unit")
    return f"{_count(value['amount'])} {say(unit) if unit in _UNITS else ''}".strip()


def _money(value: Mapping[str, Any]) -> str:
    if value.get("from") is None and value.get("to") is None:
        return str(value.get("words") or "")
    amount = "–".join(value[k] for k in ("from", "to") if value.get(k))
    return " ".join(filter(None, (amount, value.get("currency"))))
