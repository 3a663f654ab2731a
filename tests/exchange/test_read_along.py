"""The read-along sheet: everything put to the person, in their language, and nothing that names more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief.bank import Bank
from debrief.bank.schema import RouteName
from debrief.cli import app
from debrief.exchange import Sheet, as_html, prompt_sheet, read_along_sheet
from debrief.exchange.labels import item_label, section_title
from debrief.language import say, speaking, use
from tests.pages.browser import Browser, Seen


def sheet_in(bank: Bank, tag: str, route: RouteName = "child", beside: str | None = None) -> Sheet:
    with speaking(tag):
        return read_along_sheet(bank, route, "uk-2011", beside)


def words(sheet: Sheet, *kinds: str) -> list[str]:
    return [line.text for part in sheet.parts for line in part.lines if line.kind in kinds]


@pytest.mark.parametrize("route", ["adult", "child"])
def test_it_holds_every_question_that_may_be_put(bank: Bank, route: RouteName) -> None:
    asked = set(words(prompt_sheet(bank, route), "question"))
    along = set(words(sheet_in(bank, "en", route), "question"))
    assert asked <= along
    assert len(asked) > 90
    assert set(words(sheet_in(bank, "en", route), "point")) == {
        "Stop", "A break", "I do not know", "I do not understand", "I do not want to say",
    }  # fmt: skip


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_it_names_nothing_that_the_person_has_not_named(bank: Bank, tag: str) -> None:
    """No title of a section, no label of an item, no coded list that is not for reading out."""
    use(tag)
    for route in ("adult", "child"):
        made = sheet_in(bank, tag, route)  # type: ignore[arg-type]
        shown = {line.label for part in made.parts for line in part.lines} | {part.title for part in made.parts}
        titles = {section_title(bank, code) for code in bank.sections}
        assert not shown & (titles | {item_label(item) for item in bank.items.values()})
        hidden = {name for name, known in bank.lists.items() if known.never_read_out}
        never = {choice.label for name in hidden for choice in bank.choices(name, "uk-2011")}
        allowed = {c.label for name in set(bank.lists) - hidden for c in bank.choices(name, "uk-2011")}
        assert not (never - allowed) & {text.removeprefix("☐ ") for text in words(made, "plain")}
    prompts = [prompt for item in bank.items.values() for prompt in item.prompts]
    adult_only = {p.adult for p in prompts if p.adult} - {p.child for p in prompts}
    spoken = {text.text for text in bank.texts.values()}
    assert not (adult_only - spoken) & set(words(sheet_in(bank, "en"), "question", "plain"))


def test_english_stands_beside_where_it_is_other_and_what_is_not_translated_says_so(bank: Bank) -> None:
    made = sheet_in(bank, "vi", beside="en")
    lines = [line for part in made.parts for line in part.lines]
    for line, after in itertools.pairwise(lines):
        assert after.kind != "beside" or (after.language, line.language) == ("en", None)
    assert len(words(made, "beside")) > 100
    assert not words(sheet_in(bank, "vi"), "beside")
    bare = sheet_in(bank, "qps", beside="en")
    assert all(text.startswith("⟦") for text in words(bare, "question", "point"))


def test_what_is_a_draft_or_falls_back_says_so_on_the_page(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = "DRAFT translation, not yet reviewed"
    assert not any(draft in mark for mark in sheet_in(bank, "en").marks)
    assert any(draft in mark or say(draft) for mark in sheet_in(bank, "vi").marks[2:])
    monkeypatch.setattr("debrief.language.po_files._finished", lambda catalogue: {})
    monkeypatch.setattr("debrief.language.catalogues._read", lambda source: ({}, lambda count: 0))
    fallen = sheet_in(bank, "ur")
    assert any("stand in English" in mark for mark in fallen.marks)
    assert (fallen.direction, fallen.title) == ("rtl", "اردو")
    assert all(line.language == "en" for part in fallen.parts for line in part.lines if line.kind == "question")
    assert '<p class="question" lang="en" dir="ltr">' in as_html(fallen)


def test_it_is_written_by_a_command_and_a_browser_finds_nothing_wrong(
    axe: Callable[[Path], Seen], browser: Browser, tmp_path: Path
) -> None:
    runner = CliRunner()
    for tag, way in (("ar", "rtl"), ("zh_Hans", "ltr")):
        page = tmp_path / f"{tag}.html"
        done = runner.invoke(app, ["sheet", tag, "--child", "--with", "en", "--to", str(page)])
        assert done.exit_code == 0, done.output
        html = page.read_text("utf-8")
        assert f'<html lang="{tag.replace("_", "-")}" dir="{way}">' in html
        assert not re.search(r"<script|https?://", html)
        seen = axe(page)
        assert (seen.violations, seen.requests, seen.refused) == ({}, (), ())
        assert browser.beside(page, 500) >= 15, "not against the edge of a small window"
    refused = runner.invoke(app, ["sheet", "xx"])
    assert refused.exit_code == 1
