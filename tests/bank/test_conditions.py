"""Conditions: what each operator says of a blank, a value and a part of one; and a second, naive reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank import Bank, load_bank
from debrief.bank.conditions import All, Compare, Condition, Not, OverItems, Today, refs_of, repeats_of
from debrief.bank.conditions import Any as AnyOf
from debrief.bank.dates import moved
from debrief.bank.evaluate import compile_condition
from debrief.bank.parse_conditions import parse_condition
from debrief.bank.yaml_source import read_text
from tests.bank.small import write_bank


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return load_bank(write_bank(tmp_path_factory.mktemp("small")))


@dataclass
class World:
    """A state written by hand: values and states by (item, instance, field)."""

    values: dict[tuple[str, int, str | None], Any] = field(default_factory=dict)
    states: dict[tuple[str, int, str | None], str] = field(default_factory=dict)
    there: dict[str, list[int]] = field(default_factory=dict)
    day: date | None = date(2011, 7, 19)
    way: str = "child"
    facts: dict[str, Any] = field(default_factory=lambda: {"sittings": 1, "lead_changed": "no"})

    def value(self, item: str, instance: int, field: str | None) -> Any:
        return self.values.get((item, instance, field))

    def state(self, item: str, instance: int, field: str | None) -> str:
        return self.states.get((item, instance, field), "blank")

    def instances(self, repeat: str) -> list[int]:
        return self.there.get(repeat, [])

    def today(self) -> date | None:
        return self.day

    def route(self) -> str:
        return self.way

    def fact(self, name: str) -> Any:
        return self.facts[name]


def written(text: str) -> Condition:
    return parse_condition(read_text(text, "t"), file="t", owner="t")


def holds(bank: Bank, text: str, world: World, instance: int = 0) -> bool:
    return compile_condition(bank, written(text))(world, instance)


def drink(name: str, value: Any) -> World:
    return World({("drink", 0, name): value})


SAYS = [
    # condition, field of drink, value, holds
    ("{field: drink.kind, is: green}", "kind", {"choice": "green"}, True),
    ("{field: drink.kind, is: green}", "kind", {"choice": "black"}, False),
    ("{field: drink.kind, is_not: green}", "kind", {"choice": "black"}, True),
    ("{field: drink.kind, is_not: green}", "kind", {"choice": "green"}, False),
    ("{field: drink.kind, any_of: [green, none]}", "kind", {"choice": "none"}, True),
    ("{field: drink.kind, any_of: [green, none]}", "kind", {"choice": "black"}, False),
    ("{field: drink.kind, none_of: [green, none]}", "kind", {"choice": "black"}, True),
    ("{field: drink.kind, none_of: [green, none]}", "kind", {"choice": "none"}, False),
    ("{field: drink.many, contains: black}", "many", {"choices": ["green", "black"]}, True),
    ("{field: drink.many, contains: black}", "many", {"choices": ["green"]}, False),
    ("{count_selected: drink.many, at_least: 2}", "many", {"choices": ["green", "black"]}, True),
    ("{count_selected: drink.many, is: 2}", "many", {"choices": ["green"]}, False),
    ("{count_selected: drink.many, at_most: 1}", "many", {"choices": ["green"]}, True),
    ("{field: drink.cups, at_least: 2}", "cups", {"from": 2}, True),
    ("{field: drink.cups, at_least: 2}", "cups", {"from": 1, "to": 5}, False),  # it may be one
    ("{field: drink.cups, at_most: 5}", "cups", {"from": 1, "to": 5}, True),
    ("{field: drink.cups, at_most: 4}", "cups", {"from": 1, "to": 5}, False),
    ("{field: drink.cups, at_least: 1}", "cups", {"words": "many"}, False),
    ("{field: drink.cups, at_most: 9}", "cups", {"words": "few"}, False),
    ("{field: drink.price, at_least: 12}", "price", {"from": "12.50"}, True),
    ("{field: drink.price, at_most: 12}", "price", {"from": "12.50"}, False),
    ("{field: drink.words, matches: 'g.*n'}", "words", {"original": "green", "language": "eng"}, True),
    ("{field: drink.words, matches: 'g'}", "words", {"original": "green"}, False),  # the whole text
    ("{field: drink.words, matches: 'eng'}", "words", {"original": "green", "language": "eng"}, False),
    ("{length: drink.words, at_least: 5}", "words", {"original": "green", "english": "tea"}, True),
    ("{length: drink.words, at_most: 4}", "words", {"original": "green"}, False),
    ('{field: drink.seen.green, is: "yes"}', "seen", {"lines": {"green": "yes"}}, True),
    ('{field: drink.seen.green, is: "yes"}', "seen", {"lines": {"black": "yes"}}, False),
    ('{field: drink.seen.black, is_not: "yes"}', "seen", {"lines": {"green": "yes"}}, False),  # a blank line
    ("{field: drink.seen.green, answered: true}", "seen", {"lines": {"green": "not_applicable"}}, True),
    ("{field: drink.seen.black, answered: false}", "seen", {"lines": {"green": "yes"}}, True),
    ("{field: drink.cups, answered: true}", "cups", {"words": "many"}, True),
    # dates: a partial date has many readings
    ("{field: drink.since, before: '2011'}", "since", {"edtf": "2010"}, True),
    ("{field: drink.since, before: '2011-06'}", "since", {"edtf": "2011"}, False),
    ("{field: drink.since, possibly_before: '2011-06'}", "since", {"edtf": "2011"}, True),
    ("{field: drink.since, after: '2010'}", "since", {"edtf": "2011"}, True),
    ("{field: drink.since, after: '2011-06'}", "since", {"edtf": "2011"}, False),
    ("{field: drink.since, possibly_after: '2011-06'}", "since", {"edtf": "2011"}, True),
    ("{field: drink.since, possibly_after: '2011'}", "since", {"edtf": "2011"}, True),  # so has a year
    ("{field: drink.since, possibly_after: '2011'}", "since", {"edtf": "2010"}, False),
    ("{field: drink.since, before: '2011'}", "since", {"edtf": "../2010"}, True),
    ("{field: drink.since, after: '2011'}", "since", {"edtf": "2010/.."}, False),
    ("{field: drink.since, possibly_after: '2011'}", "since", {"edtf": "2010/.."}, True),
    ("{field: drink.since, before: '2011'}", "since", {"words": "long ago"}, False),
    ("{field: drink.since, possibly_before: '2011'}", "since", {"words": "long ago"}, False),
    ("{field: drink.since, possibly_after: {today: -18y}}", "since", {"edtf": "1993-07-20"}, True),
    ("{field: drink.since, possibly_after: {today: -18y}}", "since", {"edtf": "1993-07-19"}, False),
    ("{field: drink.since, possibly_after: {today: -18y}}", "since", {"edtf": "1993"}, True),
    ("{field: drink.since, before: {today: 0}}", "since", {"edtf": "2011-07-18"}, True),
    ("{field: drink.since, after: {today: +1m}}", "since", {"edtf": "2011-08-20"}, True),
    ("{field: drink.since, after: {today: 10d}}", "since", {"edtf": "2011-07-29"}, False),
]


@pytest.mark.parametrize(("condition", "name", "value", "expected"), SAYS)
def test_operators(small: Bank, condition: str, name: str, value: Any, expected: bool) -> None:
    assert holds(small, condition, drink(name, value)) == expected


@pytest.mark.parametrize("condition", sorted({c for c, *_ in SAYS if "answered" not in c}))
def test_a_blank_never_means_no(small: Bank, condition: str) -> None:
    assert not holds(small, condition, World())


def test_answered_false_and_status_are_what_sees_a_blank(small: Bank) -> None:
    blank, said = World(), World({("tea", 0, None): "yes"}, {("tea", 0, None): "answered"})
    assert holds(small, "{field: tea, answered: false}", blank)
    assert not holds(small, "{field: tea, answered: false}", said)
    assert holds(small, "{field: tea, status: blank}", blank)
    assert holds(small, "{field: tea, status: answered}", said)
    declined = World({}, {("tea", 0, None): "declined"})
    assert holds(small, "{field: tea, status: declined}", declined)
    assert not holds(small, "{field: tea, answered: true}", declined)


def test_joining(small: Bank) -> None:
    yes, no = "{field: tea, status: blank}", "{field: tea, answered: true}"
    assert holds(small, f"{{all: [{yes}, {yes}]}}", World())
    assert not holds(small, f"{{all: [{yes}, {no}]}}", World())
    assert holds(small, f"{{any: [{no}, {yes}]}}", World())
    assert not holds(small, f"{{any: [{no}, {no}]}}", World())
    assert holds(small, f"{{not: {no}}}", World())


def test_route_facts_and_no_day_yet(small: Bank) -> None:
    assert holds(small, "{route: child}", World())
    assert not holds(small, "{route: adult}", World())
    assert holds(small, "{fact: sittings, at_most: 1}", World())
    assert not holds(small, '{fact: lead_changed, is: "yes"}', World())
    world = drink("since", {"edtf": "2011"})
    world.day = None
    assert not holds(small, "{field: drink.since, before: {today: 0}}", world)


def test_another_answer_as_the_right_side(small: Bank) -> None:
    world = World({("leg_by", 1, None): {"choice": "green"}, ("drink", 0, "kind"): {"choice": "green"}})
    same = "{field: leg_by, is: {field: drink.kind}}"
    assert holds(small, same, world, 1)
    world.values["drink", 0, "kind"] = {"choice": "black"}
    assert not holds(small, same, world, 1)
    del world.values["drink", 0, "kind"]
    assert not holds(small, same, world, 1)
    assert not holds(small, "{field: leg_by, is_not: {field: drink.kind}}", world, 1)
    days = World({("leg_when", 2, None): {"edtf": "2010"}, ("drink", 0, "since"): {"edtf": "2011-02"}})
    assert holds(small, "{field: leg_when, before: {field: drink.since}}", days, 2)
    assert not holds(small, "{field: leg_when, after: {field: drink.since}}", days, 2)


LEGS = World(
    {("leg_by", 1, None): {"choice": "green"}, ("leg_by", 2, None): {"choice": "black"}}, {}, {"leg": [1, 2, 3]}
)


@pytest.mark.parametrize(
    ("condition", "some", "none"),
    [
        ("{any_item: {repeat: leg, where: {field: leg_by, is: black}}}", True, False),
        ("{any_item: {repeat: leg, where: {field: leg_by, is: none}}}", False, False),
        ("{all_items: {repeat: leg, where: {field: leg_by, any_of: [green, black]}}}", False, True),
        ("{all_items: {repeat: leg, where: {not: {field: leg_by, is: none}}}}", True, True),
        ("{count_items: {repeat: leg}, is: 3}", True, False),
        ("{count_items: {repeat: leg, where: {field: leg_by, answered: true}}, at_least: 2}", True, False),
        ("{count_items: {repeat: leg, where: {field: leg_by, answered: true}}, at_most: 1}", False, True),
    ],
)
def test_over_the_instances_of_a_repeat(small: Bank, condition: str, some: bool, none: bool) -> None:
    assert holds(small, condition, LEGS) == some
    assert holds(small, condition, World()) == none


def test_a_sum_over_a_repeat(bank: Bank) -> None:
    # leg_paid.amount is money told once for each leg
    condition = "{sum_items: {repeat: leg, field: leg_paid.amount}, at_least: 100}"
    legs = {"leg": [1, 2, 3]}
    paid = {("leg_paid", 1, "amount"): {"from": "60"}, ("leg_paid", 2, "amount"): {"from": "40.00", "to": "90"}}
    assert holds(bank, condition, World(paid, {}, legs))
    assert not holds(bank, condition.replace("100", "101"), World(paid, {}, legs))
    assert not holds(bank, condition, World())
    some = (
        '{sum_items: {repeat: leg, field: leg_paid.amount, where: {field: leg_paid.answer, is: "yes"}}, is: 60}'
    )
    assert holds(bank, some, World({**paid, ("leg_paid", 1, "answer"): "yes"}, {}, legs))


def test_where_sees_its_own_instance(small: Bank) -> None:
    both = "{all: [{field: leg_by, is: green}, {field: leg_when, answered: true}]}"
    own = f"{{any_item: {{repeat: leg, where: {both}}}}}"
    apart = World(dict(LEGS.values), {}, {"leg": [1, 2]})
    apart.values["leg_when", 2, None] = {"edtf": "2010"}
    assert not holds(small, own, apart)
    apart.values["leg_when", 1, None] = {"edtf": "2010"}
    assert holds(small, own, apart)


def test_what_a_condition_reads() -> None:
    condition = written(
        "{all: [{field: a.b, is: {field: c}}, {any_item: {repeat: leg, where: {field: leg_by, is: green}}}]}"
    )
    assert {str(ref) for ref in refs_of(condition)} == {"a.b", "c", "leg_by"}
    assert repeats_of(condition) == {"leg"}


@pytest.mark.parametrize(
    ("day", "offset", "expected"),
    [
        ("2012-02-29", Today(years=-18), "1994-02-28"),
        ("2011-03-31", Today(months=-1), "2011-02-28"),
        ("2011-12-31", Today(months=2), "2012-02-29"),
        ("2011-01-01", Today(days=-1), "2010-12-31"),
        ("0005-01-01", Today(years=-18), "0001-01-01"),
        ("9990-01-01", Today(years=18), "9999-12-31"),
        ("9999-12-31", Today(days=5), "9999-12-31"),
    ],
)
def test_days_moved(day: str, offset: Today, expected: str) -> None:
    assert moved(date.fromisoformat(day), offset) == date.fromisoformat(expected)


# -- a second reader -------------------------------------------------------------------------


def naive(condition: Condition, world: World, instance: int) -> bool:
    """Reads the few forms drawn below in the plainest way there is."""
    if isinstance(condition, All):
        return False not in [naive(part, world, instance) for part in condition.parts]
    if isinstance(condition, AnyOf):
        return True in [naive(part, world, instance) for part in condition.parts]
    if isinstance(condition, Not):
        return naive(condition.part, world, instance) is False
    if isinstance(condition, OverItems):
        there = world.there.get(condition.repeat, [])
        found = [n for n in there if condition.where is None or naive(condition.where, world, n)]
        if condition.quantifier == "any":
            return found != []
        if condition.quantifier == "all":
            return found == there
        low, high = {"is": (0, 0), "at_least": (0, 99), "at_most": (-99, 0)}[condition.operator]
        return low <= len(found) - condition.number <= high
    assert isinstance(condition, Compare)
    return _naive_compare(condition, world, instance)


def _naive_compare(c: Compare, world: World, instance: int) -> bool:
    key = (c.ref.item, instance if c.ref.item.startswith("leg_") else 0, c.ref.field)
    value = world.values.get(key)
    if c.operator == "status":
        return world.states.get(key, "blank") == c.operand
    if c.operator == "answered":
        return (value is not None) is c.operand
    if value is None:
        return False
    if c.measure == "count_selected":
        many = len(value["choices"])
        return {"is": many == c.operand, "at_least": many >= c.operand, "at_most": many <= c.operand}[
            c.operator
        ]  # type: ignore[operator]
    if c.operator == "contains":
        return c.operand in value["choices"]
    if c.operator in ("at_least", "at_most"):
        every = range(value["from"], value.get("to", value["from"]) + 1)
        return all(n >= c.operand if c.operator == "at_least" else n <= c.operand for n in every)  # type: ignore[operator]
    code = value if isinstance(value, str) else value["choice"]
    wanted = c.operand if isinstance(c.operand, tuple) else (c.operand,)
    return (code in wanted) is (c.operator in ("is", "any_of"))


CODES = st.sampled_from(["green", "black", "none"])


def _plain(ref: str) -> st.SearchStrategy[dict[str, Any]]:
    code = st.builds(lambda op, c: {"field": ref, op: c}, st.sampled_from(["is", "is_not"]), CODES)
    listed = st.builds(
        lambda op, c: {"field": ref, op: c},
        st.sampled_from(["any_of", "none_of"]),
        st.lists(CODES, min_size=1, max_size=2),
    )
    raw = st.builds(lambda s: {"field": ref, "status": s}, st.sampled_from(["blank", "answered", "declined"]))
    return code | listed | raw | st.builds(lambda yes: {"field": ref, "answered": yes}, st.booleans())


NUMBERED = st.sampled_from(["is", "at_least", "at_most"])
GLOBALS = (
    _plain("drink.kind")
    | st.builds(
        lambda op, n: {"field": "drink.cups", op: n},
        st.sampled_from(["at_least", "at_most"]),
        st.integers(0, 4),
    )
    | st.builds(lambda op, n: {"count_selected": "drink.many", op: n}, NUMBERED, st.integers(0, 3))
    | st.builds(lambda c: {"field": "drink.many", "contains": c}, CODES)
)


def _joined(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(inner, min_size=1, max_size=3)
    return (
        st.builds(lambda parts: {"all": parts}, some)
        | st.builds(lambda parts: {"any": parts}, some)
        | st.builds(lambda part: {"not": part}, inner)
    )


WHERE = st.recursive(_plain("leg_by") | GLOBALS, _joined, max_leaves=4)
OVER = st.builds(
    lambda q, w: {q: {"repeat": "leg", "where": w}}, st.sampled_from(["any_item", "all_items"]), WHERE
) | (
    st.builds(
        lambda w, op, n: {"count_items": {"repeat": "leg", "where": w}, op: n},
        WHERE,
        NUMBERED,
        st.integers(0, 3),
    )
)
CONDITIONS = st.recursive(GLOBALS | OVER, _joined, max_leaves=8)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    there = draw(st.lists(st.integers(1, 4), unique=True, max_size=3))
    world = World(there={"leg": there})
    places = [("drink", 0, "kind"), *(("leg_by", n, None) for n in there)]
    for place in places:
        code = draw(CODES | st.none())
        if code is not None:
            world.values[place] = {"choice": code}
        world.states[place] = draw(st.sampled_from(["answered", "declined"]))
    if draw(st.booleans()):
        low = draw(st.integers(0, 4))
        world.values["drink", 0, "cups"] = {"from": low, "to": low + draw(st.integers(0, 2))}
    many = draw(st.lists(CODES, unique=True, max_size=3))
    if many:
        world.values["drink", 0, "many"] = {"choices": many}
    return world


def _as_read(plain: Any) -> Any:
    from debrief.bank.yaml_source import Mapping

    if isinstance(plain, dict):
        return Mapping({key: _as_read(value) for key, value in plain.items()})
    return [_as_read(each) for each in plain] if isinstance(plain, list) else plain


@settings(max_examples=400, deadline=None)
@given(CONDITIONS, worlds())
def test_compiled_and_naive_readers_agree(small: Bank, plain: dict[str, Any], world: World) -> None:
    condition = parse_condition(_as_read(plain), file="t", owner="t")
    assert compile_condition(small, condition)(world, 0) == naive(condition, world, 0)
