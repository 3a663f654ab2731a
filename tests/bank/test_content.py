"""The questionnaire against a copy of the content it was made from.

``items.json`` is the drafted content, ``banks/prompts.json`` and
``banks/choices.json`` carry it further: single prompts, typed answers, codes.
"""

import json
import re

import pytest

from debrief.bank import Bank
from debrief.bank.conditions import ALWAYS
from debrief.bank.parse_conditions import parse_condition
from debrief.bank.yaml_source import Mapping
from tests.bank.real import DATA
from tests.bank.reworded import NEW_TEXTS, SAID_AFTER_VOLUNTEERING, TEXTS, WORDING

ITEMS = json.loads((DATA / "items.json").read_text(encoding="utf-8"))
PROMPTS = json.loads((DATA / "banks" / "prompts.json").read_text(encoding="utf-8"))
CHOICES = json.loads((DATA / "banks" / "choices.json").read_text(encoding="utf-8"))

DRAFTED = {item["id"]: (section["code"], item) for section in ITEMS["sections"] for item in section["items"]}
TYPED = {item["id"]: item for section in PROMPTS["sections"] for item in section["items"]}

CHILD_MODES = {"ask": "ask", "record": "record", "not_asked": "never"}
REPEATS = {None: None, "yes": "self", "leg": "leg", "entry": "entry", "exp": "exp"}

CONDITIONS_DECIDED_OTHERWISE = {
    # The route is asked of the interview, not of the age position alone: a birth date can decide it.
    "set_strategy_discussion",
    "set_child_advice",
    "con_basis_child",
    "per_carer",
    "risk_missing_plan",
    "ind_adult",
    "ind_child",
    "ref_dtn",
}


def test_counts(bank: Bank) -> None:
    fields = [name for _, _, spec in bank.cards.values() for name in spec.fields]
    prompts = [prompt for item in bank.items.values() for prompt in item.prompts]
    assert len(bank.items) == len(DRAFTED) == 233
    assert len(bank.sections) == 9
    assert len(bank.cards) == 8
    assert len(fields) == 99  # 98 entries; first met and last seen are one entry there
    assert len(bank.states) == 27
    assert sum(bool(prompt.adult) for prompt in prompts) == 292
    assert sum(bool(prompt.child) for prompt in prompts) == 124
    assert len(bank.child_core) == 29


def test_sections_and_their_order(bank: Bank) -> None:
    assert [(s.code, s.title) for s in bank.sections.values()] == [
        (s["code"], s["title"]) for s in ITEMS["sections"]
    ]
    for section in ITEMS["sections"]:
        assert list(bank.sections[section["code"]].items) == [item["id"] for item in section["items"]]


def test_account_sections_are_two_to_five(bank: Bank) -> None:
    assert {s.code for s in bank.sections.values() if s.account} == {"2", "3", "4", "5"}


def test_every_drafted_item_is_kept_as_drafted(bank: Bank) -> None:
    for name, (section, drafted) in DRAFTED.items():
        item = bank.items[name]
        assert (name, item.section) == (name, section)
        assert (name, item.form) == (name, drafted["form"])
        assert (name, item.tier) == (name, drafted["tier"])
        assert (name, item.sensitivity) == (name, drafted["sensitivity"])
        assert (name, list(item.agencies)) == (name, drafted["agencies"])
        assert (name, item.source) == (name, drafted["source"])
        assert (name, item.repeat) == (name, REPEATS[drafted["repeat"]])
        assert (name, item.child) == (name, CHILD_MODES[drafted["child_mode"]])


def test_every_prompt_says_what_was_written(bank: Bank) -> None:
    for name, typed in TYPED.items():
        asked = [
            (p["n"], *(WORDING.get((name, route, p["n"]), p[route]) for route in ("adult", "child")))
            for p in typed["prompts"]
        ]
        assert (name, [(p.n, p.adult, p.child) for p in bank.items[name].prompts]) == (name, asked)
        assert (name, bank.items[name].label) == (name, typed["label"])


def _data(plain: object) -> object:
    """Plain JSON as the loader would have read it."""
    if isinstance(plain, dict):
        return Mapping({key: _data(value) for key, value in plain.items()})
    return [_data(each) for each in plain] if isinstance(plain, list) else plain


def test_every_condition_is_the_one_decided(bank: Bank) -> None:
    assert all(section.when == ALWAYS for section in bank.sections.values())
    for name, typed in TYPED.items():
        item = bank.items[name]
        whens = [(prompt.when, p.get("when")) for prompt, p in zip(item.prompts, typed["prompts"], strict=True)]
        if name not in CONDITIONS_DECIDED_OTHERWISE:
            whens.append((item.when, typed["when"]))
        for held, written in whens:
            meant = parse_condition(_data(written), file="", owner=name) if written else ALWAYS
            assert (name, held) == (name, meant)
        assert (name, item.when == ALWAYS) == (name, typed["when"] is None)


