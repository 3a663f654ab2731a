"""Each rule of the wording and of the structure finds its own mistake, with the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief.bank.specification import specification
from debrief.lint import lint
from debrief.lint.exceptions import EXCEPTIONS
from tests.bank.real import ROOT, real_bank
from tests.lint.copies import broken_copy, complaint

Q, S = "questionnaires/", "questionnaires/sections/"
_HOME = "    child: Tell me how you came to leave home.\n"
_ADULT = "    adult: What rest did you have?\n"


def test_the_questionnaire_passes() -> None:
    folder = ROOT / "questionnaires"
    assert lint(real_bank(), folder, ROOT / "locales", specification()) == []


def test_exceptions_are_still_needed() -> None:
    """Each names an item that there is; wording that changed loses its exception."""
    assert {item for item, _, _ in EXCEPTIONS} <= set(real_bank().items)


def _says(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    return complaint(broken_copy(tmp_path, file, old, new)).splitlines()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("banned-word", "When were you trafficked?"),
        ("two-questions", "What rest did you have? What hours?"),
        ("two-questions", "What rest did you have and who gave it?"),
        ("why", "Why did you have no rest?"),
        ("tag", "You had little rest, didn’t you?"),
        ("suggests", "Are you sure that you had rest?"),
        ("forced-choice", "Was it long or was it short?"),
        ("stage-direction", "What rest did you have (if any)?"),
        ("punctuation", "What rest did you have"),
        ("after", "What rest did you have? Take your time."),
        ("placeholder", "What rest did {interviewer} give you?"),
    ],
)
def test_wording_put_to_anybody(tmp_path: Path, rule: str, words: str) -> None:
    found = _says(tmp_path, S + "5-activity.yaml", _ADULT, f"    adult: {words!r}\n")
    assert any(line.startswith("sections/5-activity.yaml:") and f"[{rule}]" in line for line in found), found


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("long", "Tell me how it was when you came to leave home on that morning long ago."),
        ("negative", "Is there anything you did not like?"),
        ("hypothetical", "What would have helped, if you stayed?"),
        ("choice", "Was it your uncle or your teacher?"),
        ("pronoun", "What did he say to you?"),
        ("legal-word", "What evidence do you have?"),
        ("why", "Why did you leave home?"),
        ("suggests", "Did he tell you to go?"),
        ("banned-word", "When were you smuggled?"),
    ],
)
def test_wording_put_to_a_child(tmp_path: Path, rule: str, words: str) -> None:
    found = _says(tmp_path, S + "2-recruitment.yaml", _HOME, f"    child: {words!r}\n")
    assert any("rcr_open: child: " in line and f"[{rule}]" in line for line in found), found


@pytest.mark.parametrize(
    ("rule", "file", "old", "new"),
    [
        (
            "recorded",
            S + "4-border.yaml",
            "  child: record\n  guidance: Coded from the account.\n",
            "  child: record\n  prompts:\n  - n: 1\n    adult: How did you come in?\n",
        ),
        (
            "other-source",
            S + "0-safeguards.yaml",
            "  guidance: 'Children: from carer, school or what is seen.'\n",
            "",
        ),
        (
            "no-source",
            S + "4-border.yaml",
            "  child: record\n  guidance: Coded from the account.\n",
            "  child: record\n  when: {field: ent_kind, answered: true}\n",
        ),
        ("account", S + "1-person.yaml", "account: false", "account: true"),
        ("closed-before-open", S + "2-recruitment.yaml", "  form: O\n", "  form: C\n"),
        (
            "child-core",
            Q + "paths.yaml",
            "child_core: [wel_care_now,",
            "child_core: [exp_customers, wel_care_now,",
        ),
        ("emergency", Q + "paths.yaml", "need_open, ", ""),
        ("label-twice", Q + "choices/safeguards.yaml", "label: Second interviewer", "label: Social worker"),
        (
            "other-words",
            Q + "choices/safeguards.yaml",
            "source: 'NI23(1)(b)(vi), DIR15f, OVC', text: true}",
            "source: K}",
        ),
        ("placeholder", Q + "texts.yaml", "{their_words}", "{the_words}"),
        (
            "long",
            Q + "texts.yaml",
            "You are not in trouble with me.",
            "You are not in any kind of trouble with me or with anybody else who is here.",
        ),
        ("why", Q + "texts.yaml", "Where was that?", "Why was that?"),
        (
            "stale",
            "locales/vi/LC_MESSAGES/debrief.po",
            'msgid "Tell me, in your own time, how you came to leave home."',
            'msgid "Tell me how you left home."',
        ),
        *(
            ("untranslated", "locales/vi/LC_MESSAGES/debrief.po", f'msgctxt "{context}"', 'msgctxt "gone"')
            for context in (
                "rule.B-06.why",
                "rule.B-06.wants",
                "rule.B-06.title",
                "choice.AGENCY.central_repository.uk-2011",
            )
        ),
        (
            "not-translated",
            "locales/vi/LC_MESSAGES/debrief.po",
            "Có thể một trong số họ làm theo lời những kẻ gây ra chuyện này.",
            "One of them may be acting for those who did this.",
        ),
        (
            "first-question",
            S + "5-activity.yaml",
            "    adult: What alcohol, drugs or medicines were you given, if any?\n",
            "    adult: What alcohol, drugs or medicines were you given, if any?\n    when: {route: adult}\n",
        ),
        (
            "opens-closed",
            S + "4-border.yaml",
            "    adult: Tell me how you came into the UK.\n",
            "    adult: Did you come into the UK?\n",
        ),
        (
            "age-closed",
            S + "1-person.yaml",
            "- id: per_dob_stated\n",
            "- id: per_dob_stated\n  when: {field: set_purpose, answered: true}\n  when_source: K\n",
        ),
    ],
)
def test_structure(tmp_path: Path, rule: str, file: str, old: str, new: str) -> None:
    assert any(f"[{rule}]" in line for line in _says(tmp_path, file, old, new))
