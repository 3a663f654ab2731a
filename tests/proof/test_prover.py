"""Everything is proved; a change that weakens it is not, and its counterexample plays in the interview."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.attack import noticed
from benchmarks.mutants import mutants
from debrief.bank import Bank
from debrief.bank.specification import Specification
from debrief.interview import Interview
from debrief.proof.examine import said, where
from debrief.proof.prover import Prover, Result
from debrief.proof.witnesses import missed


@pytest.fixture(scope="module")
def changed(bank: Bank) -> dict[str, Bank]:
    return {mutant.name: mutant.bank for mutant in mutants(bank)}


def test_every_property_of_the_questionnaire_is_proved(bank: Bank, spec: Specification) -> None:
    results = list(Prover(bank, spec).results())
    assert [result.says for result in results if not result.proved] == []
    names = {result.name.split()[0] for result in results}
    assert names >= {
        "route",
        "forbidden",
        "wording",
        "settled",
        "emergency",
        "restricted",
        "gate",
        "reach",
        "kept",
    }


def test_every_gate_of_the_rules_is_in_the_specification(bank: Bank, spec: Specification) -> None:
    assert {check.id for check in bank.checks()} == {gate.check for gate in spec.gates}


def test_the_witnesses_are_offered_what_they_should_be(bank: Bank, spec: Specification) -> None:
    assert [says for _, says in missed(bank, spec)] == []


def _first_broken(bank: Bank, spec: Specification, name: str) -> Result:
    return next(result for result in Prover(bank, spec).results() if result.name == name and not result.proved)


def _shown_to_a_child(interview: Interview) -> bool:
    return interview.route == "child" and bool(interview.prompts("exp_customers", 1))


def _a_young_birth_date_forgotten(interview: Interview) -> bool:
    return bool(interview.view.held_value("per_dob_stated", 0, None)) and not interview.state.childhood_seen


def _offered_as_evidence(interview: Interview) -> bool:
    purpose = interview.view.held_value("set_purpose", 0, None)
    names = [(name, k) for name in interview.bank.items for k in interview.places(name)]
    return "evidential" in purpose["choices"] and any(
        interview.offered(*each) for each in names if interview.bank.items[each[0]].section in "2345"
    )


@pytest.mark.parametrize(
    ("name", "broken", "shows"),
    [
        ("exp_customers asked of a child", "wording", _shown_to_a_child),
        ("points 2 dropped", "route", _a_young_birth_date_forgotten),
        ("E-01 effect WARN", "gate E-01", _offered_as_evidence),
    ],
)
def test_a_counterexample_plays_in_the_interview(
    changed: dict[str, Bank], spec: Specification, name: str, broken: str, shows: Callable[[Interview], bool]
) -> None:
    bank = changed[name]
    result = _first_broken(bank, spec, broken)
    assert result.breach is not None
    assert result.breach.replays
    assert len(result.breach.lines) <= 6, "only what is needed"
    assert shows(result.breach.interview(bank))
    assert said(bank, result).startswith(f"{where(bank, result).file}:")


_SAMPLE = [
    "B-06 dropped",
    "B-03 needs any for all",
    "B-05 needs all for any",
    "B-12.place needs negated",
    "B-09 effect WARN",
    "B-20 who adult",
    "B-14.plan effect WARN",
    "A-01 needs without yes",
    "ctl_images asked of a child",
    "points 3 dropped",
    "rcr_open moved out of the account",
    "risk_threat S4 to S3",
    "urg_actions off the emergency path",
    "exp_hours on the emergency path",
    "rcr_oath suggested to a adult",
    "per_children question 2 condition with no",
    "B-04 needs not a year less",
    "assessed_when part 2 where part 2 dropped",
]


@pytest.mark.parametrize("name", _SAMPLE)
def test_a_changed_questionnaire_is_noticed(changed: dict[str, Bank], name: str) -> None:
    if name not in changed:
        pytest.fail(f"no mutant is called {name}")
    assert noticed(changed[name])