def test_cards_and_their_fields(bank: Bank) -> None:
    for card, entries in ITEMS["cards"].items():
        plain = [re.sub(r"\(.*?\)", "", entry) for entry in entries]
        ids = [name for entry in plain for name in re.findall(r"\b[a-z]+_[a-z_0-9]+", entry)]
        assert (card, sorted(ids)) == (card, sorted(bank.cards[card][2].fields))
    assert sum(map(len, ITEMS["cards"].values())) == 98


@pytest.mark.parametrize("lists", ["lists", "extra_lists"])
def test_every_list_has_its_codes_and_labels(bank: Bank, lists: str) -> None:
    for name, listed in CHOICES[lists].items():
        if name not in bank.lists:
            assert lists == "extra_lists", name
            continue
        held = bank.lists[name]
        assert (name, list(held.choices)) == (name, [c["code"] for c in listed["choices"]])
        for choice in listed["choices"]:
            mine = held.choices[choice["code"]]
            assert (name, mine.label) == (name, choice["label"])
            assert (name, dict(mine.labels)) == (name, choice["edition"] or {})
            assert (name, mine.exclusive) == (name, choice["exclusive"])
            assert (name, mine.child_value) == (name, choice["child_value"])


def test_all_drafted_lists_are_there(bank: Bank) -> None:
    assert set(ITEMS["choices"]) == set(CHOICES["lists"])
    assert len(ITEMS["choices"]) == 78
    assert set(ITEMS["choices"]) <= set(bank.lists)


def test_no_list_is_there_for_nobody(bank: Bank) -> None:
    specs = [item.answer for item in bank.items.values()] + [card[2] for card in bank.cards.values()]
    specs += [field for spec in specs for field in spec.fields.values()]
    used = {name for spec in specs for name in (spec.choices, spec.marks) if name}
    drafted = set(ITEMS["choices"])
    assert set(bank.lists) - used <= drafted


def test_response_states(bank: Bank) -> None:
    drafted = CHOICES["response_states"]["choices"]
    assert list(bank.states) == [state["code"] for state in drafted]
    for state in drafted:
        held = bank.states[state["code"]]
        assert (held.label, held.reason, held.key) == (state["label"], state["reason_needed"], state.get("key"))
        for name in ("automatic", "asked", "has_value", "settles"):
            assert (held.code, name, getattr(held, name)) == (held.code, name, state[name])


def test_paths(bank: Bank) -> None:
    assert bank.emergency == set(PROMPTS["emergency_path"])
    assert list(bank.child_core) == PROMPTS["child_core_path"]


def test_roll_up_and_grades(bank: Bank) -> None:
    drafted = CHOICES["exploitation"]["roll_up"]
    known = {kind: {k: v for k, v in codes.items() if v is not None} for kind, codes in drafted.items()}
    assert {kind: dict(codes) for kind, codes in bank.roll_up.items()} == known
    assert list(bank.precedence) == CHOICES["exploitation"]["precedence"]["order"]
    assert len(bank.grades) == len(CHOICES["grading"]) == 30


def test_the_texts_around_the_questions(bank: Bank) -> None:
    drafted = {t["id"]: (t["for"], t["use"], TEXTS.get(t["id"], t["text"])) for t in PROMPTS["texts"]}
    after = {name: bank.texts[name] for name in SAID_AFTER_VOLUNTEERING}
    assert {text.use for text in after.values()} == {"volunteered"}
    cards = {text.id for text in bank.texts.values() if text.who == "person"}
    assert cards == {f"card_{name}" for name in ("stop", "break", "not_understood", "not_known", "not_said")}
    others = [text for text in bank.texts.values() if text.id not in {*after, *cards}]
    assert {t.id: (t.who, t.use, t.text) for t in others} == {
        name: held for name, held in drafted.items() if name not in after
    }
    assert set(after) - set(drafted) == NEW_TEXTS
    assert {name: text.text for name, text in after.items() if name in drafted} == {
        name: held[2] for name, held in drafted.items() if name in after
    }


def test_what_was_reworded_was_reworded() -> None:
    """A wording that the content has again needs no line of its own."""
    drafted = {(n, r, p["n"]): p[r] for n, t in TYPED.items() for p in t["prompts"] for r in ("adult", "child")}
    assert not [at for at, text in WORDING.items() if drafted[at] == text]
    assert not [t["id"] for t in PROMPTS["texts"] if TEXTS.get(t["id"]) == t["text"]]


EFFECTS = {
    "HARD": "B-06 B-09 B-14 B-15 B-16 B-21",
    "LEAD": "B-03 B-04 B-05 B-11 B-13 B-26",
    "WARN": "B-02 B-06a B-07 B-08 B-12 B-18 B-19 B-22 B-25a",
    "AUTO": "B-01 B-10 B-17 B-20 B-24 B-25",
    "TEXT": "B-23",
}


def test_all_28_child_rules_with_their_leading_effect(bank: Bank) -> None:
    wanted = {rule: effect for effect, rules in EFFECTS.items() for rule in rules.split()}
    assert len(wanted) == 28
    assert {r.id: r.effect for r in bank.rules.values() if r.id.startswith("B-")} == wanted
