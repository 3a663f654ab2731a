"""Blank sheets: what a child's may hold is read from the specification, not from the questionnaire."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from debrief.bank import Bank
from debrief.exchange import Sheet, as_html, as_text, consent_script, prompt_sheet
from debrief.language import said, speaking, use
from debrief.language.contexts import prompt as prompt_context
from debrief.places import shipped


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    path: Path = shipped("questionnaires") / "specification.yaml"
    told: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return told


def questions(sheet: Sheet) -> list[str]:
    return [line.text for part in sheet.parts for line in part.lines if line.kind == "question"]


def both(bank: Bank, route: str) -> list[str]:
    sheets = (prompt_sheet(bank, route), consent_script(bank, route, "uk-2011"))  # type: ignore[arg-type]
    return [text for sheet in sheets for text in questions(sheet)]


@pytest.mark.parametrize("tag", ["en", "vi", "ar"])
def test_a_child_s_sheets_hold_no_adult_wording_and_no_forbidden_item(
    bank: Bank, specification: dict[str, Any], tag: str
) -> None:
    use(tag)
    forbidden = {item for each in specification["forbidden"] for item in each["items"]}
    allowed = set(specification["asked_of_child"])
    texts = set(both(bank, "child"))

    def words(item: str, route: str) -> set[str]:
        found = [(p.n, p.adult if route == "adult" else p.child) for p in bank.items[item].prompts]
        return {said(w, prompt_context(item, route, n)).text for n, w in found if w}  # type: ignore[arg-type]

    may = {text for item in allowed for text in words(item, "child")}
    may |= {said(t.text, f"text.{t.id}", interviewer="_" * 10, their_words="…").text
            for t in bank.texts.values() if t.who in ("child", "all")}  # fmt: skip
    assert texts <= may
    for item in bank.items:
        adult_only = words(item, "adult") - may
        assert not adult_only & texts, item
    for item in forbidden:
        assert not words(item, "child"), item
        assert not (words(item, "adult") - may) & texts, item


def test_every_question_that_may_be_put_is_on_its_sheet(bank: Bank, specification: dict[str, Any]) -> None:
    child = set(both(bank, "child"))
    for item in specification["asked_of_child"]:
        if not bank.items[item].offer.get("child"):
            assert {p.child for p in bank.items[item].prompts if p.child} <= child, item
    adult = set(both(bank, "adult"))
    missing = {
        item.id
        for item in bank.items.values()
        if item.asked
        and not item.offer.get("adult")
        and not {p.adult for p in item.prompts if p.adult} <= adult
    }
    assert not missing


def test_what_is_only_opened_when_the_person_raises_it_is_on_no_sheet(bank: Bank) -> None:
    for item in bank.items.values():
        for route in item.offer:
            texts = {p.adult if route == "adult" else p.child for p in item.prompts}
            assert not texts & set(both(bank, route)), item.id


def test_a_child_s_wording_that_slipped_in_where_nothing_is_asked_of_a_child_stays_off(bank: Bank) -> None:
    item = bank.items["exp_customers"]
    slipped = replace(item, prompts=(replace(item.prompts[0], child="Canary?"),))
    altered = replace(bank, items={**bank.items, item.id: slipped})
    assert "Canary?" not in both(altered, "child")


@pytest.mark.parametrize("route", ["adult", "child"])
def test_the_status_of_a_translation_is_on_every_page(bank: Bank, route: Any) -> None:
    with speaking("vi"):
        sheets = (prompt_sheet(bank, route), consent_script(bank, route, "uk-2011"))
    for sheet in sheets:
        assert any("NHÁP" in mark and "Tiếng Việt" in mark for mark in sheet.marks)
        assert sheet.language == "vi"
        assert 'lang="vi"' in as_html(sheet)
    english = prompt_sheet(bank, route)
    assert not any("translation" in mark for mark in english.marks)
    assert any("A proposal" in mark for mark in english.marks), "the wording itself is not reviewed either"


def test_a_language_that_runs_from_the_right_is_set_so(bank: Bank) -> None:
    with speaking("qps_Arab"):
        sheet = consent_script(bank, "child", "uk-2011")
    assert 'dir="rtl"' in as_html(sheet)


def test_it_is_blank_and_a_child_s_asks_for_no_consent_to_the_nrm(bank: Bank) -> None:
    child, adult = (as_text(consent_script(bank, route, "uk-2011")) for route in ("child", "adult"))
    assert "BLANK" in child
    assert "NRM" not in child
    assert "May what you tell us be passed" not in child
    assert str(bank.items["ref_nrm_agree"].prompts[0].adult) in adult
    assert "UK Border Agency (UKBA)" in adult
    assert "Border Force" not in adult, "the edition's own names"
