"""The pages made from the bank are current, and what is said of a condition is what it means."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from debrief.bank import Bank, load_bank
from debrief.bank.answers import ANSWER_TYPES
from debrief.bank.conditions import ALWAYS, FACTS, Condition, Operator
from debrief.bank.documents import pages
from debrief.bank.explain import PHRASES, say
from debrief.bank.parse_conditions import parse_condition
from debrief.bank.yaml_source import read_text
from tests.bank.real import ROOT
from tests.bank.small import write_bank


def written(text: str) -> Condition:
    return parse_condition(read_text(text, "t"), file="t", owner="t")


def test_the_pages_are_current(bank: Bank) -> None:
    for name, text in pages(bank).items():
        held = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert held == text, f"run: python -m debrief.bank.documents ({name})"


def test_every_field_and_every_code_is_on_the_page_of_items(bank: Bank) -> None:
    page = pages(bank)["items.md"]
    for item in bank.items.values():
        assert all(f"| `{item.id}` | `{field}` " in page for field in item.answer.fields if "." not in field)
    for name, held in bank.lists.items():
        if name not in ("COUNTRY", "LANG"):
            row = next(line for line in page.splitlines() if line.startswith(f"| {name} |"))
            assert all(f"`{code}` " in row for code in held.choices)


def test_every_item_check_and_condition_is_on_its_page(bank: Bank) -> None:
    made = pages(bank)
    assert all(f"`{item}`" in made["items.md"] for item in bank.items)
    assert all(f"| {check.id} |" in made["rules.md"] for check in bank.checks())
    assert all(f"| {rule} |" in made["rules.md"] for rule in bank.rules)
    conditional = [item.id for item in bank.items.values() if item.when != ALWAYS]
    assert conditional
    assert all(f"| `{item}` " in made["branching.md"] for item in conditional)
    assert all(bank.items[item].when_source for item in conditional)


def test_the_authors_page_names_every_type_and_operator() -> None:
    page = (ROOT / "docs" / "bank.md").read_text(encoding="utf-8")
    ticked = set(re.findall(r"`([a-z_]+)`", page)) | set(re.findall(r"`([a-z_]+): item`", page))
    assert ticked >= ANSWER_TYPES
    assert ticked >= set(get_args(Operator))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ('{field: tea, is: "yes"}', "“Tea” is yes"),
        (
            "{field: drink.kind, any_of: [green, black, none]}",
            "“Drink: Kind” is Green tea, Black tea or No tea",
        ),
        ("{field: drink.kind, none_of: [green]}", "“Drink: Kind” is answered, and is not Green tea"),
        ("{field: drink.many, contains: black}", "“Drink: Kinds” includes Black tea"),
        ('{field: drink.seen.green, is: "no"}', "“Drink: Seen: Green tea” is no"),
        ("{field: drink.cups, at_least: 2}", "“Drink: Cups” is at least 2"),
        (
            "{field: drink.since, possibly_after: {today: -18y}}",
            "“Drink: Since” may be after 18 years before today",
        ),
        ("{field: drink.since, before: {today: 0}}", "“Drink: Since” is before today"),
        ("{field: tea, answered: false}", "“Tea” has no answer"),
        ("{field: tea, status: declined}", "“Tea” is marked “Did not want to say”"),
        ("{count_selected: drink.many, at_most: 1}", "the number of choices in “Drink: Kinds” is at most 1"),
        ("{not: {field: tea, answered: true}}", "it is not so that “Tea” is answered"),
        (
            "{any: [{not: {field: tea, answered: true}},"
            " {all: [{route: adult}, {field: tea, answered: true}]}]}",
            "(it is not so that “Tea” is answered) or (the person is an adult and “Tea” is answered)",
        ),
        (
            "{any_item: {repeat: guest, where: {field: guest.g_name, answered: true}}}",
            "for at least one “Guest”: “Name” is answered",
        ),
        ("{count_items: {repeat: leg}, at_least: 2}", "the number of “Part of the journey” is at least 2"),
        ("{fact: sittings, at_most: 1}", "the number of sittings is at most 1"),
        ('{fact: lead_changed, is: "no"}', "it is not so that the lead interviewer has changed"),
    ],
)
def test_a_condition_in_words(condition: str, said: str, tmp_path: Path) -> None:
    assert say(written(condition), load_bank(write_bank(tmp_path))) == said


def test_every_word_goes_through_the_catalogue(bank: Bank) -> None:
    def marked(text: str) -> str:
        parts = re.split(r"(\{.*?\})", text)
        return "".join(part if part.startswith("{") else re.sub(r"[^\W\d_]", "x", part) for part in parts)

    conditions = [item.when for item in bank.items.values()] + [check.needs for check in bank.checks()]
    for condition in conditions:
        said = say(condition, bank, marked)
        assert not re.sub(r"[x\W\d_]", "", said), said


def test_there_is_a_phrase_for_each_fact_and_operator() -> None:
    assert set(FACTS) <= set(PHRASES)
    assert set(get_args(Operator)) <= set(PHRASES)
