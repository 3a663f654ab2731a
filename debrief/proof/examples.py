"""Made-up values of every answer type, for a counterexample to be played and for states at random."""

from __future__ import annotations

from random import Random
from typing import Any

from debrief.bank import Bank
from debrief.bank.answers import LINK_TYPES
from debrief.bank.schema import AnswerSpec

_DATES = (
    "2004",
    "2006-05",
    "2008-02-29",
    "2015-21",
    "1990-01-01/2010",
    "../2007-03-04",
    "2011-01-01/..",
    "2024-11",
)
_PLAIN: dict[str, Any] = {
    "contact": {"name": "A. Made-up"},
    "datetime": "2026-02-03T04:05:06+00:00",
    "identifier": "MADE-UP-1",
    "language": {"code": "vie"},
    "name": {"roman": "Made Up"},
    "note": "made up",
    "phone": "+84?55",
    "short_text": "made up",
    "signature": {"staff_id": "M1", "at": "2026-02-03T04:05:06+00:00"},
    "verbatim_text": {"original": "made up"},
    "item_list": [{"item": "per_age_status"}],
    "place": {"words": "made up"},
    "duration": {"amount": {"from": 3}, "unit": "weeks"},
}


def codes_of(bank: Bank, spec: AnswerSpec) -> list[str]:
    """The codes a value of this answer may hold; two of a standard's where it stands on one."""
    if spec.type == "yes_no_not_sure":
        return ["yes", "no", "not_sure"]
    listed = bank.lists.get(spec.choices or "")
    if listed is None:
        return ["VN", "GB"] if spec.type == "country" else []
    more = ["VN", "GB"] if (listed.standard or "").startswith("ISO 3166-1") else []
    return [*listed.choices, *more]


def example(bank: Bank, spec: AnswerSpec, rng: Random, codes: list[str] | None = None) -> Any:
    """A value of ``spec``'s type, or ``None`` for links, which need something to point at.

    ``codes`` are those to use, where the type holds codes."""
    if spec.type in LINK_TYPES:
        return None
    if spec.type in ("single", "country", "multi", "coded_multi", "yes_no_not_sure"):
        return _coded(bank, spec, rng, codes)
    if spec.type in ("checklist", "matrix"):
        marks = {line: _mark(bank, spec, rng) for line in codes or _some(codes_of(bank, spec), rng)}
        return {"lines" if spec.type == "checklist" else "marks": marks}
    if spec.type == "partial_date":
        return {"edtf": rng.choice(_DATES)} if rng.random() < 0.9 else {"words": "made up"}
    if spec.type == "date_range":
        return {"start": {"edtf": rng.choice(_DATES[:3])}, "end": {"edtf": rng.choice(("2025", ".."))}}
    if spec.type == "count":
        return {"from": rng.randint(0, 30)}
    if spec.type == "money":
        return {"from": str(rng.randint(0, 9000)), "currency": "GBP"}
    return _PLAIN.get(spec.type)


def _coded(bank: Bank, spec: AnswerSpec, rng: Random, codes: list[str] | None) -> Any:
    chosen = codes or [rng.choice(codes_of(bank, spec))]
    if spec.type == "yes_no_not_sure":
        return chosen[0]
    if spec.type in ("single", "country"):
        return {"choice": chosen[0]}
    if codes is None:
        chosen = _together(bank, spec, _some(codes_of(bank, spec), rng))
    return {"choices": chosen} if spec.type == "multi" else [{"code": code} for code in chosen]


def _together(bank: Bank, spec: AnswerSpec, codes: list[str]) -> list[str]:
    """Without a choice that excludes the others beside them."""
    choices = bank.lists[spec.choices].choices if spec.choices else {}
    alone = [code for code in codes if code in choices and choices[code].exclusive]
    return alone[:1] or codes


def _mark(bank: Bank, spec: AnswerSpec, rng: Random) -> str:
    marks = list(bank.lists[spec.marks].choices) if spec.marks else ["yes", "no", "not_applicable"]
    return rng.choice(marks)


def _some(codes: list[str], rng: Random) -> list[str]:
    return rng.sample(codes, rng.randint(1, min(4, len(codes))))
