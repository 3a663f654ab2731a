"""The 34 kinds of mistake that were put into other people's forms: each is found here, or cannot be written.

The best of the tools compared found 20. One broken copy each, named after the mistake.
"""

# ruff: noqa: E501 - lines of the questionnaire are quoted as they stand

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.lint.copies import broken_copy, complaint

Q, S = "questionnaires/", "questionnaires/sections/"


class Mistake(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    says: str
    """Stands in what is said of it: a code of a refusal, a rule of the lint, or words of a broken property."""
    prove: bool = False


_DEBT = '  when: {field: debt_open.answer, any_of: ["yes", not_sure]}\n  when_source'
_REST = "    adult: What rest did you have?"
_DTN = '    - {field: ref_nrm_agree, is: "no"}'
_ROUTE = "  when: {route: child}\n  when_source: 'A.2 section 0: “Adults: n/a”, “children only”; B-07'"


def _route(when: str) -> str:
    return _ROUTE.replace("{route: child}", when)


_OF_OTHERS = [
    Mistake(
        "a condition names a question that does not exist",
        S + "5-activity.yaml",
        _DEBT,
        _DEBT.replace("debt_open.answer", "debt_opened.answer"),
        "BANK-06",
    ),
    Mistake(
        "a condition compares with a value that is not a choice",
        S + "0-safeguards.yaml",
        "any_of: [yes_named, yes_anyone]",
        "any_of: [yes_name, yes_anyone]",
        "BANK-08",
    ),
    Mistake(
        "a condition on its own question",
        S + "5-activity.yaml",
        _DEBT,
        _DEBT.replace('debt_open.answer, any_of: ["yes", not_sure]', "debt_detail.at_start, answered: true"),
        "BANK-14",
    ),
    Mistake(
        "two questions wait for each other",
        S + "4-border.yaml",
        "- id: ent_kind\n",
        "- id: ent_kind\n  when: {field: ent_vehicle.vehicle, answered: true}\n  when_source: K\n",
        "BANK-14",
    ),
    Mistake(
        "two calculations depend on each other",
        S + "5-activity.yaml",
        "- id: debt_detail\n",
        "- id: debt_detail\n  calculate: {sum_of: [debt_detail]}\n",
        "BANK-04",
    ),
    Mistake(
        "a condition waits for a question asked later",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route('{field: con_adviser.has, is: "yes"}'),
        "[forward]",
    ),
    Mistake(
        "a condition wants yes and no",
        S + "5-activity.yaml",
        _DEBT,
        '  when: {all: [{field: debt_open.answer, is: "yes"}, {field: debt_open.answer, is: "no"}]}\n  when_source',
        "can hold",
        True,
    ),
    Mistake(
        "a condition wants a number below and above",
        S + "5-activity.yaml",
        _REST,
        _REST
        + "\n    when: {all: [{field: exp_hours.hours_per_day, at_most: 18}, {field: exp_hours.hours_per_day, at_least: 60}]}",
        "can hold",
        True,
    ),
    Mistake(
        "a chain of which the end can never open",
        S + "7-needs.yaml",
        _DTN,
        '    - {field: ref_nrm_agree, is: "no"}\n    - {route: child}',
        "can hold",
        True,
    ),
    Mistake(
        "a condition wants a number that no answer may have",
        S + "5-activity.yaml",
        _REST,
        _REST + "\n    when: {field: exp_hours.hours_per_day, at_least: 20000000}",
        "can hold",
        True,
    ),
    Mistake(
        "a text compared with a number",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route("{field: set_reason_needed, at_least: 3}"),
        "BANK-10",
    ),
    Mistake(
        "a number compared with a word",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route("{fact: sittings, is: many}"),
        "BANK-11",
    ),
    Mistake(
        "several choices compared as if they were one",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route("{field: set_purpose, is: evidential}"),
        "BANK-10",
    ),
    Mistake(
        "a constraint that no value can meet",
        S + "1-person.yaml",
        "  answer: {type: place}\n  child: record",
        "  answer: {type: place, constraint: {at_least: 120, at_most: 18}}\n  child: record",
        "BANK-04",
    ),
    Mistake(
        "a date compared with a number",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route("{field: per_dob_stated, after: 18}"),
        "BANK-10",
    ),
    Mistake(
        "a condition that always holds",
        S + "5-activity.yaml",
        _DEBT,
        '  when: {any: [{field: debt_open.answer, is: "yes"}, {not: {field: debt_open.answer, is: "yes"}}]}\n  when_source',
        "can fail to hold",
        True,
    ),
    Mistake("an unbalanced bracket", S + "0-safeguards.yaml", _ROUTE, _route("{route: child"), "BANK-02"),
    Mistake(
        "an unknown function",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route("{field: set_purpose, sounds_like: evidential}"),
        "BANK-11",
    ),
    Mistake("a bare name", S + "0-safeguards.yaml", _ROUTE, _route("set_purpose"), "BANK-11"),
    Mistake(
        "a question of a repeat used outside it",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route("{field: ent_kind, is: ferry}"),
        "BANK-12",
    ),
    Mistake(
        "two questions with one name",
        S + "5-activity.yaml",
        "- id: debt_detail\n",
        "- id: debt_open\n",
        "BANK-05",
    ),
    Mistake(
        "one value twice in a list",
        Q + "choices/safeguards.yaml",
        "{code: health_worker, ",
        "{code: intermediary, ",
        "BANK-05",
    ),
    Mistake(
        "a list that does not exist",
        S + "0-safeguards.yaml",
        "choices: YES_NO_NA",
        "choices: YES_NO_NAY",
        "BANK-07",
    ),
    Mistake(
        "a list nobody uses",
        Q + "choices/safeguards.yaml",
        "lists:\n",
        "lists:\n  SPARE:\n    choices:\n    - {code: one, label: One, source: K}\n",
        "[unused-list]",
    ),
    Mistake(
        "a question without a translation",
        "locales/vi/LC_MESSAGES/debrief.po",
        'msgctxt "rcr_open.child.1"',
        'msgctxt "rcr_opened.child.1"',
        "[untranslated]",
    ),
    Mistake(
        "a choice without a translation",
        "locales/vi/LC_MESSAGES/debrief.po",
        'msgctxt "choice.AGREES.not_now"',
        'msgctxt "choice.AGREES.later"',
        "[untranslated]",
    ),
    Mistake(
        "a text quotes what nothing fills in",
        Q + "texts.yaml",
        "My name is {interviewer}.",
        "My name is {officer}.",
        "[placeholder]",
    ),
    Mistake(
        "a translation lost what the English quotes",
        "locales/vi/LC_MESSAGES/debrief.po",
        "Tôi tên là {interviewer}.",
        "Tôi là người hỏi.",
        "[placeholder-lost]",
    ),
    Mistake(
        "a translation is the English text",
        "locales/vi/LC_MESSAGES/debrief.po",
        "Cứ thong thả, hãy kể bạn đã rời nhà như thế nào.",
        "Tell me, in your own time, how you came to leave home.",
        "[not-translated]",
    ),
    Mistake(
        "a default that is not a choice",
        S + "0-safeguards.yaml",
        "answer: {type: multi, choices: PURPOSE}",
        "answer: {type: multi, choices: PURPOSE, default: everything}",
        "BANK-04",
    ),
    Mistake(
        "an invalid regular expression",
        S + "0-safeguards.yaml",
        _ROUTE,
        _route('{field: set_reason_needed, matches: "("}'),
        "BANK-10",
    ),
    Mistake(
        "what is required can never be shown",
        S + "7-needs.yaml",
        "  when: {route: child}\n  when_source: 'A.2 section 7: “Adults: n/a”, “children”; B-14'",
        "  when: {all: [{route: child}, {route: adult}]}\n  when_source: K",
        "can hold",
        True,
    ),
    Mistake(
        "no way to say no",
        Q + "states.yaml",
        "- code: declined\n",
        "- code: would_rather_not\n",
        "[no-refusal]",
    ),
    Mistake(
        "asked before consent",
        Q + "rules.yaml",
        '    needs: {field: con_agrees.agrees, any_of: ["yes", yes_not_about]}',
        "    needs: {any: [{field: con_agrees.agrees, answered: true}, {field: con_agrees.agrees, answered: false}]}",
        "can fail to hold",
        True,
    ),
]


@pytest.mark.parametrize("mistake", _OF_OTHERS, ids=lambda mistake: mistake.name)
def test_each_mistake_of_the_comparison_is_found_or_refused(tmp_path: Path, mistake: Mistake) -> None:
    folder = broken_copy(tmp_path, mistake.file, mistake.old, mistake.new)
    assert mistake.says in complaint(folder, prove=mistake.prove)


def test_they_are_the_34_kinds() -> None:
    assert len({mistake.name for mistake in _OF_OTHERS}) == 34
