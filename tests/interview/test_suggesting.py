"""What comes next: a child along the core path and no further by itself, an adult open before focused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank import Bank
from debrief.interview import Interview, Place, Suggestion, ToSay, cues, path, read_event, suggest
from debrief.interview.refusals import NotAnEvent
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult_before_account, child_before_account, choice, words
from tests.interview.wild import Wild

BANK = real_bank()


def questions(r: Recorder, after: Place | None = None) -> list[Place]:
    return [Place(s.item, s.instance) for s in suggest(r.interview.view, after) if isinstance(s, Suggestion)]


def names(r: Recorder, after: Place | None = None) -> list[str]:
    return [place.item for place in questions(r, after)]


def say_all(r: Recorder) -> Recorder:
    for text in r.bank.texts.values():
        if text.who in ("child", "all") and text.use in ("ground_rule", "practice"):
            r.do("text_said", text=text.id)
    return r


def cue(r: Recorder, address: str) -> Recorder:
    asked = {
        "item": address.partition("/")[0],
        "form": "cue",
        "words": "You said “the van”. Tell me about that.",
    }
    return r.do("prompted", address=address, asked=asked)


# -- laws --------------------------------------------------------------------------------------


def _lawful(interview: Interview, after: Place | None) -> None:
    bank, view = interview.bank, interview.view
    found = suggest(view, after)
    asked = [s for s in found if isinstance(s, Suggestion)]
    assert len(set(found)) == len(found)
    assert found == suggest(view, after) == suggest(Interview(bank, interview.state.events).view, after)
    assert all(interview.offered(s.item, s.instance) for s in asked)
    assert sum(bank.items[s.item].form != "O" for s in asked) <= 3
    if interview.route == "child":
        opened = {*((item, None) for item in bank.child_core), *cues(view)}
        assert all((s.item, None) in opened or (s.item, s.instance) in opened for s in asked)
        assert all(any(p.child for p in interview.prompts(s.item, s.instance)) for s in asked)
    else:
        assert not [s for s in found if isinstance(s, ToSay)]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), start=st.sampled_from(("child", "adult", "nothing")))
def test_whatever_was_recorded_a_suggestion_is_offered_once_and_within_its_route(seed: int, start: str) -> None:
    make = {"child": child_before_account, "adult": adult_before_account}
    r = make[start](BANK) if start in make else None
    wild = Wild(BANK, seed, nonsense=0.02)
    interview = r.interview if r else Interview(BANK)
    if r is None:
        interview.apply(read_event(wild.opened()))
    for n in range(60):
        event = wild.event(interview)
        if wild.random.random() < 0.15:
            event = wild._event(
                "prompted", address=wild.address(interview), asked={"form": "cue", "words": "You said so."}
            )
        try:
            interview.apply(read_event(event))
        except NotAnEvent:
            continue
        if n % 6 == 0:
            places = path(interview.view)
            _lawful(interview, wild.random.choice((None, *places)) if places else None)


# -- a child -----------------------------------------------------------------------------------


def walk(r: Recorder) -> list[Place]:
    """Every first suggestion, declined one after the other, as Ctrl+G leads."""
    seen: list[Place] = []
    after: Place | None = None
    while found := questions(r, after):
        after = found[0]
        seen.append(after)
        assert len(seen) < 200
        repeat = r.bank.repeat_of(after.item)
        if repeat is not None and after.instance not in r.interview.instances(repeat):
            r.add(repeat)
        r.answer(f"{after.item}/{after.instance}" if after.instance else after.item, None, "declined")
    return seen


def test_a_child_is_led_along_the_core_path_in_its_order_and_then_no_further(bank: Bank) -> None:
    r = say_all(child_before_account(bank))
    wants = [item for item in bank.child_core if item not in ("wel_care_now", "con_agrees", "com_interp_ok")]
    led = [place.item for place in walk(r)]
    settled = [item for item in wants if item not in led]
    assert led == [item for item in bank.child_core if item in led]
    assert not settled
    assert any(
        r.interview.offered(i.id)
        for i in bank.items.values()
        if i.id not in bank.child_core and bank.repeat_of(i.id) is None
    ), "more could be put; nothing of it is suggested"
    assert suggest(r.interview.view) == ()


def test_each_once_for_every_leg_and_entry_in_the_order_told(bank: Bank) -> None:
    r = say_all(child_before_account(bank))
    for repeat in ("leg", "leg", "entry", "entry"):
        r.add(repeat)
    r.do("moved", repeat="leg", order=[2, 1])
    led = walk(r)
    assert [p.instance for p in led if p.item == "leg_company"] == [2, 1]
    border = [p for p in led if p.item in ("ent_open", "ent_met")]
    assert border == [("ent_open", 1), ("ent_met", 1), ("ent_open", 2), ("ent_met", 2)]


def test_ground_rules_and_practice_come_before_any_account(bank: Bank) -> None:
    r = child_before_account(bank)
    r.events = [event for event in r.events if event.kind != "text_said"]
    r = r.copy()
    r.minute = 200
    found = suggest(r.interview.view)
    to_say = [n for n, s in enumerate(found) if isinstance(s, ToSay)]
    first = next(
        n
        for n, s in enumerate(found)
        if isinstance(s, Suggestion) and bank.sections[bank.items[s.item].section].account
    )
    assert to_say
    assert max(to_say) < first
    uses = [bank.texts[s.text].use for s in found if isinstance(s, ToSay)]
    assert uses == ["ground_rule"] * 4 + ["practice"]
    assert isinstance(suggest(r.interview.view, Place("trn_open"))[0], ToSay)
    assert not [s for s in suggest(say_all(r).interview.view) if isinstance(s, ToSay)]


def test_what_is_shut_brings_no_words_to_say_before_it(bank: Bank) -> None:
    r = Recorder(bank).sit().answer("per_age_status", choice("child_stated"))
    found = suggest(r.interview.view)
    assert found
    assert not [s for s in found if isinstance(s, ToSay) or bank.sections[bank.items[s.item].section].account]


def test_another_question_comes_by_a_cue_alone(bank: Bank) -> None:
    r = say_all(child_before_account(bank)).answer("rcr_open", words(), "answered")
    assert r.interview.offered("rcr_where")
    assert "rcr_where" not in names(r, Place("rcr_open"))
    asked = {"item": "rcr_where", "form": "focused", "words": "Where was that?"}
    assert "rcr_where" not in names(
        r.copy().do("prompted", address="rcr_where", asked=asked), Place("rcr_open")
    )
    cue(r, "rcr_where")
    found = suggest(r.interview.view, Place("rcr_open"))
    assert [(s.item, s.why) for s in found if isinstance(s, Suggestion)][:3] == [
        ("rcr_recruiters", "core"),
        ("rcr_where", "cue"),
        ("trn_open", "core"),
    ]


def test_a_cue_opens_its_own_place_and_no_other(bank: Bank) -> None:
    r = say_all(child_before_account(bank))
    for repeat in ("exp", "exp"):
        r.add(repeat)
    cue(r, "exp_place/2")
    assert [p for p in path(r.interview.view) if p.item == "exp_place"] == [("exp_place", 2)]


@pytest.mark.parametrize("item", [i.id for i in BANK.items.values() if i.asked and i.child != "ask"])
def test_no_cue_opens_what_is_never_asked_of_a_child(bank: Bank, item: str) -> None:
    r = say_all(child_before_account(bank))
    repeat = bank.repeat_of(item)
    cue(r, item if repeat is None else f"{item}/{r.add(repeat)}")
    assert item not in {place.item for place in path(r.interview.view)}


def test_a_focused_question_waits_for_its_open_one_and_falls_away_where_that_held_it(bank: Bank) -> None:
    r = say_all(child_before_account(bank))
    assert "risk_know_where" not in names(r)
    assert "leg_company" not in names(r, Place("trn_open"))
    r.answer("trn_open", words("My uncle came with me."), "answered").add("leg")
    assert names(r, Place("trn_open"))[0] == "leg_company"
    r.do("tagged", address="leg_company/1", passage={"at": "trn_open", "start": 0, "end": 8})
    assert "leg_company" not in names(r, Place("trn_open"))


# -- both --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "again"), [("partial", False), ("deferred_session", False), ("observed", True)]
)
def test_what_was_dealt_with_waits_for_another_sitting(bank: Bank, state: str, again: bool) -> None:
    r = say_all(child_before_account(bank))
    value: Any = words() if BANK.states[state].has_value else None
    r.answer("rcr_open", value, state, reason="Not now.")
    assert r.interview.offered("rcr_open") == (not BANK.states[state].waits)
    assert ("rcr_open" in names(r)) == again
    r.do("sitting_ended", reason="finished").sit(reason="To go on.")
    assert "rcr_open" in names(r)


def test_nothing_on_a_break_after_a_stop_or_outside_a_sitting(bank: Bank) -> None:
    for make in (child_before_account, adult_before_account):
        r = make(bank)
        assert suggest(r.interview.view)
        r.do("break_started")
        assert suggest(r.interview.view) == ()
        r.do("break_ended")
        assert suggest(r.interview.view)
        r.do("stopped", who="person")
        assert suggest(r.interview.view) == ()
        r.do("sitting_ended", reason="person_stopped")
        assert suggest(r.interview.view) == ()


def test_distress_takes_the_topic_out_for_the_day(bank: Bank) -> None:
    r = say_all(child_before_account(bank)).do("distressed", closes=["2"])
    assert not [item for item in names(r) if bank.items[item].section == "2"]
    assert "trn_open" in names(r)


def test_an_adult_open_before_focused_and_the_border_last_of_the_account(bank: Bank) -> None:
    r = adult_before_account(bank)
    for repeat in ("leg", "leg", "entry", "exp"):
        r.add(repeat)
    led = path(r.interview.view)
    sections = [bank.items[place.item].section for place in led]
    runs = list(dict.fromkeys(sections))
    assert runs == ["0", "1", "2", "3", "5", "4", "7", "8"]
    assert sections == sorted(sections, key=runs.index)
    for code in runs:
        forms = [bank.items[p.item].form != "O" for p in led if bank.items[p.item].section == code]
        assert forms == sorted(forms), code
    assert [p.instance for p in led if p.item == "leg_stay"] == [1, 2]


def test_going_on_from_a_place_goes_round(bank: Bank) -> None:
    r = adult_before_account(bank)
    assert questions(r, path(r.interview.view)[-1])[0] == questions(r)[0]
    assert names(r, Place("rcr_open"))[0] == "rcr_recruiters"
    assert questions(r, Place("set_prior_check"))
