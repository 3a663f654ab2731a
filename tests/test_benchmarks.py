"""What the benchmarks compare does the same work: correctness only, nothing here is timed."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import answers, survey_core
from benchmarks.form_bank import FORMS, condition_of, questions_of, read_form, read_script
from benchmarks.reference import Reference
from debrief.bank.conditions import ALWAYS, Compare, Ref
from debrief.interview import Interview, read_event

VISIBLE_IN_SURVEY_CORE = {"s200": 211, "deep200": 209, "s800": 768}
"""After ``scramble`` with its default policy, as survey-core 3.1.1 itself counted them."""


def places_open(interview: Interview) -> dict[tuple[str, int], bool]:
    questions = [item for item in interview.bank.items if item != "per_age_status"]
    return {(q, each): interview.is_open(q, each) for q in questions for each in interview.places(q)}


@pytest.mark.parametrize("name", FORMS)
def test_the_interview_and_the_reference_open_the_same_questions(name: str) -> None:
    form, script = read_form(name), read_script(name)
    interview, record = answers.begin(form)
    reference = Reference(form)
    assert places_open(interview) == reference.open
    for stage in ("answers", "updates", "scramble"):
        for data, (path, value) in zip(record.answers(script[stage]), script[stage], strict=True):
            assert interview.apply(read_event(data)) is None
            reference.answer(answers.place_of(path), value)
            if stage == "scramble":
                assert places_open(interview) == reference.open
        assert places_open(interview) == reference.open
    assert answers.count_open(interview) == reference.count_open() == answers.EXPECTED_OPEN[name]


@pytest.mark.parametrize("name", FORMS)
def test_survey_core_was_given_the_same_form(name: str) -> None:
    """Its count differs from ours only because a closed question's answer still counts there."""
    assert answers.open_by_raw_answers(name) == VISIBLE_IN_SURVEY_CORE[name]


@pytest.mark.parametrize(("name", "questions", "conditions"), [("s200", 200, 149), ("s800", 770, 569)])
def test_the_bank_holds_the_whole_form(name: str, questions: int, conditions: int) -> None:
    form = read_form(name)
    bank = answers.begin(form)[0].bank
    assert set(bank.items) == {*questions_of(form), "per_age_status"}
    assert len(bank.items) == questions + 1
    assert sum(item.when != ALWAYS for item in bank.items.values()) == conditions
    assert bank.sections["leg"].when == Compare(Ref("s00_q00"), "is", "yes")


def test_a_condition_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(ValueError, match="like"):
        condition_of({"q": "a", "op": "like", "v": "b"})


def test_an_engine_that_disagrees_gets_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(answers.EXPECTED_OPEN, "s200", 99)
    with pytest.raises(AssertionError, match="s200: 100 questions are open, and 99 should be"):
        answers.play("s200")


def one_sentence(text: str) -> bool:
    return re.fullmatch(r"[A-Z][^.\n]*\.\n?", text) is not None


def test_without_node_the_other_figures_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    spent = {"answers": [2.0], "updates": [4.0]}
    monkeypatch.setattr(answers, "play", lambda name: spent)
    monkeypatch.setattr(answers, "play_with_reading", lambda name: [3.0])
    monkeypatch.setattr(answers, "played_reference", lambda name: (None, spent))
    names = [row["name"] for row in answers.run()]
    assert one_sentence(capsys.readouterr().out)
    assert "s800 / s200, answers" in names
    assert not any("survey-core" in name for name in names)


def test_an_npm_that_fails_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey_core, "_command", lambda name: sys.executable)
    with pytest.raises(survey_core.Missing) as missing, survey_core.SurveyCore():
        pass
    assert one_sentence(str(missing.value))


def test_nothing_of_survey_core_comes_from_a_named_address() -> None:
    lock = Path(survey_core.__file__).with_name("package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in lock
    assert "resolved" not in lock
    assert "://" not in lock
