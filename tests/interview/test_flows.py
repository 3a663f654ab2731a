"""What follows words said unasked (content B-15, B-16, C.4-8): the steps, and what is left at sign-off."""

from __future__ import annotations

import pytest

from debrief.bank import Bank
from debrief.interview import flow_of, raised_flows
from tests.interview.recording import Recorder, adult, child, lines, words

KINDS = ["sexual", "injury", "offence", "danger"]


def told(r: Recorder, kind: str) -> int:
    """Words of this kind in an instance of their own, and nothing else."""
    flow = r.bank.flows[kind]
    instance = r.add(r.bank.repeat_of(flow.words.item) or "")
    r.answer(f"{flow.words.item}/{instance}.{flow.words.field}", words(), "volunteered")
    return instance


def sees_to(r: Recorder, kind: str, instance: int) -> None:
    """Takes every step that is left, each where the flow leads to."""
    flow = r.bank.flows[kind]
    ticked = [step.to.line for step in flow.steps if step.to.line]
    done: dict[str, object] = {
        "prompt_before": words("Nothing was asked."),
        "flow": lines(*(line for line in ticked if line)) if ticked else None,
        "action": {"choices": ["childrens_services_told", "police_specialist", "sarc_offered"]},
        "told": {"body": "the police"},
        "when": "2011-07-19T09:00:00+01:00",
    }
    if kind == "injury":
        done["action"] = "A nurse came."
    for name, value in done.items():
        spec = r.bank.spec(flow.words.item, name)
        if value is not None and spec is not None:
            r.answer(f"{flow.words.item}/{instance}.{name}", value)
    if kind == "offence":
        r.answer("ref_nonpros.liable", "yes")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("person", [adult, child])
def test_words_raise_a_flow_and_its_steps_end_it(bank: Bank, person: object, kind: str) -> None:
    r: Recorder = person(bank)  # type: ignore[operator]
    view, check = r.interview.view, bank.flows[kind].check
    assert raised_flows(view) == ()
    instance = told(r, kind)
    found = flow_of(view, kind, instance)
    assert (found.raised, found.steps[0].done) == (True, True)
    assert len(found.left) == len(found.steps) - 1
    assert raised_flows(view) == (found,)
    assert check in [result.check.id for result in r.interview.unmet("signoff")]
    assert all(r.interview.view.bank.spec(step.address.item, step.address.field) for step in found.steps)

    sees_to(r, kind, instance)

    assert flow_of(view, kind, instance).left == ()
    assert check not in [result.check.id for result in r.interview.unmet("signoff")]
    assert [each.flow.id for each in raised_flows(view)] == [kind]
    assert r.tries("signed_off", role="interviewer", name="S1") is None


@pytest.mark.parametrize("kind", KINDS)
def test_each_step_left_out_is_seen(bank: Bank, kind: str) -> None:
    """None of the steps is done by another: each is left alone once."""
    r = child(bank)
    instance = told(r, kind)
    seen = set()
    before = {step.step.id for step in flow_of(r.interview.view, kind, instance).left}
    while left := flow_of(r.interview.view, kind, instance).left:
        step = left[0]
        assert {each.step.id for each in left} <= before
        before = {each.step.id for each in left}
        seen.add(step.step.id)
        _take(r, kind, instance, step.step.id)
        assert step.step.id not in [s.step.id for s in flow_of(r.interview.view, kind, instance).left]
    steps = {step.id for step in bank.flows[kind].steps if step.who != "adult"}
    assert seen == steps - {f"{kind}.words"}


def _take(r: Recorder, kind: str, instance: int, name: str) -> None:
    """One step alone, beside what is on record already."""
    step = next(s for s in r.bank.flows[kind].steps if s.id == name)
    at = f"{step.to.item}/{instance}.{step.to.field}" if step.to.item != "ref_nonpros" else "ref_nonpros.liable"
    if step.to.line:
        held = r.interview.view.held_value(step.to.item, instance, step.to.field) or {"lines": {}}
        r.answer(at, {"lines": {**held["lines"], step.to.line: "yes"}})
        return
    chosen = {
        "sexual.childrens_services": ["childrens_services_told"],
        "sexual.specialist": ["childrens_services_told", "abe_planned"],
        "sexual.service": ["childrens_services_told", "abe_planned", "urgent_medical"],
    }
    if name in chosen:
        r.answer(at, {"choices": chosen[name]})
    elif name == "danger.told":
        r.answer(at, {"body": "the police"}).answer(f"urg_actions/{instance}.when", "2011-07-19T09:00:00+01:00")
    elif name == "injury.health":
        r.answer(at, "A nurse came.")
    else:
        r.answer(at, "yes" if name == "offence.protected" else words("Nothing was asked."))


