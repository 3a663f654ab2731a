"""Read-back: every kind of value is a sentence, in order, and only what the person said."""

from __future__ import annotations

import re
from typing import Any

import pytest

from debrief.bank import Bank
from debrief.bank.answers import ANSWER_TYPES, CONTAINERS, LINK_TYPES
from debrief.exchange.read_back import read_back
from debrief.exchange.value_words import value_words
from debrief.language import use
from tests.interview.recording import Recorder, adult_before_account, choice, words

VALUES: dict[str, tuple[Any, str]] = {
    "contact": ({"name": "Kim", "body": "county", "reach": "01"}, "Kim, county, 01"),
    "country": ({"choice": "VN"}, "Vietnam"),
    "date_range": ({"start": {"edtf": "2010-05"}}, "May 2010 – ?"),
    "datetime": ("2011-07-19T09:30:00+01:00", "19 July 2011, 09:30"),
    "duration": ({"amount": {"from": 3}, "unit": "weeks", "words": "three weeks or so"},
                 "3 weeks (“three weeks or so”)"),
    "count": ({"to": 20}, "up to 20"),
    "identifier": ("AB12 ?", "AB12 ?"),
    "language": ({"code": "vie", "dialect": "from Hue"}, "Vietnamese, from Hue"),
    "money": ({"from": "3.50", "currency": "GBP", "per": "hour", "words": "three fifty"},
              "3.50 GBP an hour (“three fifty”)"),
    "name": ({"roman": "Lan", "script": "Lân"}, "Lan · Lân"),
    "note": ("as seen", "as seen"),
    "partial_date": ({"edtf": "2010", "words": "that year"}, "2010 (“that year”)"),
    "phone": ("+4477009001??", "+4477009001??"),
    "place": ({"words": "by the river", "country": "FR"}, "by the river, France"),
    "short_text": ("a scar", "a scar"),
    "signature": ({"staff_id": "A1", "at": "2011-07-19T09:30:00Z"}, "A1, 19 July 2011, 09:30"),
    "verbatim_text": (words("I walked."), "I walked."),
    "yes_no_not_sure": ("not_sure", "Not sure"),
}  # fmt: skip


def first(bank: Bank, kind: str) -> Any:
    """The first answer or field of a type in the questionnaire."""
    for item in bank.items:
        whole = bank.answer_of(item)
        for spec in (whole, *whole.fields.values()):
            if spec.type == kind:
                return spec
    raise AssertionError(kind)


def listed(bank: Bank, kind: str) -> tuple[Any, Any]:
    """A place in the questionnaire of this type that has a list, and a value of it."""
    for item in bank.items:
        whole = bank.answer_of(item)
        for spec in (whole, *whole.fields.values()):
            if spec.type == kind and (spec.choices or kind in ("item_list", "place")):
                return spec, _value(bank, kind, spec)
    raise AssertionError(kind)


def _value(bank: Bank, kind: str, spec: Any) -> Any:
    codes = list(bank.lists[spec.choices].choices)[:2] if spec.choices else []
    marks = list(bank.lists[spec.marks].choices)[:1] if spec.marks else []
    return {
        "single": lambda: {"choice": codes[0]},
        "multi": lambda: {"choices": codes},
        "coded_multi": lambda: [{"code": code} for code in codes],
        "checklist": lambda: {"lines": {codes[0]: "yes", codes[1]: "no"}, "notes": {codes[0]: "noted"}},
        "matrix": lambda: {"marks": dict.fromkeys(codes, marks[0])},
        "item_list": lambda: [{"item": "rcr_open", "reason": "time"}],
    }[kind]()


@pytest.mark.parametrize("kind", sorted(ANSWER_TYPES - CONTAINERS - set(LINK_TYPES)))
def test_every_kind_of_value_reads_as_words(bank: Bank, kind: str) -> None:
    r = Recorder(bank)
    if kind in VALUES:
        value, expected = VALUES[kind]
        spec = first(bank, kind)
        assert value_words(r.interview, spec, value) == expected
    else:
        spec, value = listed(bank, kind)
        text = value_words(r.interview, spec, value)
        assert text
        assert not re.search(r"[{}\[\]_]|None", text), text


@pytest.mark.parametrize("kind", sorted(LINK_TYPES))
def test_a_link_reads_as_what_it_leads_to(bank: Bank, kind: str) -> None:
    r = adult_before_account(bank)
    thing = LINK_TYPES[kind]
    repeat = bank.item_of_kind(thing)
    assert repeat is not None
    r.add(repeat)
    spec = first(bank, kind)
    value = f"{thing}:1" if kind.endswith("_link") and kind != "persons_link" else [f"{thing}:1"]
    text = value_words(r.interview, spec, value)
    assert text
    assert f"{thing}:1" not in text


def test_it_is_what_the_person_said_in_order_and_in_sentences(bank: Bank) -> None:
    r = adult_before_account(bank)
    r.answer("per_birthplace", {"words": "Hue", "country": "VN"}, "answered")
    r.answer("rcr_when", None, "not_remembered")
    r.answer("rcr_open", words("A man came."), "answered")
    r.answer("cls_opinion", "Canary opinion")
    r.answer("risk_retraffic.level", choice(next(iter(bank.lists["LEVEL"].choices))), "assessed")
    for n, (start, end) in enumerate((("A", "B"), ("B", "C")), start=1):
        r.add("leg")
        r.answer(f"leg_from/{n}", {"words": start}, "answered")
        r.answer(f"leg_to/{n}", {"words": end}, "answered")
    r.do("moved", repeat="leg", order=[2, 1])
    told = [each.text for each in read_back(r.interview)]
    assert told == [
        "Care needed today, Answer: No.",
        "Willing to talk today, Answer: Yes.",
        "Place of birth: Hue, Vietnam.",
        "How it began: “A man came.”",
        "When it began: Does not remember now.",
        "Where this part started (Part of the journey 2): B.",
        "Where it ended (Part of the journey 2): C.",
        "Where this part started (Part of the journey 1): A.",
        "Where it ended (Part of the journey 1): B.",
    ]
    everything = [each.text for each in read_back(r.interview, everything=True)]
    assert "Interviewer’s own summary and view: Canary opinion." in everything
    assert [text for text in everything if text in told] == told


def test_what_was_taken_back_is_not_read_out(bank: Bank) -> None:
    r = adult_before_account(bank)
    r.answer("rcr_open", words("Canary"), "answered")
    r.do("withdrew", address="rcr_open", reason="She asked.")
    for everything in (False, True):
        told = read_back(r.interview, everything=everything)
        assert "rcr_open" not in {each.address.item for each in told}


def test_it_is_in_the_language_in_use_and_their_words_stay_as_they_were_said(bank: Bank) -> None:
    r = adult_before_account(bank)
    r.answer(
        "rcr_open", {"original": "Có người đến.", "language": "vie", "english": "Someone came."}, "answered"
    )
    use("vi")
    (sentence,) = [each for each in read_back(r.interview) if each.address.item == "rcr_open"]
    assert sentence.words == "“Có người đến.”"
    assert "How it began" not in sentence.text
