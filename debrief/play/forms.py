"""The short forms in which an account script may write a value, and the full value each one means.

Nothing is guessed: a short form has exactly one meaning, and what has none is
refused. The bank's own types then check the value (``Bank.check_value``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from debrief.bank import Bank
from debrief.bank.answers import LINK_TYPES, read_value
from debrief.bank.schema import AnswerSpec
from debrief.language import countries, fold
from debrief.language.names import ALSO_CALLED

NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_PERIODS = "once|hour|day|week|month|year|piece"
_UNITS = "minutes?|hours?|days?|nights?|weeks?|months?|years?"
_COUNT = re.compile(rf"^{NUMBER}(?:\s*(?:to|-|–)\s*{NUMBER})?$")
_DURATION = re.compile(rf"^(.+?)\s+({_UNITS})$")
_MONEY = re.compile(
    rf"^{NUMBER}(?:\s*(?:to|-|–)\s*{NUMBER})?\s+([A-Z]{{3}})(?:\s+(?:an?|per)\s+({_PERIODS}))?$"
)


class Misfit(ValueError):
    """A value does not have the form of its type; ``expected`` says in words what does."""

    def __init__(self, expected: str) -> None:
        super().__init__("misfit")
        self.expected = expected


class NoSuchName(ValueError):
    """A value points to something that no step makes."""


@dataclass(frozen=True)
class Forms:
    """Short forms of one script: its bank, the language of its plain words, its local names.

    ``link(kind, name)`` gives ``person:3``; ``passage(text)`` an address with instance numbers.
    Both raise ``NoSuchName``.
    """

    bank: Bank
    words: str
    layer: str
    link: Callable[[str, str], str]
    passage: Callable[[str], str]

    def value(self, spec: AnswerSpec, raw: Any, name: str) -> Any:
        """The canonical value. Raises ``Misfit``, ``NoSuchName``, or a refusal of the bank."""
        if spec.type in LINK_TYPES:
            full = self._links(spec.type, raw)
        else:
            full = _FORMS.get(spec.type, _plain)(self, spec, raw)
        return self.bank.check_value(spec, full, name)

    def _links(self, kind: str, raw: Any) -> Any:
        names = raw if isinstance(raw, list) else [raw]
        if not names or not all(isinstance(each, str) for each in names):
            raise Misfit("the local name of a card, or a list of them")
        links = [self.link(LINK_TYPES[kind], each) for each in names]
        if kind.endswith("_link") and kind != "persons_link":
            if len(links) != 1:
                raise Misfit("one local name")
            return links[0]
        return links


def _plain(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    """Types that are one text: numbers in YAML become text again."""
    if isinstance(raw, bool) or raw is None or isinstance(raw, dict | list):
        raise Misfit("plain text") if spec.type != "signature" else Misfit("staff_id and at")
    return str(raw)


def _mapping(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if not isinstance(raw, dict):
        raise Misfit("a mapping of its parts")
    return dict(raw)


def _verbatim(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if isinstance(raw, str):
        return {"original": raw, "language": forms.words} if forms.layer == "original" else {"english": raw}
    if isinstance(raw, dict) and "original" in raw:
        return {"language": forms.words, **raw}
    return _mapping(forms, spec, raw)


def _name(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    return {"roman": raw} if isinstance(raw, str) else _mapping(forms, spec, raw)


def _contact(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    return {"body": raw} if isinstance(raw, str) else _mapping(forms, spec, raw)


def _code(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    """One code; of countries also the English name."""
    if not isinstance(raw, str):
        raise Misfit("a code of its list")
    if spec.choices == "COUNTRY" and not forms.bank.has_code("COUNTRY", raw):
        return country_code(raw) or raw
    return raw


def _single(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    return dict(raw) if isinstance(raw, dict) else {"choice": _code(forms, spec, raw)}


def _multi(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if isinstance(raw, dict):
        return dict(raw)
    return {"choices": [_code(forms, spec, each) for each in (raw if isinstance(raw, list) else [raw])]}


def _coded(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    """Codes alone, or each with the answer whose words support it."""
    if isinstance(raw, dict):
        return [
            {"code": code, "passage": {"at": forms.passage(at)}} if at else {"code": code}
            for code, at in raw.items()
        ]
    listed = raw if isinstance(raw, list) else [raw]
    return [each if isinstance(each, dict) else {"code": _code(forms, spec, each)} for each in listed]


def _checklist(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    """A list of the lines met; ``all``; or each line with yes, no, not_applicable."""
    if raw == "all":
        raw = list(forms.bank.lists[str(spec.choices)].choices)
    if isinstance(raw, list):
        return {"lines": {_code(forms, spec, each): "yes" for each in raw}}
    found = _mapping(forms, spec, raw)
    return found if "lines" in found else {"lines": found}


def _matrix(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    found = _mapping(forms, spec, raw)
    return found if "marks" in found else {"marks": found}


def _date(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if isinstance(raw, dict):
        return dict(raw)
    if isinstance(raw, str | int) and not isinstance(raw, bool) and "/" not in str(raw):
        return {"edtf": str(raw)}
    raise Misfit("a date in EDTF, or a mapping with edtf, words, calendar")


def _range(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    """``start/end``; either may be empty (not known) or ``..`` (open)."""
    if isinstance(raw, str) and raw.count("/") == 1:
        ends = dict(zip(("start", "end"), raw.split("/"), strict=True))
        return {end: {"edtf": text} for end, text in ends.items() if text}
    if isinstance(raw, dict):
        return {end: _date(forms, spec, part) for end, part in raw.items()}
    raise Misfit("start/end in EDTF, or a mapping with start and end")


def _count(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if isinstance(raw, dict):
        return dict(raw)
    match = _COUNT.match(str(raw))
    if not match or "." in str(raw):
        raise Misfit("a number such as 4 or 25 to 42, or a mapping with from, to, words")
    return _bounds(match[1], match[2], int)


def _bounds(low: str, high: str | None, kind: Callable[[str], Any]) -> dict[str, Any]:
    ends = {"from": low, "to": high}
    return {end: kind(text.replace(",", "")) for end, text in ends.items() if text}


def _duration(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if isinstance(raw, dict):
        made = dict(raw)
        if "amount" in made:
            made["amount"] = _count(forms, spec, made["amount"])
        return made
    match = _DURATION.match(str(raw))
    if not match:
        raise Misfit("a number and a unit such as 10 days, or a mapping with amount, unit, words")
    return {"amount": _count(forms, spec, match[1]), "unit": match[2].rstrip("s") + "s"}


def _money(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if isinstance(raw, dict):
        return {k: str(v) if k in ("from", "to") else v for k, v in raw.items()}
    match = _MONEY.match(str(raw))
    if not match:
        raise Misfit("an amount such as 60000 EUR or 20 to 40 GBP a week, or a mapping")
    made = _bounds(match[1], match[2], str) | {"currency": match[3]}
    return made | ({"per": match[4]} if match[4] else {})


def _place(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    """Words; a last part that is a country gives its code; a code of the item's list is that choice."""
    if isinstance(raw, dict):
        made = dict(raw)
        if "country" in made:
            made["country"] = country_code(str(made["country"])) or made["country"]
        return made
    if not isinstance(raw, str):
        raise Misfit("words, or a mapping with words, town, region, country")
    if spec.choices and raw in forms.bank.lists[spec.choices].choices:
        return {"choice": raw}
    code = country_code(raw.rpartition(",")[2].strip())
    return {"words": raw} | ({"country": code} if code else {})


