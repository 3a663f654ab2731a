"""The presumption of childhood: each way in, and the one way out (B-01)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from debrief.bank import Bank
from debrief.interview import Address
from debrief.interview import refusals as no
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult_before_account, choice

AGE = real_bank().lists["AGE_STATUS"].choices
ADULT_CLAIMS = ["adult_documents", "adult_no_doubt"]
POINTS = [code for code in AGE if code not in (*ADULT_CLAIMS, "assessed_adult")]


def age(code: str) -> Callable[[Recorder], object]:
    return lambda r: r.answer("per_age_status", choice(code))


def born(edtf: str) -> Callable[[Recorder], object]:
    return lambda r: r.answer("per_dob_stated", {"edtf": edtf}, "answered")


def assessed(r: Recorder, outcome: str = "adult", leave_out: str = "") -> None:
    n = r.add("per_age_assessment")
    parts = {
        "local_authority": "City",
        "date": {"edtf": "2011-07"},
        "reference": "A1",
        "outcome": choice(outcome),
    }
    for name, value in parts.items():
        if name != leave_out:
            r.answer(f"per_age_assessment/{n}.{name}", value)


WAYS_IN = {code: age(code) for code in POINTS} | {
    "born so that every reading is a child": born("1995-01-01"),
    "born so that one reading is a child": born("1993"),
    "born one day too late": born("1993-07-20"),
    "born in an open range": born("1990/.."),
    "assessed as a child": lambda r: assessed(r, "child"),
}


def test_unset_is_a_child(bank: Bank) -> None:
    assert Recorder(bank).interview.route == "child"
    assert not Recorder(bank).interview.age_recorded
    assert not Recorder(bank).interview.state.childhood_seen


@pytest.mark.parametrize("claim", ADULT_CLAIMS)
def test_an_adult_while_nothing_points_to_childhood(bank: Bank, claim: str) -> None:
    r = Recorder(bank)
    age(claim)(r)
    assert r.interview.route == "adult"
    born("1993-07-19")(r)  # eighteen today
    assert r.interview.route == "adult"
    r.do("withdrew", address="per_age_status", reason="A mistake.")
    assert r.interview.route == "child"


@pytest.mark.parametrize("way", WAYS_IN.values(), ids=list(WAYS_IN))
@pytest.mark.parametrize("claim", ADULT_CLAIMS)
def test_each_way_in_closes_the_ways_back(bank: Bank, way: Callable[[Recorder], object], claim: str) -> None:
    r = Recorder(bank)
    age(claim)(r)
    way(r)
    assert (r.interview.route, r.interview.state.childhood_seen) == ("child", True)
    for other in ADULT_CLAIMS:
        assert isinstance(r.tries_answer("per_age_status", choice(other)), no.ChildhoodStands)
    assert isinstance(r.tries_answer("per_age_status", choice("assessed_adult")), no.AssessmentMissing)
    r.answer("per_dob_stated", {"edtf": "1980"}, "answered")  # a later birth date unsays nothing
    assert (r.interview.route, r.interview.state.childhood_seen) == ("child", True)
    assessed(r)
    age("assessed_adult")(r)
    assert r.interview.route == "adult"


@pytest.mark.parametrize("part", ["local_authority", "date", "reference", "outcome"])
def test_an_assessment_without_its_parts_is_none(bank: Bank, part: str) -> None:
    r = Recorder(bank)
    age("uncertain")(r)
    assessed(r, leave_out=part)
    assert isinstance(r.tries_answer("per_age_status", choice("assessed_adult")), no.AssessmentMissing)
    assert r.interview.route == "child"


@pytest.mark.parametrize("undo", ["struck", "withdrawn", "changed"])
def test_the_way_out_is_open_as_long_as_the_assessment_stands(bank: Bank, undo: str) -> None:
    r = Recorder(bank)
    age("disputed")(r)
    assessed(r)
    age("assessed_adult")(r)
    assert r.interview.route == "adult"
    if undo == "struck":
        r.do("struck", repeat="per_age_assessment", instance=1, reason="Another person's.")
    elif undo == "withdrawn":
        r.do("withdrew", address="per_age_assessment/1.reference", reason="Wrong.")
    else:
        r.answer("per_age_assessment/1.outcome", choice("not_decided"))
    assert r.interview.route == "child"


def test_turned_18_keeps_child_practice(bank: Bank) -> None:
    r = Recorder(bank)
    age("child_stated")(r)
    age("turned_18")(r)
    assert r.interview.route == "child"


def test_what_an_adult_was_asked_stays_when_childhood_is_seen(bank: Bank) -> None:
    r = adult_before_account(bank)
    r.answer("per_gender", choice(next(iter(bank.lists["GENDER"].choices))), "answered")
    assert r.interview.offered("rcr_open")
    born("1995")(r)
    assert r.interview.status(Address("per_gender")) == "answered"
    assert not r.interview.prompts("rcr_given_others")
    assert not r.interview.offered("rcr_open")  # the child's own safeguards are not met


@pytest.mark.parametrize("item", [i.id for i in real_bank().items.values() if i.child == "never" and i.asked])
def test_what_is_never_asked_of_a_child_has_no_words_and_takes_volunteered_ones(bank: Bank, item: str) -> None:
    r = Recorder(bank).sit()
    repeat = bank.repeat_of(item)
    address = item if repeat is None else f"{item}/{r.add(repeat)}"
    place = 0 if repeat is None else 1
    assert not r.interview.prompts(item, place)
    assert "child_rule" in [why.reason for why in r.interview.why_not(item, place)]
    for state in ("declined", "unknown", "not_understood"):
        assert isinstance(r.tries_answer(address, None, state), no.NotAskedOfChild)
    for name, spec in bank.answer_of(item).fields.items():
        if spec.type == "verbatim_text":
            r.answer(
                f"{address}.{name}", {"original": "So."}, "volunteered", provenance={"before": "What then?"}
            )
