"""The measure finds what is there, and only that: typed values, where the script says they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from play_making import HEAD, played

from debrief.bank import Bank
from debrief.interview.extract import extract
from debrief.play import Plan, refusals
from debrief.play.facts import Measure, measure
from debrief.play.sheet import KINDS, Kind, Sheet, SheetValue, read_sheet
from debrief.repository import RollUp, facts_of

CASES = Path(__file__).parents[1] / "data" / "cases"


def _rows(bank: Bank, plan: Plan) -> list[dict[str, object]]:
    record = extract(plan.interview, purpose="urgent")
    tables = facts_of("0" * 32, "example", record, RollUp.of(bank))
    return next(rows for table, rows in tables.items() if table.name == "fact_answer")


def _measured(bank: Bank, steps: str, kind: Kind, text: str, head: str = HEAD) -> Measure:
    plan = played(bank, steps + "\n", head)
    sheet = Sheet("made-up", ("F01",), (SheetValue("F01", kind, text),))
    return measure(bank, sheet, plan, _rows(bank, plan))


def found(bank: Bank, steps: str, kind: Kind, text: str) -> bool:
    return bool(_measured(bank, steps, kind, text).found)


FOUND = [
    ("- rcr_when: 2011-02\n  fact: F01", "date", "2011-02"),
    ("- rcr_when: 2007-12~\n  fact: F01", "date", "about December 2007"),
    ("- rcr_when: 2011-22\n  fact: F01", "date", "summer 2011"),
    ("- rcr_when: 2008-02-29\n  fact: F01", "date", "2008-02-29, just after midnight"),
    ('- rcr_when: "[2020-06-16,2020-06-17]"\n  fact: F01', "date", "2020-06-16 or 2020-06-17"),
    ("- exp: a\n  exp_when: 2003-02/2003-07\n  fact: F01", "date", "2003-02 to 2003-07"),
    ('- rcr_cost: {cost: "60,000 EUR"}\n  fact: F01', "amount", "60,000 EUR"),
    ("- rcr_cost: {cost: 30000 to 38000 EUR}\n  fact: F01", "amount", "30,000 to 38,000 EUR"),
    ("- exp: a\n  exp_deductions: {amount: 300 GBP a day}\n  fact: F01", "amount", "300 GBP a day"),
    ("- leg: a\n  leg_stay: {how_long: 10 days}\n  fact: F01", "amount", "10 days"),
    ("- exp: a\n  exp_others: {number: 25 to 42}\n  fact: F01", "amount", "25 to 42 people"),
    ("- exp: a\n  exp_others: {number: 4}\n  fact: F01", "amount", "4"),
    ("- leg: a\n  answers: {leg_from: Vietnam, leg_to: UK}\n  fact: F01", "place", "Vietnam to United Kingdom"),
    ("- rcr_where: {words: home village, country: NG}\n  fact: F01", "place", "home village, Nigeria"),
    ("- entry: a\n  ent_port: {choice: luton}\n  fact: F01", "place", "London Luton"),
    ("- place: a\n  fields: {town: Peckham, region: London}\n  fact: F01", "place", "Peckham, London"),
    ("- exp: a\n  exp_place: b\n  fact: F01\n- place: b\n  fields: {town: Leeds}", "place", "Leeds"),
    ("- person: a\n  fields: {names: Osas}\n  fact: F01", "person", "Osas"),
    ("- rcr_recruiters: [a]\n  fact: F01\n- person: a\n  fields: {names: Osas}", "person", "Osas"),
    ("- person: a\n  fields: {names: 'P.S. (S. in the judgment)'}\n  fact: F01", "person", "S."),
    ("- person: a\n  fields: {names: four men}\n  fact: F01", "person", "four men (not described)"),
    ("- org: a\n  fields: {name: Poppy Project}\n  fact: F01", "person", "Poppy Project"),
]


@pytest.mark.parametrize(("steps", "kind", "text"), FOUND)
def test_a_typed_value_is_found(bank: Bank, steps: str, kind: Kind, text: str) -> None:
    assert found(bank, steps, kind, text)


LOST = [
    ("- rcr_when: 2011-03\n  fact: F01", "date", "2011-02"),
    ("- rcr_when: 2011\n  fact: F01", "date", "2011-02"),
    ("- rcr_when: 2011-02", "date", "2011-02"),
    ("- rcr_open: In 2011-02 we left.\n  fact: F01", "date", "2011-02"),
    ("- rcr_when: {words: 2011-02}\n  fact: F01", "date", "2011-02"),
    ("- rcr_cost: {cost: 60000 GBP}\n  fact: F01", "amount", "60,000 EUR"),
    ("- rcr_cost: {cost: 6000 EUR}\n  fact: F01", "amount", "60,000 EUR"),
    ("- rcr_cost: {cost: {words: 60000 EUR}}\n  fact: F01", "amount", "60,000 EUR"),
    ("- exp: a\n  exp_deductions: {amount: 300 GBP a week}\n  fact: F01", "amount", "300 GBP a day"),
    ("- leg: a\n  leg_stay: {how_long: 10 weeks}\n  fact: F01", "amount", "10 days"),
    ("- exp: a\n  exp_others: {number: 10}\n  fact: F01", "amount", "10 days"),
    ("- leg: a\n  leg_from: Vietnam\n  fact: F01", "place", "Vietnam to United Kingdom"),
    ("- rcr_where: {words: a house in Leeds}\n  fact: F01", "place", "Leeds"),
    ("- trn_open: Leeds\n  fact: F01", "place", "Leeds"),
    ("- place: a\n  fields: {description: Leeds}\n  fact: F01", "place", "Leeds"),
    ("- place: a\n  fields: {town: Leeds}", "place", "Leeds"),
    ("- person: a\n  fields: {names: Osas}", "person", "Osas"),
    ("- person: a\n  fields: {did: Osas}\n  fact: F01", "person", "Osas"),
    ("- person: a\n  fields: {names: Osaswe}\n  fact: F01", "person", "Osas"),
    ("- person: a\n  fields: {names: Osas}\n  fact: F01", "person", "Osas; Abdul"),
]


@pytest.mark.parametrize(("steps", "kind", "text"), LOST)
def test_what_is_not_there_or_only_in_words_is_not_found(bank: Bank, steps: str, kind: Kind, text: str) -> None:
    assert not found(bank, steps, kind, text)


def test_what_is_not_found_is_listed_with_its_reason(bank: Bank) -> None:
    head = HEAD.replace("steps:", "not_carried: {F01.amount: No field holds it}\nsteps:")
    result = _measured(bank, "- rcr_when: 2011\n  fact: F01", "amount", "7 teeth", head)
    assert result.missing == ((SheetValue("F01", "amount", "7 teeth"), "No field holds it"),)
    assert (result.share, result.unexplained) == (0.0, ())
    assert "0 of 1 (0%" in result.lines()[0]
    assert "No field holds it" in result.lines()[1]
    assert _measured(bank, "", "amount", "7 teeth").unexplained == ("F01.amount",)


@pytest.mark.parametrize("steps", ["- rcr_when: 2011\n  fact: F77"])
def test_a_fact_that_the_sheet_does_not_have_is_refused(bank: Bank, steps: str) -> None:
    with pytest.raises(refusals.UnknownFact):
        _measured(bank, steps, "date", "2011")


def test_the_section_other_does_not_count() -> None:
    sheet = read_sheet(CASES / "02-nch-sefton.yaml")
    assert "F20" in sheet.facts
    assert not [value for value in sheet.values if value.fact == "F20"]
    assert {value.kind for value in sheet.values} == set(KINDS)


@pytest.mark.parametrize("text", ["", "facts: 3", "facts: [{id: F01}]", "id: a\nfacts: [{id: F01}]", "a: ["])
def test_what_is_not_a_sheet_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "sheet.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(refusals.NoSheet):
        read_sheet(tmp_path / "sheet.yaml")
    with pytest.raises(refusals.NoSheet):
        read_sheet(tmp_path / "none.yaml")
