"""What is suggested next, what is not and why; what each agency still lacks; what the app works out itself."""

from __future__ import annotations

from typing import Any

import pytest

from debrief.bank import Bank
from debrief.bank.check_bank import AGENCIES
from debrief.interview import Address
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult, adult_before_account, child_before_account, choice, words

BANK = real_bank()
EMERGENCY = sorted(BANK.emergency)
STATES = BANK.states


def why(r: Recorder, item: str, place: int = 0) -> set[str]:
    return {reason.reason for reason in r.interview.why_not(item, place)}


def place_of(r: Recorder, item: str) -> int:
    repeat = r.bank.repeat_of(item)
    return 0 if repeat is None else r.add(repeat)


# -- the emergency path ------------------------------------------------------------------------


@pytest.mark.parametrize("item", EMERGENCY)
@pytest.mark.parametrize("begun", [False, True], ids=["nothing recorded", "a child, every gate shut"])
def test_the_emergency_path_is_recordable_whatever_the_gates_say(bank: Bank, item: str, begun: bool) -> None:
    r = Recorder(bank)
    if begun:
        r.sit().answer("per_age_status", choice("uncertain")).do("stopped", who="person")
    place = place_of(r, item)
    spec = bank.answer_of(item)
    kinds: dict[str, Any] = {
        "note": "So.", "verbatim_text": words(), "yes_no_not_sure": "yes", "contact": {"name": "X"},
        "short_text": "So.",
        "datetime": "2011-07-19T09:00:00Z", "place": {"words": "There."}, "partial_date": {"edtf": "2011"},
    }  # fmt: skip
    done = 0
    for name, each in (spec.fields or {"": spec}).items():
        address = Address(item, place, name or None)
        if each.type in kinds:
            r.answer(str(address), kinds[each.type], "volunteered")
        elif each.choices and each.type in ("single", "checklist", "multi"):
            code = next(iter(bank.lists[each.choices].choices))
            coded = {
                "single": choice(code),
                "checklist": {"lines": {code: "yes"}},
                "multi": {"choices": [code]},
            }
            r.answer(str(address), coded[each.type], "volunteered")
        else:
            continue
        done += 1
    assert done, "nothing of it could be recorded"
    r.do("noted", words=words())


@pytest.mark.parametrize(
    "item", [i for i in EMERGENCY if BANK.items[i].child == "ask" and not BANK.items[i].repeat]
)
def test_emergency_questions_are_offered_whatever_the_gates_say(bank: Bank, item: str) -> None:
    r = Recorder(bank).sit()
    assert r.interview.unmet("account")
    assert r.interview.offered(item)
    assert not r.interview.offered("rcr_open")


def test_a_condition_on_the_emergency_path_limits_offering_alone(bank: Bank) -> None:
    r = adult(bank)
    assert not r.interview.is_open("risk_missing_plan")
    r.answer("risk_missing_plan.told", "The placement.")


# -- asked once ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", sorted(STATES))
def test_what_is_settled_by_its_state_is_not_offered_again(bank: Bank, state: str) -> None:
    if state in ("not_asked_child", "differs", "corrected"):
        return
    r = adult_before_account(bank)
    assert r.interview.offered("rcr_open")
    r.answer("rcr_open", words() if STATES[state].has_value else None, state, reason="A reason.")
    held = STATES[state]
    assert r.interview.offered("rcr_open") == (not (held.settles or held.waits))
    r.do("sitting_ended", reason="finished").sit(reason="More to tell.")
    assert r.interview.offered("rcr_open") == (not STATES[state].settles)