def test_each_place_has_its_own_flow(bank: Bank) -> None:
    r = adult(bank)
    first, second = told(r, "offence"), told(r, "offence")
    sees_to(r, "offence", first)
    view = r.interview.view
    assert [(each.instance, bool(each.left)) for each in raised_flows(view)] == [(first, False), (second, True)]
    assert "B-15" in [result.check.id for result in r.interview.unmet("signoff")]
    r.do("struck", repeat="exp", instance=second, reason="made by mistake")
    assert [each.instance for each in raised_flows(view)] == [first]
    assert "B-15" not in [result.check.id for result in r.interview.unmet("signoff")]


def test_a_child_s_flow_has_more_steps_and_other_words(bank: Bank) -> None:
    of_adult, of_child = (
        {s.step.id: s.says for s in flow_of(p(bank).interview.view, "sexual", 1).steps} for p in (adult, child)
    )
    assert set(of_child) - set(of_adult) == {"sexual.childrens_services"}
    assert (of_adult["sexual.finish"], of_child["sexual.finish"]) == ("heard_adult", "heard_child")
    assert all(
        bank.texts[name].who in (route, "all")
        for flow in bank.flows.values()
        for step in flow.steps
        for route, name in step.says.items()
    )


def test_a_child_cannot_decline_for_others(bank: Bank) -> None:
    """An adult may decline the specialist and the service; of a child both are left."""
    for person, left in ((adult, []), (child, ["sexual.specialist"])):
        r = person(bank)
        instance = told(r, "sexual")
        sees_to(r, "sexual", instance)
        r.answer(f"exp_sexual/{instance}.action", {"choices": ["childrens_services_told", "declined"]})
        assert [s.step.id for s in flow_of(r.interview.view, "sexual", instance).left] == left


def test_what_is_seen_raises_the_flow_of_an_injury_without_a_prompt_before(bank: Bank) -> None:
    r = child(bank)
    r.add("exp")
    r.answer("exp_injury/1.observed", "A bandage on the left hand.")
    found = flow_of(r.interview.view, "injury", 1)
    assert found.raised
    assert "injury.before" not in [step.step.id for step in found.left]
    assert "injury.health" in [step.step.id for step in found.left]


def test_nothing_waits_for_a_flow_but_the_warning(bank: Bank) -> None:
    """A person may go on talking: what is offered stays, and only sign-off shows what is left."""
    r = child(bank)
    before = {item for item in bank.items if r.interview.offered(item)}
    instances = {kind: told(r, kind) for kind in ("sexual", "injury", "offence")}
    assert before <= {item for item in bank.items if r.interview.offered(item)}
    assert all(flow_of(r.interview.view, kind, n).left for kind, n in instances.items())
    assert r.tries("signed_off", role="interviewer", name="S1") is None


def test_a_danger_told_keeps_sign_off_until_it_is_passed_on(bank: Bank) -> None:
    r = adult(bank)
    instance = told(r, "danger")
    assert "SAY-18" in str(r.tries("signed_off", role="interviewer", name="S1").code)  # type: ignore[union-attr]
    sees_to(r, "danger", instance)
    assert r.tries("signed_off", role="interviewer", name="S1") is None


def test_a_child_is_not_signed_off_without_the_present_address(bank: Bank) -> None:
    """B-14: the address as S4, or who holds it; saving and urgent export never wait for it."""
    r = child(bank)
    assert r.interview.unmet("signoff") == []
    r.answer("per_address_now", None, "unknown")
    assert [g.check.id for g in r.interview.unmet("signoff")] == ["B-14.address"]
    assert r.tries("signed_off", role="interviewer", name="S1") is not None
    assert r.tries("exported", bundle="b", digest="0" * 64, purpose="urgent", recipients=["x"],
                   unmet=["B-14.address"]) is None  # fmt: skip
    assert r.tries_answer("per_address_now", None, "not_asked_safety") is not None  # who holds it is the reason
    r.answer("per_address_now", None, "not_asked_safety", reason="The authority alone holds it.")
    assert r.interview.unmet("signoff") == []
    assert bank.items["per_address_now"].sensitivity == "S4"
    assert r.tries("signed_off", role="interviewer", name="S1") is None
