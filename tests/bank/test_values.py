"""Values: what each answer type takes, and that a refusal holds nothing of what was said."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank import Bank
from debrief.bank.answers import ANSWER_TYPES, CONTAINERS, read_value
from debrief.bank.dates import bounds, days_of
from debrief.bank.refusals import BankRefusal, ChoicesExclude, NotAChoice, WrongValue
from debrief.bank.schema import AnswerSpec
from tests.bank.real import real_bank

CANARY = "Zebrawood"

GOOD: dict[str, list[Any]] = {
    "checklist": [{"lines": {"a": "yes", "b": "not_applicable"}}],
    "coded_multi": [[{"code": "a", "passage": {"at": "rcr_open", "start": 0, "end": 4}}]],
    "contact": [{"name": "Duty desk", "body": "City council"}],
    "count": [{"from": 2}, {"from": 2, "to": 5}, {"words": "many"}],
    "country": [{"choice": "VN"}],
    "date_range": [{"start": {"edtf": "2010"}, "end": {"edtf": ".."}}],
    "datetime": ["2011-07-19T10:00:00+01:00", "2011-07-19T10:00Z"],
    "document_links": [["document:1"]],
    "duration": [{"amount": {"from": 3}, "unit": "nights"}],
    "identifier": ["AB/12"],
    "item_list": [[{"item": "leg_from/2", "reason": "declined"}]],
    "language": [{"code": "vie"}],
    "leg_links": [["leg:1", "leg:2"]],
    "matrix": [{"marks": {"a": "yes"}}],
    "money": [{"from": "12.50", "currency": "GBP", "per": "day"}],
    "money_links": [["money:1"]],
    "multi": [{"choices": ["a", "b"]}],
    "name": [{"script": "Nguyễn"}, {"roman": "Nguyen"}],
    "note": ["Seen at the door."],
    "org_links": [["org:1"]],
    "partial_date": [{"edtf": "2011-07"}, {"edtf": "2011-06?"}, {"words": "before Tet"}],
    "person_link": ["person:3"],
    "persons_link": [["person:1", "person:2"]],
    "phone": ["+44 7??? ???123"],
    "phone_links": [["phone:1"]],
    "place": [{"words": "a house by water", "country": "GB"}],
    "place_link": ["place:1"],
    "place_links": [["place:1"]],
    "short_text": ["one line"],
    "signature": [{"staff_id": "S1", "at": "2011-07-19T10:00:00+01:00"}],
    "single": [{"choice": "a"}],
    "vehicle_link": ["vehicle:1"],
    "vehicle_links": [["vehicle:1"]],
    "verbatim_text": [
        {"original": "Tôi ngủ sau quán.", "language": "vie", "english": "I slept behind the shop."}
    ],
    "yes_no_not_sure": ["not_sure"],
}

BAD: dict[str, list[Any]] = {
    "checklist": [{"lines": {}}, {"lines": {"a": "maybe"}}],
    "coded_multi": [[], [{"passage": {"at": "rcr_open"}}]],
    "count": [{"from": 5, "to": 2}, {"from": -1}, {"from": True}, {}],
    "country": [{"choice": ""}],
    "date_range": [{}],
    "datetime": ["2011-07-19T10:00:00", "2011-02-30T10:00:00Z", "yesterday"],
    "document_links": [[], ["person:1"], ["document:0"]],
    "duration": [{}, {"unit": "fortnights"}],
    "identifier": ["", "two\nlines"],
    "money": [{"from": 12.5}, {"from": "-1"}, {"currency": "gbp"}],
    "multi": [{"choices": []}, {"choices": ["a", "a"]}],
    "name": [{"order": "family first"}, {}],
    "note": [""],
    "partial_date": [{"calendar": "persian"}, {"edtf": "19 July"}, {"edtf": "2011-13"}],
    "person_link": ["person", "person:01"],
    "place": [{}, {"country": "gb"}],
    "short_text": ["two\nlines", "\u202eright to left"],
    "verbatim_text": [{"language": "vie"}, {"original": "\x00"}],
    "yes_no_not_sure": ["Yes", True],
}


def test_every_type_has_its_example() -> None:
    assert set(GOOD) == ANSWER_TYPES - CONTAINERS


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_a_good_value_is_kept_as_it_is(kind: str) -> None:
    for value in GOOD[kind]:
        assert read_value(kind, value) == value
        assert read_value(kind, read_value(kind, value)) == value


@pytest.mark.parametrize("kind", sorted(BAD))
def test_a_bad_value_is_refused(kind: str) -> None:
    for value in BAD[kind]:
        with pytest.raises(ValueError):
            read_value(kind, value)


@pytest.mark.parametrize("kind", sorted(ANSWER_TYPES))
@pytest.mark.parametrize("wrong", [CANARY + "\x07", {CANARY: CANARY}, [CANARY + "\x07"], 7, None, [[]]])
def test_a_refusal_holds_nothing_of_the_value(bank: Bank, kind: str, wrong: object) -> None:
    with pytest.raises(WrongValue) as caught:
        bank.check_value(AnswerSpec(kind), wrong, "item")
    assert CANARY not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_codes_have_to_be_of_the_list(bank: Bank) -> None:
    gender = bank.answer_of("per_gender")
    with pytest.raises(NotAChoice) as caught:
        bank.check_value(gender, {"choice": CANARY}, "per_gender")
    assert CANARY not in str(caught.value)
    marks = bank.answer_of("con_sharing")
    with pytest.raises(NotAChoice):
        bank.check_value(marks, {"marks": {"police": "perhaps"}}, "con_sharing")
    with pytest.raises(NotAChoice):
        bank.check_value(marks, {"marks": {"newspaper": "yes"}}, "con_sharing")


def test_countries_and_languages_are_those_of_the_standards(bank: Bank) -> None:
    nationality = bank.answer_of("per_nationality")
    assert bank.check_value(nationality, {"choices": ["VN", "GB"]}, "n") == {"choices": ["VN", "GB"]}
    for code in ("XX", "EU", "vn"):
        with pytest.raises(NotAChoice):
            bank.check_value(nationality, {"choices": [code]}, "n")
    language = bank.answer_of("com_language")
    assert bank.check_value(language, {"code": "vie"}, "l") == {"code": "vie"}


def test_an_exclusive_choice_stands_alone(bank: Bank) -> None:
    exclusive = [
        (item.id, listed, choice.code)
        for item in bank.items.values()
        for listed in [item.answer.choices]
        if item.answer.type in ("multi", "coded_multi") and listed
        for choice in bank.lists[listed].choices.values()
        if choice.exclusive
    ]
    assert exclusive
    for name, listed, code in exclusive:
        spec = bank.answer_of(name)
        other = next(c for c in bank.lists[listed].choices if c != code)
        both: Any = {"choices": [code, other]} if spec.type == "multi" else [{"code": code}, {"code": other}]
        with pytest.raises(ChoicesExclude):
            bank.check_value(spec, both, name)


def test_a_code_of_another_edition_keeps_its_label(bank: Bank) -> None:
    assert bank.label("AGENCY", "border_immigration", "uk-2011") == "UK Border Agency (UKBA)"
    assert bank.label("AGENCY", "border_immigration", "uk-current") == "UK Border Agency (UKBA)"
    assert bank.label("AGENCY", "not_a_code", "uk-2011") == "not_a_code"
    offered = {c.code for c in bank.choices("AGENCY", "uk-current")}
    assert "border_immigration" not in offered
    assert "border_force" in offered


_DATES = st.text(alphabet="0123456789XY~?%./,[]{}-", min_size=1, max_size=14)


@settings(max_examples=300, deadline=None)
@given(_DATES | st.from_regex(r"\A\d{4}(-\d\d(-\d\d)?)?[?~]?(/(\.\.|\d{4}))?\Z"))
def test_every_date_that_is_taken_has_days_in_order(text: str) -> None:
    try:
        value = read_value("partial_date", {"edtf": text})
    except ValueError:
        return
    first, last = days_of("partial_date", value) or (None, None)
    assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2011", "2011-01-01", "2011-12-31"),
        ("2011-02", "2011-02-01", "2011-02-28"),
        ("2011-02-03", "2011-02-03", "2011-02-03"),
        ("2011-06?", "2011-06-01", "2011-06-30"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2010/2011-03", "2010-01-01", "2011-03-31"),
        ("2010/..", "2010-01-01", None),
        ("../2010", None, "2010-12-31"),
        ("..", None, None),
    ],
)
def test_the_days_a_date_may_mean(text: str, first: str | None, last: str | None) -> None:
    assert tuple(str(day) if day else None for day in bounds(text)) == (first, last)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(ANSWER_TYPES)), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
))  # fmt: skip
def test_no_value_makes_the_check_fail_otherwise_than_by_refusing(kind: str, value: object) -> None:
    with contextlib.suppress(BankRefusal):
        real_bank().check_value(AnswerSpec(kind, choices="AGENCY", marks="SHARING"), value, "item")