def test_what_is_set_aside_waits_for_another_sitting_and_only_that_long(bank: Bank) -> None:
    """Left for an ABE interview, a specialist or next time; does not apply; advice not to ask."""
    assert {code for code, state in STATES.items() if state.waits} == {
        "not_asked_relevance", "not_asked_advice", "deferred_abe", "deferred_specialist", "deferred_session",
    }  # fmt: skip
    r = adult_before_account(bank)
    leg = r.add("leg")
    r.answer(f"leg_paid/{leg}.amount", None, "deferred_specialist", reason="Made up.")
    r.answer("rcr_open", None, "not_asked_interpreter", reason="Made up.")
    assert [why.reason for why in r.interview.why_not("leg_paid", leg)] == ["set_aside"]
    assert r.interview.offered("rcr_open"), "a hindrance may pass in the same sitting"
    r.do("sitting_ended", reason="finished")
    r.answer("trn_open", None, "deferred_session", reason="Made up.")  # noted between two sittings
    r.sit(reason="More to tell.")
    assert r.interview.offered("leg_paid", leg)
    assert r.interview.offered("trn_open")
    # It was answered after all: recording waits for nothing.
    r.answer("trn_open", words(), "answered")
    assert [why.reason for why in r.interview.why_not("trn_open")] == ["answered"]


def test_declined_and_unknown_settle() -> None:
    for state in (
        "answered",
        "volunteered",
        "declined",
        "unknown",
        "not_remembered",
        "already_told",
        "withdrawn",
    ):
        assert STATES[state].settles


def test_what_an_earlier_account_covers_is_not_offered_until_unlocked(bank: Bank) -> None:
    r = adult_before_account(bank)
    settled = {"agency": "police", "dated": "2010", "form": "statement"}
    r.do("settled", items=["rcr_open"], **settled)
    assert why(r, "rcr_open") == {"settled"}
    (coverage,) = r.interview.coverage("POL")
    assert "rcr_open" in coverage.held
    r.do("unlocked", item="rcr_open", reason="wish_to_correct", note="Asked to.")
    assert why(r, "rcr_open") == set()
    r.do("settled", items=["rcr_open"], **settled)
    assert why(r, "rcr_open") == {"settled"}


def test_what_is_only_opened_when_raised_is_never_suggested(bank: Bank) -> None:
    for item in bank.items.values():
        for route, make in (("adult", adult_before_account), ("child", child_before_account)):
            if item.offer.get(route):
                r = make(bank)
                assert "if_raised" in why(r, item.id, place_of(r, item.id))


# -- stop, distress, no sitting ----------------------------------------------------------------------


def test_stop_is_stop_and_the_next_sitting_begins_anew(bank: Bank) -> None:
    r = adult_before_account(bank).do("stopped", who="person")
    assert why(r, "rcr_open") == {"stopped"}
    assert not [i for i in bank.items if not bank.repeat_of(i) and r.interview.offered(i)]
    r.answer("rcr_open", words(), "volunteered")  # nobody is stopped from speaking
    r.do("sitting_ended", reason="person_stopped")
    assert why(r, "need_open") == {"no_sitting"}
    r.sit(reason="Asked to go on.")
    assert why(r, "need_open") == set()


def test_distress_closes_the_topic_for_the_day(bank: Bank) -> None:
    r = adult_before_account(bank).do("distressed", closes=["2", "need_open"])
    assert why(r, "rcr_open") == why(r, "need_open") == {"topic_closed"}
    assert why(r, "risk_open") == set()
    r.do("sitting_ended", reason="distress").sit(reason="Another day.")
    assert why(r, "rcr_open") == set()


def test_a_child_is_suggested_the_core_path(bank: Bank) -> None:
    r = child_before_account(bank)
    for item in bank.child_core:
        place = place_of(r, item)
        assert why(r, item, place) - {"closed", "answered"} == set(), item
        assert all(prompt.child for prompt in r.interview.prompts(item, place))


def test_any_section_can_be_jumped_to(bank: Bank) -> None:
    r = adult_before_account(bank)
    for section in reversed(list(bank.sections.values())):
        item = next((i for i in section.items if bank.items[i].asked and not bank.repeat_of(i)), None)
        if item is not None and section.code not in ("6",):
            r.answer(item, None, "not_asked_safety", reason="Later.")


def test_looking_changes_nothing(bank: Bank) -> None:
    r = adult(bank)
    before = repr(r.interview.state)
    r.interview.coverage()
    r.interview.automatic()
    r.interview.checks("account")
    assert [r.interview.why_not(item) for item in bank.items if not bank.repeat_of(item)]
    assert repr(r.interview.state) == before


# -- what each agency lacks ----------------------------------------------------------------------------


