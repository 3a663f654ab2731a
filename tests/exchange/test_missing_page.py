"""One page for those who look for a missing person."""

from __future__ import annotations

import re

from debrief.bank import Bank
from debrief.exchange import Carried, Report, Sheet, as_html, as_text, missing_page
from debrief.exchange.missing import _LETTERS, _ROWS
from debrief.interview.extract import extract
from tests.interview.recording import Recorder, child_before_account, choice, words


def page(r: Recorder, report: Report | None = None, recipient: str = "police") -> Sheet:
    records = [
        extract(r.interview, recipient=recipient, purpose=purpose)  # type: ignore[arg-type]
        for purpose in ("extract", "protection")
    ]
    return missing_page(Carried(r.bank, *records), report)


def told(bank: Bank) -> Recorder:
    r = child_before_account(bank)
    r.answer("per_full_name", {"roman": "Made Up", "script": "Mẫu"}, "answered")
    r.answer("per_description.description", "Thin, a scar over the left eye")
    r.answer("saf_contact_method.phone", "+447700900111", "volunteered")
    r.answer("per_address_now", {"words": "The house in Elm Road"})
    r.answer("risk_missing_plan.told", "the placement")
    for n, (start, end) in enumerate((("A", "B"), ("B", "C"), ("C", "D"), ("D", "E")), start=1):
        r.add("leg")
        r.answer(f"leg_from/{n}", {"words": start}, "answered")
        r.answer(f"leg_to/{n}", {"words": end}, "answered")
    r.add("card_vehicle")
    r.answer("card_vehicle/1.v_plate", "AB12 ???", "answered")
    return r


def test_it_has_description_numbers_contacts_and_the_last_movements_first(bank: Bank) -> None:
    text = as_text(page(told(bank), Report("last night, about ten", "DC Lee, 22:40")))
    for expected in (
        "Missing child", "Since: last night, about ten", "Told: DC Lee, 22:40", "Made Up · Mẫu", "a scar over",
        "+447700900111", "The house in Elm Road", "AB12 ???", "the placement", "RESTRICTED (S4)",
    ):  # fmt: skip
        assert expected in text
    assert re.findall(r"\w → \w", text) == ["D → E", "C → D", "B → C"]


def test_what_is_not_known_is_said_to_be_unknown(bank: Bank) -> None:
    text = as_text(page(child_before_account(bank)))
    for label in ("Full name", "Gender", "Date of birth, as stated", "Where the person is living now"):
        assert f"{label}: not known" in text
    assert "Not reported missing in this record." in text


def test_it_is_one_page_whatever_is_on_record(bank: Bank) -> None:
    r = told(bank)
    for n in range(1, 60):
        r.add("card_person")
        r.answer(f"card_person/{n}.p_names", {"roman": f"Person number {n} " + "x" * 80}, "answered")
        r.answer(f"card_person/{n}.p_description", words("tall " * 200), "answered")
    sheet = page(r, Report("s " * 300, "t " * 300))
    rows = [
        -(-(len(line.text) + len(line.label) + 2) // _LETTERS) for part in sheet.parts for line in part.lines
    ]
    assert sum(rows) <= _ROWS + 1
    assert re.search(r"\[\d+ more answers are in the record\.\]", as_text(sheet))
    assert 'class="one_page"' in as_html(sheet)


def test_what_the_recipient_does_not_need_is_not_on_it(bank: Bank) -> None:
    r = told(bank)
    r.answer("need_health", words("Canary illness"), "volunteered")
    assert "Canary" not in as_text(page(r))


def test_an_adult_s_page_is_not_called_a_child_s(bank: Bank) -> None:
    r = Recorder(bank).sit()
    r.answer("per_age_status", choice("adult_no_doubt"))
    r.answer("con_sharing", {"marks": {"police": "yes"}}, "answered")
    assert "Missing person" in as_text(page(r))
