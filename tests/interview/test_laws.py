"""What holds of every de-brief, whatever is said or done, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.errors import Refusal
from debrief.interview import Address, Event, Interview, read_event, write_event
from debrief.interview.refusals import NotAnEvent
from tests.bank.real import real_bank
from tests.interview.recording import adult, child
from tests.interview.wild import CANARY, Wild

LENGTH = 60
BEGINNINGS: tuple[tuple[Event, ...], ...] = (
    (),
    tuple(adult(real_bank()).events),
    tuple(child(real_bank()).events),
)
"""Nothing yet; an adult and a child whose safeguards are all met."""
seeds = st.integers(0, 2**32)


def played(seed: int, length: int = LENGTH) -> Iterator[tuple[Interview, Event, Refusal | None, str]]:
    """Plays random events; after each: the interview, the event, its refusal, the state before."""
    bank = real_bank()
    wild, begun = Wild(bank, seed), BEGINNINGS[seed % len(BEGINNINGS)]
    interview = Interview(bank, begun)
    for n in range(length):
        data = wild.event(interview) if n or begun else wild.opened()
        try:
            event = read_event(data)
        except NotAnEvent as refusal:
            shown = str(refusal) + repr(refusal.facts)
            if CANARY in shown:
                pytest.fail("a refusal holds what was said")
            continue
        before = repr(interview.state)
        yield interview, event, interview.apply(event), before


def accepted(seed: int) -> tuple[Interview, list[Event]]:
    interview, events = Interview(real_bank()), list(BEGINNINGS[seed % len(BEGINNINGS)])
    for interview, event, refused, _ in played(seed):  # noqa: B007 (the last one is returned)
        if refused is None:
            events.append(event)
    return interview, events


def same(one: Interview, other: Interview) -> None:
    assert one.state == other.state
    assert one.route == other.route
    assert one.automatic() == other.automatic()
    places = [(item, place) for item in one.bank.items for place in one.places(item)]
    assert [one.why_not(*p) for p in places] == [other.why_not(*p) for p in places]


@settings(max_examples=50, deadline=None)
@given(seeds)
def test_an_event_moves_the_state_or_is_refused_and_changes_nothing(seed: int) -> None:
    for interview, event, refused, before in played(seed):
        if refused is None:
            assert interview.state.events[-1] is event
        else:
            assert repr(interview.state) == before
            assert refused.code != Refusal.code
            assert CANARY not in str(refused) + repr(refused.facts)
            assert repr(interview.would_refuse(event)) == repr(refused)


@settings(max_examples=20, deadline=None)
@given(seeds, st.integers(0, LENGTH))
def test_replayed_whole_in_parts_or_from_json_it_is_the_same(seed: int, cut: int) -> None:
    interview, events = accepted(seed)
    same(interview, Interview(interview.bank, events))
    parts = Interview(interview.bank, events[:cut])
    parts.coverage()  # looking in between changes nothing
    for event in events[cut:]:
        assert parts.apply(event) is None
    same(interview, parts)
    again = [read_event(write_event(event)) for event in events]
    assert again == events
    same(interview, Interview(interview.bank, again))


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_what_is_remembered_of_open_items_is_what_a_fresh_look_says(seed: int) -> None:
    """After each event only some items are thought through again; none is forgotten."""
    for interview, _, refused, _ in played(seed, 40):
        if refused is None:
            places = [(i, p) for i in interview.view.compiled.opens for p in interview.places(i)]
            held = {place: interview.is_open(*place) for place in places}
            interview.view._open.clear()
            assert {place: interview.is_open(*place) for place in places} == held


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_nothing_said_is_ever_lost(seed: int) -> None:
    interview, events = accepted(seed)
    assert interview.state.events == events
    said = [e for e in events if e.kind == "answered"]  # type: ignore[attr-defined]
    kept = [entry.event for entries in interview.state.entries.values() for entry in entries]
    assert all(event in kept for event in said)
    for entries in interview.state.entries.values():
        assert [entry.seq for entry in entries] == sorted(entry.seq for entry in entries)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_what_is_offered_has_words_and_was_not_settled(seed: int) -> None:
    for interview, _, refused, _ in played(seed, 40):
        if refused is not None:
            continue
        for item in interview.bank.items.values():
            for place in interview.places(item.id):
                if not interview.offered(item.id, place):
                    continue
                prompts = interview.prompts(item.id, place)
                assert prompts, item.id
                if interview.route == "child":
                    assert item.child == "ask"
                    assert all(prompt.child for prompt in prompts)
                state = interview.status(Address(item.id, place))
                held = interview.bank.states.get(state)
                assert held is None or not held.settles
                assert item.id not in interview.state.settled or item.id in interview.state.unlocked


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_childhood_once_seen_is_left_by_assessment_alone(seed: int) -> None:
    seen = False
    for interview, _, _, _ in played(seed):
        assert interview.state.childhood_seen or not seen
        seen = interview.state.childhood_seen
        if interview.route == "adult" and seen:
            assert interview.value(Address("per_age_status")) == {"choice": "assessed_adult"}
        if not interview.age_recorded:
            assert interview.route == "child"
