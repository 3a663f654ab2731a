"""Short forms of values: each has one meaning, and what has none is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from play_making import played

from debrief.bank import Bank
from debrief.interview import Address
from debrief.play import refusals as no
from debrief.play.forms import country_code

GOOD = [
    ("rcr_when: 2011", "rcr_when", {"edtf": "2011"}),
    ("rcr_when: 2011-02-14", "rcr_when", {"edtf": "2011-02-14"}),
    ('rcr_when: "[2020-06-16,2020-06-17]"', "rcr_when", {"edtf": "[2020-06-16,2020-06-17]"}),
    ("rcr_where: home village, Nigeria", "rcr_where", {"words": "home village, Nigeria", "country": "NG"}),
    ("rcr_where: a flat", "rcr_where", {"words": "a flat"}),
    ("rcr_where: {words: x, country: Viet Nam}", "rcr_where", None),
    ("rcr_where: {words: x, country: Vietnam}", "rcr_where", {"words": "x", "country": "VN"}),
    ("rcr_offer: Work.", "rcr_offer", {"original": "Work.", "language": "eng"}),
    ("rcr_offer_coded: [study]", "rcr_offer_coded", [{"code": "study"}]),
    (
        "rcr_offer_coded: {study: rcr_open}",
        "rcr_offer_coded",
        [{"code": "study", "passage": {"at": "rcr_open"}}],
    ),
    ("per_full_name: Osas", "per_full_name", {"roman": "Osas"}),
    ("com_language: vie", "com_language", {"code": "vie"}),
    ("set_purpose: welfare_safety", "set_purpose", {"choices": ["welfare_safety"]}),
    ("saf_private: [not_seen]", "saf_private", {"lines": {"not_seen": "yes"}}),
    ("con_sharing: {police: no}", "con_sharing", {"marks": {"police": "no"}}),
    ("need_pregnancy: not_sure", "need_pregnancy", "not_sure"),
    ("rcr_promised_pay.pay: 60,000 EUR", "rcr_promised_pay.pay", {"from": "60000", "currency": "EUR"}),
    (
        "rcr_promised_pay.pay: 20 to 40 GBP a week",
        "rcr_promised_pay.pay",
        {"from": "20", "to": "40", "currency": "GBP", "per": "week"},
    ),
    ("rcr_destination.country: Italy", "rcr_destination.country", {"choice": "IT"}),
    ("set_investigation.officer: a team", "set_investigation.officer", {"body": "a team"}),
    ("exit_remaining.number: 25 to 42", "exit_remaining.number", {"from": 25, "to": 42}),
]


@pytest.mark.parametrize(("step", "address", "value"), GOOD, ids=[g[0] for g in GOOD])
def test_a_short_form_has_its_full_value(bank: Bank, step: str, address: str, value: object) -> None:
    if value is None:
        with pytest.raises(no.WrongForm):
            played(bank, f"- {step}\n")
        return
    assert played(bank, f"- {step}\n").interview.value(Address.parse(address)) == value


def test_a_range_a_duration_and_a_port_stand_where_they_belong(bank: Bank) -> None:
    steps = """\
- exp: a
  exp_when: 2003-02/..
- leg: a
  leg_stay.how_long: 2 to 3 weeks
- entry: a
  ent_port: heathrow
"""
    interview = played(bank, steps).interview
    assert interview.value(Address("exp_when", 1)) == {"start": {"edtf": "2003-02"}, "end": {"edtf": ".."}}
    stay = {"amount": {"from": 2, "to": 3}, "unit": "weeks"}
    assert interview.value(Address("leg_stay", 1, "how_long")) == stay
    assert interview.value(Address("ent_port", 1)) == {"choice": "heathrow"}


def test_words_of_an_interpreted_account_are_not_called_the_original(bank: Bank) -> None:
    from play_making import HEAD

    head = HEAD.replace("steps:", "  layer: english\nsteps:")
    assert played(bank, "- rcr_open: We left.\n", head).interview.value(Address("rcr_open")) == {
        "english": "We left."
    }


BAD = [
    "rcr_when: around 2011",
    "rcr_when: 2011-13",
    "rcr_when: 2011-02/2011-03",
    "rcr_promised_pay.pay: about 500 GBP",
    "rcr_promised_pay.pay: 500 pounds",
    "exit_remaining.number: many",
    "need_pregnancy: maybe",
    "per_called: [a]",
    "rcr_where: 12",
    "rcr_cost: 500 GBP",
    "cls_sign.interviewer: me",
]


@pytest.mark.parametrize("step", BAD)
def test_what_has_no_meaning_is_refused_with_its_form(bank: Bank, step: str) -> None:
    with pytest.raises(no.WrongForm) as caught:
        played(bank, f"- {step}\n")
    assert caught.value.facts["step"] == "3"
    assert caught.value.facts["line"] == "13"


@given(st.text(alphabet="abcdefgh ", max_size=12))
def test_words_are_not_taken_for_countries(text: str) -> None:
    """Chad is within this alphabet; nothing else is."""
    assert country_code(text) == ("TD" if text.strip() == "chad" else None)