def _language(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    return {"code": raw} if isinstance(raw, str) else _mapping(forms, spec, raw)


def _items(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    listed = raw if isinstance(raw, list) else [raw]
    return [each if isinstance(each, dict) else {"item": each} for each in listed]


def _yes(forms: Forms, spec: AnswerSpec, raw: Any) -> Any:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if raw not in ("yes", "no", "not_sure"):
        raise Misfit("yes, no or not_sure")
    return raw


_FORMS: dict[str, Callable[[Forms, AnswerSpec, Any], Any]] = {
    "checklist": _checklist,
    "coded_multi": _coded,
    "contact": _contact,
    "count": _count,
    "country": _single,
    "date_range": _range,
    "duration": _duration,
    "item_list": _items,
    "language": _language,
    "matrix": _matrix,
    "money": _money,
    "multi": _multi,
    "name": _name,
    "partial_date": _date,
    "place": _place,
    "signature": _mapping,
    "single": _single,
    "verbatim_text": _verbatim,
    "yes_no_not_sure": _yes,
}


def country_code(text: str) -> str | None:
    """The ISO 3166-1 code of an English country name or of a code; ``None`` where it is neither."""
    if re.fullmatch("[A-Z]{2}", text) and text in _country_names().values():
        return text
    return _country_names().get(fold(text))


_known: dict[str, str] = {}


def _country_names() -> Mapping[str, str]:
    if not _known:
        for each in countries("en"):
            _known[fold(each.name)] = each.code
        for code, names in ALSO_CALLED.items():
            _known.update({fold(name): code for name in names})
    return _known


def moment(text: str) -> str:
    """A day and time with its zone, or ``ValueError``."""
    return str(read_value("datetime", text))
