"""Each safeguard of rules.yaml, met and unmet, at its stage and for those it protects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from debrief.bank import Bank
from debrief.bank.schema import Check
from debrief.interview import Address, GateResult
from debrief.interview import refusals as no
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult, adult_before_account, child, choice, lines, words

Break = Callable[[Recorder], object]


def answers(address: str, value: object, state: str | None = None) -> Break:
    return lambda r: r.answer(address, value, state)


def takes_back(address: str) -> Break:
    return lambda r: r.do("withdrew", address=address, reason="Taken back.")


def sittings(*leads: str, reason: str | None = "More to tell.") -> Break:
    def held(r: Recorder) -> None:
        for lead in leads:
            r.do("sitting_ended", reason="finished")
            r.sit(lead, **({"reason": reason} if reason else {}))

    return held


def volunteers(item: str) -> Break:
    """Words said unasked, with no step taken after them."""

    def does(r: Recorder) -> None:
        place = r.add("exp" if item.startswith("exp_") else item)
        r.answer(f"{item}/{place}.words", words("I carried it."), "volunteered")
        if item == "urg_actions":  # passed on at once, which S-01.urgent asks for; no other step is taken
            r.answer(f"{item}/{place}.told", {"body": "The police."})
            r.answer(f"{item}/{place}.when", "2011-07-19T09:00:00+01:00")

    return does


def companion(r: Recorder) -> None:
    person = r.add("set_people_present")
    r.answer(f"set_people_present/{person}.role", choice("companion"))


def interpreter(r: Recorder) -> None:
    one = r.add("com_interpreter")
    r.answer(f"com_interpreter/{one}.needed", "yes")


def urgent(r: Recorder) -> None:
    r.answer(f"urg_actions/{r.add('urg_actions')}.what", "Another person is still there.")


MET: dict[str, Callable[[Bank], Recorder]] = {"adult": adult, "child": child}

NOT_YET = {"B-01", "B-18"}
"""Met once and for ever: these are looked at in a record where nothing was recorded or said."""

BREAKS: dict[str, Break] = {
    "B-02": answers("per_age_status", choice("turned_18")),
    "B-03": answers("set_strategy_discussion.decision_to_interview", "no"),
    "B-03.told": takes_back("ref_childrens.when"),
    "B-04": answers("per_dob_stated", {"edtf": "2005"}),
    "B-05": answers("set_people_present/1.role", choice("second_interviewer")),
    "B-05.companion": companion,
    "B-06": answers("saf_separated.apart", choice("no")),
    "B-06a": answers("set_people_present/1.role", choice("social_worker")),
    "B-07": takes_back("con_basis_child"),
    "B-08": answers("set_child_advice/1.sought", "no"),
    "B-08.signoff": answers("set_child_advice/1.sought", "no"),
    "B-09": answers("set_prior_check.found", choice("not_checked")),
    "B-11": sittings("S1", reason=None),
    "B-11.third": sittings("S1", "S1"),
    "B-11.interviewer": sittings("S2"),
    "B-12.place": answers("saf_location.venue", choice("custody")),
    "B-12": answers("saf_location.venue", choice("hotel")),
    "B-12.training": answers("set_interviewers/1.training", {"choices": ["trafficking"]}),
    "B-12.custody": answers("saf_location.venue", choice("custody")),
    "B-13": answers("wel_needs_met", {"lines": {"food": "no"}}),
    "B-13.adult": answers("wel_care_now.answer", "yes", "answered"),
    "B-14.risk": takes_back("risk_missing.level"),
    "B-14.plan": answers(
        "risk_missing_plan.plan", {"lines": {"who_to_ring": "no", "placement_briefed": "yes"}}
    ),
    "B-14.handover": takes_back("cls_left_with.checked"),
    "B-14.address": takes_back("per_address_now"),
    "B-15": volunteers("exp_offences"),
    "B-16.sexual": volunteers("exp_sexual"),
    "B-16.injury": volunteers("exp_injury"),
    "U-01": volunteers("urg_actions"),
    "B-20": answers("con_agrees.agrees", choice("not_now"), "answered"),
    "B-21": interpreter,
    "B-21.country": interpreter,
    "B-21.trained": interpreter,
    "B-21.left": interpreter,
    "B-25a": answers("con_reflection", lines("period")),
    "A-01": answers("con_agrees.agrees", choice("no"), "answered"),
    "A-02": answers("ref_nrm.state", choice("referred")),
    "A-03": answers("con_reflection", lines("nrm")),
    "A-04.capacity": answers("con_capacity.doubt", "yes"),
    "A-04.gender": answers("wel_gender_pref.interviewer_met", "no"),
    "A-04.adviser": answers("con_adviser.wants_first", "yes", "answered"),
    "E-01": answers("set_purpose", {"choices": ["evidential"]}),
    "S-01.sharing": takes_back("cls_sharing_again.words"),
    "S-01.urgent": urgent,
    "S-01.readback": takes_back("cls_readback.how"),
}

CHECKS = list(real_bank().checks())
CASES = [
    (check, who) for check in CHECKS for who in (("adult", "child") if check.who == "all" else (check.who,))
]


def named(case: object) -> str:
    return case.id if isinstance(case, Check) else str(case)


def found(r: Recorder, check: Check) -> GateResult:
    (result,) = [x for x in r.interview.checks(check.stage) if x.check.id == check.id]
    return result


def test_every_check_has_its_case() -> None:
    assert {check.id for check in CHECKS} == set(BREAKS) | NOT_YET


@pytest.mark.parametrize("who", ["adult", "child"])
def test_a_whole_record_meets_every_check(bank: Bank, who: str) -> None:
    r = MET[who](bank)
    assert r.interview.route == who
    for stage in ("prompt", "account", "signoff"):
        applies = {c.id for c in CHECKS if c.stage == stage and c.who in ("all", who)}
        assert {x.check.id for x in r.interview.checks(stage)} == applies
        assert [x.check.id for x in r.interview.unmet(stage)] == []


@pytest.mark.parametrize(("check", "who"), [c for c in CASES if c[0].id in BREAKS], ids=named)
def test_one_thing_missing_is_seen(bank: Bank, check: Check, who: str) -> None:
    r = MET[who](bank)
    BREAKS[check.id](r)
    result = found(r, check)
    assert not result.met
    assert result.blocks == (check.effect in ("HARD", "LEAD"))


@pytest.mark.parametrize("check", [c for c in CHECKS if c.id in NOT_YET], ids=named)
def test_nothing_recorded_meets_nothing(bank: Bank, check: Check) -> None:
    assert not found(Recorder(bank).sit(), check).met


def test_a_blank_record_meets_no_safeguard_that_asks_for_something(bank: Bank) -> None:
    """A blank never means no: what is not recorded does not count as done."""
    r = Recorder(bank).sit()
    met = {x.check.id for stage in ("prompt", "account", "signoff") for x in r.interview.checks(stage) if x.met}
    assert met == {
        "B-02", "B-04", "B-05.companion", "B-11", "B-11.third", "B-11.interviewer", "B-12.place",
        "B-15", "B-16.sexual", "B-16.injury", "U-01", "B-20", "B-21", "B-21.country", "B-21.trained",
        "B-21.left", "A-04.gender", "E-01", "S-01.urgent",
    }  # fmt: skip


# -- what a gate does -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "who"),
    [c for c in CASES if c[0].id in BREAKS and c[0].stage == "account"],
    ids=named,
)
def test_a_gate_withholds_account_questions_and_nothing_else(bank: Bank, check: Check, who: str) -> None:
    r = MET[who](bank)
    account = [i.id for i in bank.items.values() if bank.sections[i.section].account and not i.repeat]
    offered = [i for i in account if r.interview.offered(i)]
    assert offered
    BREAKS[check.id](r)
    blocks = check.effect in ("HARD", "LEAD")
    for item in offered:
        named_by = {g.check.id for why in r.interview.why_not(item) for g in why.checks}
        assert (check.id in named_by) == blocks
        assert r.interview.offered(item) == (not named_by)
    # Recording waits for nothing, and the emergency path is as open as before.
    r.answer("rcr_open", words(), "volunteered" if who == "child" else "answered")
    assert r.interview.offered("need_open")


@pytest.mark.parametrize(
    ("check", "who"), [c for c in CASES if c[0].effect == "LEAD" and c[0].id in BREAKS], ids=named
)
def test_a_lead_may_override_and_is_named(bank: Bank, check: Check, who: str) -> None:
    r = MET[who](bank)
    BREAKS[check.id](r)
    assert not r.interview.offered("rcr_open")
    r.do("overridden", check=check.id, lead="L1", role="Team manager", reason="Agreed by all agencies.")
    result = found(r, check)
    assert (result.met, result.blocks) == (False, False)
    assert result.override is not None
    assert (result.override.lead, result.override.signed) == ("L1", False)
    assert not [g for why in r.interview.why_not("rcr_open") for g in why.checks if g.check.id == check.id]
    r.do("override_signed", check=check.id, lead="L1", signature="made up")
    assert r.interview.state.overrides[check.id].signed


@pytest.mark.parametrize("check", [c for c in CHECKS if c.effect != "LEAD"], ids=named)
def test_nothing_else_can_be_overridden(bank: Bank, check: Check) -> None:
    r = Recorder(bank).sit()
    refused = r.tries("overridden", check=check.id, lead="L1", role="Lead", reason="Because.")
    assert isinstance(refused, no.NoOverride)
    assert check.id not in r.interview.state.overrides


def test_only_the_lead_who_overrode_signs_for_it(bank: Bank) -> None:
    r = child(bank)
    BREAKS["B-03"](r)
    assert isinstance(r.tries("override_signed", check="B-03", lead="L1", signature="s"), no.UnknownRule)
    r.do("overridden", check="B-03", lead="L1", role="Lead", reason="Agreed.")
    assert isinstance(r.tries("override_signed", check="B-03", lead="L2", signature="s"), no.OtherLead)
    assert not r.interview.state.overrides["B-03"].signed


def test_an_unknown_safeguard(bank: Bank) -> None:
    r = Recorder(bank)
    for kind, more in (("acknowledged", {}), ("overridden", {"lead": "L", "role": "R", "reason": "r"})):
        assert isinstance(r.tries(kind, check="B-99", **more), no.UnknownRule)


def test_a_warning_read_is_marked(bank: Bank) -> None:
    r = adult_before_account(bank)
    BREAKS["A-03"](r)
    r.do("acknowledged", check="A-03")
    (result,) = [x for x in r.interview.unmet("account") if x.check.id == "A-03"]
    assert result.acknowledged
    assert not result.met


# -- sign-off ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "who"), [c for c in CASES if c[0].stage == "signoff" and c[0].id in BREAKS], ids=named
)
def test_sign_off_waits_for_what_is_hard(bank: Bank, check: Check, who: str) -> None:
    r = MET[who](bank)
    BREAKS[check.id](r)
    refused = r.tries("signed_off", role="interviewer", name="S1")
    # An adult found to have turned 18 only now is on the child route, which asks for more.
    if check.effect in ("HARD", "LEAD") or r.interview.route != who:
        assert isinstance(refused, no.SignOffWithheld)
        assert not r.interview.state.signatures
    else:
        assert refused is None


def test_an_adults_record_is_signed_by_one(bank: Bank) -> None:
    r = adult(bank).do("signed_off", role="interviewer", name="S1")
    assert r.interview.signed


def test_a_childs_record_is_signed_by_two(bank: Bank) -> None:
    r = child(bank).do("signed_off", role="interviewer", name="S1")
    assert not r.interview.signed
    r.answer("rcr_open", words(), "volunteered")  # it is not closed yet
    assert isinstance(r.tries("signed_off", role="lead", name="S1"), no.SamePerson)
    assert isinstance(r.tries("signed_off", role="lead", name=" s1 "), no.SamePerson)
    r.do("signed_off", role="lead", name="L1")
    assert r.interview.signed


def test_a_signed_record_takes_only_what_may_still_happen(bank: Bank) -> None:
    r = adult(bank)
    r.answer("rcr_open", words(), "answered")
    r.do("signed_off", role="interviewer", name="S1")
    digest = "0" * 64
    for kind, fields in (
        ("answered", {"address": "rcr_how", "state": "declined"}),
        ("noted", {"words": words()}),
        ("added", {"repeat": "leg", "instance": 1}),
        ("acknowledged", {"check": "A-03"}),
        ("edition_changed", {"edition": "uk-current"}),
        ("drafted", {"address": "rcr_open", "draft": "x"}),
        ("settled", {"items": ["rcr_open"], "agency": "police", "dated": "2011", "form": "statement"}),
    ):
        assert isinstance(r.tries(kind, **fields), no.Closed), kind
    for kind, fields in (
        ("stopped", {"who": "person"}),
        ("sitting_ended", {"reason": "finished"}),
        ("exported", {"bundle": "b", "digest": digest, "purpose": "full", "recipients": ["ukhtc"]}),
        ("receipt_taken", {"bundle": "b", "digest": digest, "result": "accepted"}),
        ("handed_out", {"what": "contact_card", "to": "the person", "reason": "asked for"}),
        ("layered", {"address": "rcr_open", "layer": "checked", "text": "Words.", "translator": "T1"}),
        ("queried", {"address": "rcr_open", "text": "Which river?"}),
        (
            "sharing_overridden",
            {"agency": "police", "decided_by": "L1", "reason": "danger", "basis": "vital interests"},
        ),
        ("went_missing", {"since": "this morning", "told": "police"}),
        ("found", {"when": "tonight"}),
        ("hold_set", {"reason": "disclosure"}),
        ("hold_lifted", {"reason": "over"}),
        ("withdrew", {"address": "rcr_open", "reason": "asked"}),
    ):
        r.do(kind, **fields)
    r.do("reopened", reason="A correction.")
    assert not r.interview.signed
    r.answer("rcr_open", words("Corrected."), "answered")
    assert len(r.interview.history(Address("rcr_open"))) == 3


def test_only_a_signed_record_is_reopened(bank: Bank) -> None:
    assert isinstance(adult(bank).tries("reopened", reason="why not"), no.NotSigned)
