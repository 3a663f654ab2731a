"""Amounts of a case sheet against typed rows: what is found, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_facts import found

from debrief.bank import Bank
from debrief.play.amounts import amounts
from debrief.play.sheet import Kind, read_sheet

FACT = "\n  fact: F01"
PERIOD = "- exp: a\n  exp_when: 2000-06/2009-06" + FACT
THREE = "- event: a\n  fields: {who: [b, c, d]}" + FACT + "\n- person: b\n- person: c\n- person: d"
WEEK = "- exp: a\n  exp_hours: {hours_per_week: 60}" + FACT
DAY = "- exp: a\n  exp_hours: {hours_per_day: 12}" + FACT
NOTHING = "- exp: a\n  exp_paid: {pay: 0 GBP}" + FACT
MEN = "- exp: a\n  exp_customers: {per_day: 40}" + FACT
FACTORY = (
    "- org: a\n  fields: {name: Example Beds, addresses: [b]}"
    + FACT
    + "\n- place: b\n  fields: {town: Leeds}"
    + FACT
)
FLAT = "- place: a\n  fields: {kind: flat, country: GB}" + FACT
SHOP = '- place: a\n  fields: {address_lines: "Nail Bar, High Street", town: Leeds}' + FACT


@pytest.mark.parametrize(
    ("steps", "kind", "text"),
    [
        (PERIOD, "amount", "9 years"),
        (PERIOD, "amount", "108 months"),
        (THREE, "amount", "3"),
        (THREE, "amount", "3 children"),
        (WEEK, "amount", "60 hours a week"),
        (DAY, "amount", "12 hours a day"),
        (DAY, "amount", "12 hours"),
        (NOTHING, "amount", "0"),
        (MEN, "amount", "up to 40 men"),
        (FACTORY, "place", "Example Beds, Leeds"),
        (FLAT, "place", "a flat, United Kingdom"),
        (SHOP, "place", "Nail Bar, High Street, Leeds"),
    ],
)
def test_found(bank: Bank, steps: str, kind: Kind, text: str) -> None:
    assert found(bank, steps, kind, text)


@pytest.mark.parametrize(
    ("steps", "kind", "text"),
    [
        (PERIOD, "amount", "8 years"),
        (PERIOD, "amount", "9"),
        (PERIOD, "amount", "9 to 10 years"),
        ("- event: a\n  fields: {who: [b]}" + FACT + "\n- person: b", "amount", "1"),
        ("- exp: a\n  exp_when: 2000-06/" + FACT, "amount", "9 years"),
        (THREE, "amount", "4"),
        (THREE, "amount", "3 teeth"),
        (THREE, "amount", "3 GBP"),
        (WEEK, "amount", "60 hours a day"),
        (WEEK, "amount", "60 people"),
        (DAY, "amount", "12"),
        (NOTHING, "amount", "0 EUR"),
        ("- exp: a\n  exp_others: {number: 1}" + FACT, "amount", "1 afternoon a month"),
        ("- rcr_when: 2011" + FACT, "amount", "a few"),
        ("- rcr_when: 2011" + FACT, "place", ";"),
        (FLAT, "place", "a house, United Kingdom"),
        (FLAT, "place", "a flat, France"),
        (SHOP, "place", "Nail Bar, Low Street, Leeds"),
        ("- rcr_when: 2011-02\n  made_up: true" + FACT, "date", "2011-02"),
    ],
)
def test_not_found(bank: Bank, steps: str, kind: Kind, text: str) -> None:
    assert not found(bank, steps, kind, text)


def test_a_value_that_says_there_is_none_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("id: a\nfacts: [{id: F01, section: border, place: none, date: '2011'}]", encoding="utf-8")
    assert [value.id for value in read_sheet(path).values] == ["F01.date"]


def test_each_amount_of_a_text_is_read() -> None:
    first, second = amounts("35,000 GBP of 47,000 GBP in a year")
    assert (first.low, first.per, second.low, second.per) == (35_000, None, 47_000, "year")
    assert [one.low for one in amounts("almost 20,000 GBP in one account (2)")] == [20_000]
