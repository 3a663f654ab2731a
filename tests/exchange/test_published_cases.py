"""Every published case gives its papers: no word of the account is lost on the way to the form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from debrief.bank import Bank
from debrief.exchange import Carried, as_html, as_text, missing_page, nrm_draft, nrm_form
from debrief.exchange.read_back import read_back
from debrief.interview.extract import extract
from debrief.places import shipped
from debrief.play import rehearse, script_of

CASES = sorted((shipped("questionnaires") / "accounts").glob("*.yaml"))


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.stem)
def interview(request: Any) -> Any:
    from debrief.bank import load_bank

    path: Path = request.param
    plan = rehearse(load_bank(shipped("questionnaires")), script_of(path.read_text("utf-8"), path.name))
    return plan.interview


def test_every_word_that_belongs_on_the_form_is_on_it(bank: Bank, interview: Any) -> None:
    kind: Any = "child" if interview.route == "child" else "adult"
    record = extract(interview, purpose="extract")
    sheet = nrm_draft(Carried(bank, record), kind)
    text = as_text(sheet)
    mapped = {name for field in nrm_form().fields for name in field.items}
    items = {name.partition(".")[0] for name in mapped}
    words = 0
    for answer in record.answers:
        whole = answer.item in mapped or f"{answer.item}.{answer.field}" in mapped
        if answer.type == "verbatim_text" and answer.item in items and whole and answer.value:
            for layer in ("original", "english", "checked"):
                if layer in answer.value:  # type: ignore[operator]
                    assert answer.value[layer] in text  # type: ignore[index, call-overload]
                    words += 1
    assert words > 3
    assert "<script" not in as_html(sheet)


def test_a_missing_page_and_a_read_back_of_it_can_be_made(bank: Bank, interview: Any) -> None:
    records = [extract(interview, recipient="central_repository", purpose=p) for p in ("extract", "protection")]  # type: ignore[arg-type]
    page = missing_page(Carried(bank, *records), None)
    assert page.shape == "one_page"
    told = read_back(interview)
    assert len(told) > 5
    assert all(each.text[-1] in ".!?…”" for each in told)
