"""What is open after any history is what a fresh look says, whatever the conditions are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank import Bank
from debrief.bank.conditions import All, Compare, Condition, Not, OverItems, Ref, Route
from debrief.bank.conditions import Any as AnyOf
from debrief.interview import Interview, read_event
from debrief.interview.listening import needs_of
from tests.bank.small import broken

WHEN = {
    "a": None,
    "b": "{field: a, is: 'yes'}",
    "c": "{any: [{field: b, is: 'yes'}, {field: a, is: 'no'}]}",
    "d": "{not: {field: c, is: 'yes'}}",
    "e": "{field: d, status: declined}",
    "f": "{field: d, answered: false}",
    "g": "{all: [{field: e, is_not: 'no'}, {field: c, answered: true}]}",
    "h": "{field: f, is: {field: b}}",
    "i": "{any_item: {repeat: leg, where: {field: leg_b, is: 'yes'}}}",
    "j": "{count_items: {repeat: leg, where: {not: {field: leg_b, answered: true}}}, at_least: 2}",
    "k": "{all: [{route: adult}, {field: i, is: 'yes'}]}",
    "l": "{any_item: {repeat: visit, where: {field: visit, is: 'yes'}}}",
    "leg_a": "{field: c, answered: true}",
    "leg_b": "{all: [{field: leg_a, is: 'yes'}, {field: a, answered: true}]}",
    "leg_c": "{any_item: {repeat: leg, where: {field: leg_b, is: 'yes'}}}",
    "leg_d": "{all: [{field: leg_c, is: 'yes'}, {any_item: {repeat: leg, where: {field: leg_a, is: 'yes'}}}]}",
    "visit": "{field: b, is_not: 'no'}",
}  # fmt: skip
PLACES = [(name, place) for name in WHEN for place in ((1, 2, 3) if name[:3] in ("leg", "vis") else (0,))]


def _item(name: str) -> str:
    repeat = {"leg": "leg", "vis": "self"}.get(name[:3])
    lines = [
        f"- id: {name}", f"  label: {name}", "  form: R", "  tier: C", "  sensitivity: S1",
        "  agencies: [ALL]", "  source: K", "  answer: {type: yes_no_not_sure}", "  child: record",
        *([f"  repeat: {repeat}"] if repeat else []),
        *([f"  when: {WHEN[name]}"] if WHEN[name] else []),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder: Path = tmp_path_factory.mktemp("bank")
    items = "".join(_item(name) for name in WHEN)
    return broken(folder, "sections/one.yaml", "- id: guest\n", items + "- id: guest\n")


def begun(bank: Bank) -> Interview:
    interview = Interview(bank)
    do(
        interview, "opened", record="0" * 32, reference="R-1", agency="police", edition="now",
        bank=bank.id, bank_version=bank.version, bank_digest=bank.digest,
    )  # fmt: skip
    return interview


def do(interview: Interview, kind: str, **fields: Any) -> None:
    """Applies an event, or leaves it where it is refused."""
    interview.apply(read_event({"kind": kind, "at": "2011-07-19T10:00:00Z", "by": "A1", **fields}))


def answer(interview: Interview, place: tuple[str, int], value: str) -> None:
    address = f"{place[0]}/{place[1]}" if place[1] else place[0]
    if value == "declined":
        do(interview, "answered", address=address, state="declined")
    else:
        do(interview, "answered", address=address, state="answered", value=value)


def outline(interview: Interview) -> dict[tuple[str, int], bool]:
    return {(name, each): interview.is_open(name, each) for name in WHEN for each in interview.places(name)}


ANSWERS = st.tuples(st.sampled_from(PLACES), st.sampled_from(["yes", "no", "not_sure", "declined"]))
SOURCES = st.tuples(st.sampled_from([("a", 0), ("b", 0), ("c", 0), ("leg_a", 1), ("leg_b", 1), ("leg_b", 2)]),
                    st.sampled_from(["yes", "no"]))  # fmt: skip
REPEATS = st.tuples(st.sampled_from(["added", "struck"]), st.sampled_from(["leg", "visit"]), st.integers(1, 4))
AGES = st.tuples(st.just("age"), st.sampled_from(["adult_no_doubt", "uncertain", "assessed_adult"]))
LOOKS = st.tuples(st.just("asked"), st.sampled_from(PLACES))
ACTS = st.lists(st.one_of(SOURCES, ANSWERS, REPEATS, AGES, LOOKS, st.just(("outline",))), max_size=20)


def act(interview: Interview, what: tuple[Any, ...]) -> None:
    match what:
        case ("added", repeat, instance):
            do(interview, "added", repeat=repeat, instance=instance)
        case ("struck", repeat, instance):
            do(interview, "struck", repeat=repeat, instance=instance, reason="a mistake")
        case ("age", position):
            do(interview, "answered", address="per_age_status", state="answered", value={"choice": position})
        case ("outline",):
            pass
        case ("asked", (name, instance)):
            interview.is_open(name, instance)
        case (place, value):
            answer(interview, place, value)


@settings(max_examples=50, deadline=None)
@given(ACTS)
def test_what_is_remembered_is_what_a_fresh_look_says(bank: Bank, acts: list[tuple[Any, ...]]) -> None:
    interview = begun(bank)
    for name in ("leg", "leg", "visit"):
        do(interview, "added", repeat=name, instance=len(interview.instances(name)) + 1)
    for place in PLACES:
        answer(interview, place, "yes")
    for what in [*acts, ("outline",)]:
        act(interview, what)
        if what == ("outline",):
            fresh = Interview(bank, interview.state.events)
            assert outline(interview) == outline(fresh)


def test_a_whole_chain_closes_and_opens_again(bank: Bank) -> None:
    interview = begun(bank)
    for name in "abcefgh":
        answer(interview, (name, 0), "yes")
    before = outline(interview)
    assert [name for name in "abch" if before[name, 0]] == list("abch")
    answer(interview, ("a", 0), "not_sure")
    assert [name for name in "abch" if interview.is_open(name)] == ["a"]
    answer(interview, ("a", 0), "yes")
    assert outline(interview) == before


def test_the_route_opens_and_an_instance_of_its_own_repeat(bank: Bank) -> None:
    interview = begun(bank)
    do(interview, "added", repeat="leg", instance=1)
    for place in PLACES:
        answer(interview, place, "yes")
    assert interview.is_open("i")
    assert not interview.is_open("k")
    act(interview, ("age", "adult_no_doubt"))
    assert interview.is_open("k")
    do(interview, "struck", repeat="leg", instance=1, reason="a mistake")
    assert not interview.is_open("i")
    assert not interview.is_open("k")


@pytest.mark.parametrize(
    ("condition", "needed"),
    [
        (Compare(Ref("b"), "is", "yes"), {"b"}),
        (Compare(Ref("b"), "is_not", "yes"), {"b"}),
        (Compare(Ref("b"), "is", Ref("c")), {"b", "c"}),
        (Compare(Ref("b"), "answered", True), {"b"}),
        (Compare(Ref("b"), "answered", False), set()),
        (Compare(Ref("b"), "status", "declined"), set()),
        (Not(Compare(Ref("b"), "is", "yes")), set()),
        (All((Compare(Ref("b"), "is", "yes"), Not(Compare(Ref("c"), "is", "yes")))), {"b"}),
        (AnyOf((Compare(Ref("b"), "is", "yes"), Compare(Ref("c"), "is", "yes"))), set()),
        (AnyOf((Compare(Ref("b"), "is", "yes"), Compare(Ref("b"), "is", Ref("c")))), {"b"}),
        (OverItems("any", "leg", Compare(Ref("leg_b"), "is", "yes")), set()),
        (All((Route("adult"), Compare(Ref("a"), "is", "yes"))), set()),  # a cannot close
    ],
)
def test_what_an_item_cannot_do_without(bank: Bank, condition: Condition, needed: set[str]) -> None:
    conditions = {name: [Compare(Ref("a"), "is", "yes")] for name in ("b", "c", "leg_b")}
    found = needs_of(bank, {**conditions, "x": [condition]})["x"]
    assert {source for source, _ in found} == needed
