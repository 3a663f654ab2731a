"""Every text of the questionnaire is found once, under its path; the template is current."""

import ast
import io
import re
from pathlib import Path

import pytest
import yaml

from debrief.language import contexts, messages
from debrief.language.extraction import questionnaire, refusals
from debrief.places import shipped

ROOT = Path(__file__).parents[2]

SECTION = """
code: '3'
title: Journey
note: Legs may overlap.
items:
- id: trn_open
  label: The journey
  answer: {type: group, fields: {words: {label: In their words, type: verbatim_text}}}
  prompts:
  - n: 1
    adult: Tell me about the journey.
    child: Tell me how you came here.
  - n: 2
    adult: 'What else?'
    child: null
  guidance: >-
    Do not
    hurry.
"""


def found(text: str) -> dict[str, str]:
    rows = questionnaire(io.BytesIO(text.encode()), (), (), {})
    return {context: words for _, _, (context, words), _ in rows}


def test_a_section_gives_each_of_its_texts_under_its_path() -> None:
    assert found(SECTION) == {
        "section.3.title": "Journey",
        "section.3.note": "Legs may overlap.",
        "trn_open.label": "The journey",
        "trn_open.adult.1": "Tell me about the journey.",
        "trn_open.child.1": "Tell me how you came here.",
        "trn_open.adult.2": "What else?",
        "trn_open.guidance": "Do not hurry.",
        "trn_open.field.words": "In their words",
    }


def test_lines_are_those_of_the_file() -> None:
    rows = questionnaire(io.BytesIO(SECTION.encode()), (), (), {})
    lines = {words: line for line, _, (_, words), _ in rows}
    assert SECTION.splitlines()[lines["What else?"] - 1].strip() == "adult: 'What else?'"


@pytest.mark.parametrize(
    ("text", "context", "words"),
    [
        ("lists: {MODE: {choices: [{code: lorry, label: Lorry}]}}", "choice.MODE.lorry", "Lorry"),
        ("texts: [{id: break_all, text: A break.}]", "text.break_all", "A break."),
        ("rules: [{id: B-1, checks: [{id: B-1.x, why: So.}]}]", "rule.B-1.x.why", "So."),
        ("cards: {card_x: {fields: {p_a: {label: A}}}}", "card_x.p_a", "A"),
        ("cards: {card_x: {label: X}}", "card_x.title", "X"),
        ("states: [{code: partial, label: Partly}]", "state.partial", "Partly"),
        ("{title: All, repeats: {leg: {label: A leg}}}", "repeat.leg", "A leg"),
    ],
)
def test_each_kind_of_file_is_known_by_its_first_keys(text: str, context: str, words: str) -> None:
    assert found(text)[context] == words


def test_an_edition_that_does_not_offer_a_choice_has_no_text() -> None:
    choice = "{code: police, label: Police, edition: {uk-2011: Force, uk-current: null}}"
    assert found(f"lists: {{AGENCY: {{choices: [{choice}]}}}}") == {
        "choice.AGENCY.police": "Police",
        "choice.AGENCY.police.uk-2011": "Force",
    }


def test_no_two_texts_of_the_questionnaire_share_a_path() -> None:
    paths: list[str] = []
    for file in shipped("questionnaires").rglob("*.yaml"):
        with file.open("rb") as source:
            paths += [context for _, _, (context, _), _ in questionnaire(source, (), (), {})]
    assert len(paths) > 2000
    assert len(paths) == len(set(paths))


def test_no_question_put_to_a_person_is_left_out() -> None:
    ids = {context for context, _ in messages.keys(messages.template(ROOT))}
    for file in (shipped("questionnaires") / "sections").glob("*.yaml"):
        for item in yaml.safe_load(file.read_text("utf-8"))["items"]:
            for prompt in item.get("prompts", ()):
                for route in {"adult", "child"} & {key for key in prompt if prompt[key]}:
                    assert contexts.prompt(item["id"], route, prompt["n"]) in ids


def test_a_refusal_gives_both_its_sentences_and_its_family_none() -> None:
    source = '''
class Family(Refusal):
    """Any of these."""

class Lost(Family):
    """{item} is
    lost.

    Look again.

    And again."""

    code = "X-01"
'''
    rows = list(refusals(io.BytesIO(source.encode()), (), (), {}))
    assert [(text, note) for _, _, text, note in rows] == [
        (("error", "{item} is lost."), ["Lost"]),
        (("error", "Look again. And again."), ["Lost"]),
    ]


def test_the_committed_template_holds_exactly_what_there_is_to_translate() -> None:
    committed = messages.keys(messages.read(ROOT / "locales" / "debrief.pot"))
    extracted = messages.keys(messages.template(ROOT))
    assert committed - extracted == set(), "no longer said: run make catalogues"
    assert extracted - committed == set(), "not in the template: run make catalogues"


def in_translation_calls(file: Path) -> set[str]:
    """Every text a module gives to ``say``, ``marked`` …, under whatever name it imports them."""
    tree = ast.parse(file.read_text("utf-8"))
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("debrief.language")
        for alias in node.names
        if alias.name in messages.KEYWORDS
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    given = [
        call.args[0]
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in names and call.args
    ]
    return {str(text.value) for text in given if isinstance(text, ast.Constant) and text.value}


def test_no_text_of_the_interface_is_missed_by_the_extractor() -> None:
    """An import under another name, or an f-string around the call, once hid twenty-one of them."""
    template = {text for _, text in messages.keys(messages.read(ROOT / "locales" / "debrief.pot"))}
    missed = {
        f"{file.relative_to(ROOT)}: {text}"
        for file in (ROOT / "debrief").rglob("*.py")
        for text in in_translation_calls(file) - template
    }
    assert missed == set()


def test_the_template_names_no_day_no_line_and_no_address() -> None:
    text = (ROOT / "locales" / "debrief.pot").read_text("utf-8")
    assert not re.search(r"(?m)^#: \S+:\d", text)
    assert not re.search(r"(?m)^\"(POT-Creation-Date|.*@)", text)
