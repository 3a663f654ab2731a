"""One mistake a script: each is refused with its code, line and step, and says nothing of a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from play_making import HEAD, played

from debrief.bank import Bank
from debrief.play import read_script, script_of
from debrief.play import refusals as no

SECRET = "canary_words"

MISTAKES: dict[str, tuple[str, type[no.PlayRefusal], dict[str, str]]] = {
    "unknown item": (f"- rcr_wen: {SECRET}", no.UnknownItem, {"item": "rcr_wen", "expected": "rcr_when"}),
    "unknown item in a block": (f"- answers: {{rcr_wen: {SECRET}}}", no.UnknownItem, {"item": "rcr_wen"}),
    "unknown act": ("- sit: yes", no.UnknownItem, {"expected": "sitting"}),
    "misspelt option": ("- rcr_when: 2011\n  sorce: x", no.UnknownItem, {"expected": "source"}),
    "two subjects": ("- rcr_when: 2011\n  rcr_open: x", no.UnknownOption, {"name": "rcr_open"}),
    "item and block": ("- rcr_when: 2011\n  answers: {}", no.UnknownOption, {"name": "answers"}),
    "unknown part beside an act": ("- stop: person\n  why: x", no.StepRefused, {"code": "SAY-01"}),
    "no subject": ("- state: declined", no.NoSubject, {}),
    "unknown field": (f"- rcr_cost: {{prize: {SECRET}}}", no.UnknownField, {"field": "prize"}),
    "unknown field by address": (f"- rcr_cost.prize: {SECRET}", no.UnknownField, {"item": "rcr_cost"}),
    "field of what has none": (f"- rcr_when.start: {SECRET}", no.UnknownField, {"expected": "none"}),
    "unknown field of a card": (
        f"- person: a\n  fields: {{nose: {SECRET}}}",
        no.UnknownField,
        {"field": "nose"},
    ),
    "a comma in plain words": (
        f"- rcr_cost: {{words: one, and {SECRET} of it}}",
        no.UnknownField,
        {"field": "(words, not a name)"},
    ),
    "unknown name": (f"- rcr_recruiters: [{SECRET}]", no.UnknownName, {"type": "card_person"}),
    "name of another kind": (
        "- place: a\n- rcr_recruiters: [a]",
        no.UnknownName,
        {"type": "card_person", "step": "4"},
    ),
    "unknown leg in an order": (
        "- leg: a\n- order: {leg: [a, b]}",
        no.UnknownName,
        {"type": "leg", "step": "4"},
    ),
    "unknown text": (f"- say: {SECRET}", no.UnknownName, {"type": "text"}),
    "unknown choice": (f"- per_gender: {SECRET}", no.UnknownChoice, {"list": "GENDER"}),
    "unknown country": (f"- per_nationality: {SECRET}", no.UnknownChoice, {"list": "COUNTRY"}),
    "wrong type": (f"- rcr_when: {SECRET}", no.WrongForm, {"type": "partial_date"}),
    "a part the type does not have": (f"- rcr_where: {{street: {SECRET}}}", no.WrongForm, {"type": "place"}),
    "which leg": (f"- leg_from: {SECRET}", no.WhichOne, {"group": "leg"}),
    "not told by leg": ("- leg: a\n  rcr_when: 2011", no.NotTold, {"group": "leg"}),
    "time before": ("- rcr_when: 2011\n  at: 09:00", no.WrongClock, {}),
    "time unreadable": ("- rcr_when: 2011\n  at: noon", no.WrongClock, {}),
    "time without zone": ("- rcr_when: 2011\n  at: 2011-10-06T12:00", no.WrongClock, {}),
    "refused": ("- rcr_when:", no.StepRefused, {"code": "SAY-07"}),
    "value where none goes": ("- rcr_when: 2011\n  state: declined", no.StepRefused, {"code": "SAY-08"}),
    "unknown state": ("- rcr_when: 2011\n  state: said", no.StepRefused, {"code": "SAY-06"}),
    "second sitting": ("- sitting:", no.StepRefused, {"code": "SAY-23"}),
    "unknown part of an act": ("- stop: {who: person, why: x}", no.StepRefused, {"code": "SAY-01"}),
    "refusal that does not come": ("- rcr_when: 2011\n  expect: SAY-07", no.NotRefused, {"found": "accepted"}),
    "another refusal": ("- rcr_when:\n  expect: SAY-13", no.NotRefused, {"found": "SAY-07"}),
    "check of the route": ("- check: {route: child}", no.NotSo, {"found": "adult"}),
    "check of what is offered": ("- check: {offered: [rcr_open]}", no.NotSo, {"item": "rcr_open"}),
    "check of something else": ("- check: {mood: good}", no.UnknownOption, {"name": "mood"}),
    "what may not be kept": ("- from_now: {fact: F01}", no.UnknownOption, {"name": "fact"}),
    "question a person is not asked": ("- rcr_when: 2011\n  asked: 9", no.WrongForm, {}),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_where_it_stands(bank: Bank, name: str) -> None:
    steps, kind, facts = MISTAKES[name]
    with pytest.raises(kind) as caught:
        played(bank, steps + "\n")
    held = caught.value.facts
    assert {"file": "made-up.yaml", "step": "3", **facts} == {k: held[k] for k in {"file", "step", *facts}}
    assert int(held["line"]) >= 13
    assert SECRET not in str(caught.value)


HEADS: dict[str, tuple[str, str, type[no.PlayRefusal], str]] = {
    "no version": ("account: 1\n", "", no.WrongHead, "account"),
    "newer version": ("account: 1", "account: 2", no.OtherVersion, ""),
    "no case": ("case: made-up\n", "", no.WrongHead, "case"),
    "no agency": ("  agency: police\n", "", no.WrongHead, "agency"),
    "unknown key": ("case: made-up", "case: made-up\ncolour: red", no.WrongHead, "colour"),
    "unknown key of the de-brief": (
        "  agency: police",
        "  agency: police\n  colour: red",
        no.WrongHead,
        "debrief.colour",
    ),
    "no zone": ("+01:00", "", no.WrongHead, "debrief.begins"),
    "pace in words": ("  agency: police", "  agency: police\n  pace: slow", no.WrongHead, "debrief.pace"),
    "pace too slow": ("  agency: police", "  agency: police\n  pace: 9999", no.WrongHead, "debrief.pace"),
    "unknown layer": ("  agency: police", "  agency: police\n  layer: dutch", no.WrongHead, "debrief.layer"),
    "key twice": ("case: made-up", "case: made-up\ncase: again", no.Twice, ""),
    "not YAML": ("case: made-up", "case: [", no.NotReadable, ""),
    "unsafe signs": ("case: made-up", 'case: "made\\u202eup"', no.NotReadable, ""),
    "a step that is a word": ("- sitting:", "- sitting", no.NoSubject, ""),
    "a reason that is none": ("steps:", "not_carried: {F01.place: 3}\nsteps:", no.WrongHead, "not_carried"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_mistake_in_the_head_is_refused(bank: Bank, name: str) -> None:
    old, new, kind, field = HEADS[name]
    assert old in HEAD
    with pytest.raises(kind) as caught:
        script_of(HEAD.replace(old, new, 1), "made-up.yaml")
    assert caught.value.facts.get("field", "") == field


@pytest.mark.parametrize("steps", ["", "steps: []\n", "steps: none\n"])
def test_a_script_without_steps_is_refused(steps: str) -> None:
    with pytest.raises(no.WrongHead):
        script_of(HEAD.partition("steps:")[0] + steps, "made-up.yaml")


def test_an_edition_that_is_not_there_is_refused(bank: Bank) -> None:
    with pytest.raises(no.StepRefused) as caught:
        played(bank, "", HEAD.replace("uk-2011", "uk-1834"))
    assert caught.value.facts["code"] == "SAY-27"


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(no.NoAccount):
        read_script(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"case: caf\xe9")
    with pytest.raises(no.NoAccount):
        read_script(tmp_path / "latin.yaml")
