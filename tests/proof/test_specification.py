"""A rules file that falls below the specification does not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief.bank import Bank, load_bank
from debrief.bank.refusals import BankRefusal, WeakenedRule
from debrief.bank.specification import Specification, read_specification
from tests.bank.real import ROOT
from tests.lint.copies import broken_copy

RULES = "questionnaires/rules.yaml"
_PRIOR = "  - id: B-09\n    effect: HARD\n    who: all\n    stage: account\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_PRIOR, _PRIOR.replace("HARD", "WARN")),
        (_PRIOR, _PRIOR.replace("HARD", "LEAD")),
        (_PRIOR, _PRIOR.replace("all", "adult")),
        (_PRIOR, _PRIOR.replace("account", "signoff")),
        (_PRIOR, _PRIOR.replace("B-09", "B-09.ours")),
        ("      - {field: set_strategy_discussion.agreed_topics, answered: true}\n", ""),
        ("  - id: B-03\n    effect: LEAD\n", "  - id: B-03\n    effect: WARN\n"),
    ],
)
def test_a_weaker_gate_does_not_load(tmp_path: Path, old: str, new: str) -> None:
    folder = broken_copy(tmp_path, RULES, old, new)
    with pytest.raises(WeakenedRule) as refused:
        load_bank(folder)
    assert refused.value.facts["rule"] in ("B-09", "B-03")
    assert refused.value.facts["file"] == "rules.yaml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id: B-07\n    effect: WARN\n", "  - id: B-07\n    effect: LEAD\n"),
        ("  - id: B-03\n    effect: LEAD\n    who: child\n", "  - id: B-03\n    effect: HARD\n    who: all\n"),
    ],
)
def test_a_stronger_gate_loads(tmp_path: Path, old: str, new: str) -> None:
    assert load_bank(broken_copy(tmp_path, RULES, old, new)).id == "debrief-uk"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("field: set_prior_check.found", "field: set_prior_checked.found"),
        ("  source: Memorandum; NICHD\n", "  source: ''\n"),
    ],
)
def test_a_rule_without_source_or_with_an_unknown_name_does_not_load(
    tmp_path: Path, old: str, new: str
) -> None:
    with pytest.raises(BankRefusal):
        load_bank(broken_copy(tmp_path, RULES, old, new))


def test_the_specification_speaks_of_items_that_there_are(bank: Bank, spec: Specification) -> None:
    assert spec.names() <= set(bank.items)
    assert read_specification(ROOT / "questionnaires") == spec


def test_it_is_complete_about_children(bank: Bank, spec: Specification) -> None:
    """Every question is forbidden to a child, may be put to one, or is raised only by the child."""
    asked = {item.id for item in bank.items.values() if item.asked}
    spoken_for = set(spec.forbidden) | spec.asked_of_child | spec.if_raised["child"] | {"con_sharing"}
    assert asked <= spoken_for
    assert not set(spec.forbidden) & spec.asked_of_child