def test_every_agency_has_its_needs(bank: Bank) -> None:
    r = adult_before_account(bank)
    coverages = {each.agency: each for each in r.interview.coverage()}
    assert set(coverages) == set(AGENCIES)
    for agency, each in coverages.items():
        told = set(each.held) | set(each.accounted) | set(each.lacking)
        needed = {i.id for i in bank.items.values() if agency in i.agencies or "ALL" in i.agencies}
        assert told <= needed
        assert not set(each.held) & set(each.lacking)
        assert each.lacking


def test_an_answer_moves_from_lacking_to_held_and_a_refusal_is_accounted_for(bank: Bank) -> None:
    r = adult_before_account(bank)
    item = "rcr_open"
    assert item in r.interview.coverage("POL")[0].lacking
    r.answer(item, None, "declined")
    assert item in r.interview.coverage("POL")[0].accounted
    r.answer(item, words(), "volunteered")
    assert item in r.interview.coverage("POL")[0].held
    leg = r.add("leg")
    assert "leg_from" in r.interview.coverage("POL")[0].lacking
    r.answer(f"leg_from/{leg}", {"country": "VN"}, "answered")
    assert "leg_from" in r.interview.coverage("POL")[0].held


def test_a_closed_item_is_not_lacking(bank: Bank) -> None:
    assert "risk_missing_plan" not in adult(bank).interview.coverage("LA")[0].lacking


# -- what the app works out ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "stayed", "under"),
    [
        ("1993-07-19", {"start": {"edtf": "2011-07-18"}}, "yes"),
        ("1993-07-19", {"start": {"edtf": "2011-07-19"}}, "no"),
        ("1993", {"start": {"edtf": "2011-06"}}, "yes"),  # the youngest reading
        ("1993", {"start": {"edtf": "2012"}}, "no"),
        ("1993", {"start": {"edtf": "2010"}, "end": {"edtf": "2015"}}, "yes"),  # at any time of it
        ("1993", {"end": {"edtf": "2010"}}, "yes"),  # it ended when the person was seventeen at most
        ("1993", {"end": {"edtf": "2015"}}, None),
        ("..", {"start": {"edtf": "2010"}}, None),
        ("9995", {"start": {"edtf": "2010"}}, "yes"),
    ],
)
def test_under_18_at_a_place(bank: Bank, born: str, stayed: dict[str, Any], under: str | None) -> None:
    r = Recorder(bank)
    place = r.add("exp")
    r.answer("per_dob_stated", {"edtf": born}, "answered").answer(f"exp_when/{place}", stayed, "reported")
    assert r.interview.automatic().get(("exp_under18", place)) == under


def test_open_items_say_why(bank: Bank) -> None:
    r = adult_before_account(bank)
    r.answer("rcr_open", None, "declined").answer("trn_open", None, "deferred_abe", reason="Officer, Monday.")
    leg = r.add("leg")
    r.answer(f"leg_from/{leg}", None, "unknown")
    listed = {line["item"]: line["reason"] for line in r.interview.automatic()["cls_open_items", 0]}
    assert (listed["rcr_open"], listed["trn_open"], listed["leg_from/1"]) == (
        "declined",
        "deferred_abe",
        "unknown",
    )
    r.do("struck", repeat="leg", instance=leg, reason="Made twice.")
    r.answer("rcr_open", words(), "volunteered")
    listed = {line["item"]: line["reason"] for line in r.interview.automatic()["cls_open_items", 0]}
    assert not {"rcr_open", "leg_from/1"} & set(listed)


def test_topics_settled_name_agency_and_date(bank: Bank) -> None:
    r = adult(bank).do("settled", items=["rcr_open"], agency="police", dated="2010", form="statement")
    assert r.interview.automatic()["set_topics_settled", 0] == [{"item": "rcr_open", "reason": "police, 2010"}]


def test_nothing_is_asked_of_someone_who_took_the_record_back(bank: Bank) -> None:
    r = adult(bank)
    assert "stopped" not in why(r, "rcr_open")
    r.do("withdrew", reason="made up")
    assert not [item for item in bank.items if r.interview.offered(item)]
    assert "stopped" in why(r, "rcr_open")
