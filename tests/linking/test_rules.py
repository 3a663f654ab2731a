"""What the rules propose and what they never do; what verdicts come to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debrief import linking
from debrief.linking import Number, Pair, Person, Reason, Verdict, by_rules, compare, standing
from debrief.linking.rules import COMMON
from debrief.linking.shared import Held


def person(name: str, debrief: str, **more: object) -> Person:
    values = {"names": (linking.words(name),), "nationality": frozenset({"VN"}), **more}
    return Person(id=f"{debrief}:p", debrief=debrief, **values)  # type: ignore[arg-type]


def suspect(name: str, debrief: str, **more: object) -> Person:
    return person(name, debrief, role="suspect", **more)


NRM = frozenset({Number("nrm", "nrm12345")})


def found(*people: Person) -> dict[Pair, tuple[str, ...]]:
    return dict(by_rules(people).proposals)


def test_each_rule_proposes_what_it_says() -> None:
    day = "1993-04-02"
    assert found(person("An", "a", references=NRM), person("Binh", "b", references=NRM)) == {
        Pair("a:p", "b:p"): ("reference",)
    }
    assert found(person("Nguyen Van An", "a", born=day), person("AN Nguyễn Văn", "b", born=day)) == {
        Pair("a:p", "b:p"): ("name_born_nationality", "sound_born_nationality")
    }
    assert found(person("Mohamed Ali", "a", born=day), person("Muhammad Ali", "b", born=day)) == {
        Pair("a:p", "b:p"): ("sound_born_nationality",)
    }
    phone = frozenset({"+447700900123"})
    assert found(suspect("Big Mike", "a", phones=phone), suspect("Mike", "b", phones=phone)) == {
        Pair("a:p", "b:p"): ("phone_name",)
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (suspect("Mike", "a", phones=frozenset({"1"})), suspect("Joe", "b", phones=frozenset({"1"}))),
        (person("Nguyen An", "a", born="1993"), person("Nguyen An", "b", born="1993")),
        (person("An", "a", references=NRM), suspect("An", "b", references=NRM)),
        (person("An", "a", references=NRM), Person(id="a:q", debrief="a", references=NRM)),
        (
            person("An", "a", references=frozenset({Number("crime", "cr12345")})),
            person("An", "b", references=frozenset({Number("crime", "cr12345")})),
        ),
    ],
    ids=["a phone alone", "a year", "victim and suspect", "one account", "the number of a case"],
)
def test_what_is_never_proposed(one: Person, other: Person) -> None:
    assert found(one, other) == {}


def test_a_number_that_everybody_has_makes_no_pairs_and_is_counted() -> None:
    crowd = [person("An", f"d{n}", references=NRM) for n in range(COMMON + 1)]
    assert by_rules(crowd).proposals == {}
    assert by_rules(crowd).too_common == {"reference": 1}
    assert len(by_rules(crowd[:-1]).proposals) == COMMON * (COMMON - 1) // 2


def test_a_shared_number_is_a_node_with_all_who_have_it() -> None:
    held = [Held("a", "a:1", "phone", "+44"), Held("b", "b:1", "phone", "+44"), Held("a", "a:1", "plate", "X")]
    held.append(Held("a", "a:2", "plate", "X"))  # twice in one account is no link between accounts
    assert linking.shared(held) == [("phone", "+44", ("a:1", "b:1"))]


def test_reasons_say_what_agrees_and_what_does_not() -> None:
    one = person("Nguyen An", "a", born="1993-04-02", sex="female", phones=frozenset({"1"}))
    other = person("Nguyen Anh", "b", born="1993-02-04", sex="male", phones=frozenset({"2"}))
    assert compare(one, other) == (
        Reason("name", "alike"), Reason("born", "alike"),
        Reason("nationality", "same"), Reason("sex", "differs"),
    )  # fmt: skip
    assert next(linking.reason_words(compare(one, other))) == "Name: alike"
    assert compare(Person("x", "x"), Person("y", "y")) == ()


@pytest.mark.parametrize(
    ("born", "outcome"),
    [
        ("1993-04-02", "same"), ("1993-02-04", "alike"), ("1993-11-30", "alike"), ("1995-04-02", "alike"),
        ("1993", "alike"), ("1995", "alike"), ("1996", "differs"), ("1995-02-04", "differs"),
    ],
)  # fmt: skip
def test_a_birth_is_alike_as_dates_are_mistaken(born: str, outcome: str) -> None:
    one, other = person("An", "a", born="1993-04-02"), person("An", "b", born=born)
    assert Reason("born", outcome) in compare(one, other)  # type: ignore[arg-type]
    assert compare(one, other) == compare(other, one)


def test_a_letter_in_each_part_or_a_digit_is_a_slip_and_another_kind_of_number_is_none() -> None:
    slip = frozenset({Number("nrm", "nrm12346")})
    other = frozenset({Number("port", "nrm12345")})
    one = person("Bizu Karo", "a", references=NRM)
    assert compare(one, person("Bezu Kato", "b", references=slip))[:2] == (
        Reason("reference", "alike"), Reason("name", "alike"),
    )  # fmt: skip
    assert compare(one, person("Ada Obi", "b", references=other))[0] == Reason("name", "differs")


def test_an_inquiry_is_offered_who_sounds_the_same_unless_the_birth_speaks_against_it() -> None:
    sought = person("Muhammad Ali", "?", born="1993-04-02")
    held = [
        person("Mohamed Ali", "a", born="1993"), person("Mohamed Ali", "b"),
        person("Mohamed Ali", "c", born="1970"), suspect("Mohamed Ali", "d"), person("Ali Reza", "e"),
    ]  # fmt: skip
    assert linking.offered(sought, held) == ["a:p", "b:p"]


# -- verdicts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "victim", "stands"),
    [
        ((), True, "open"),
        ((("ann", "unsure"),), True, "unsure"),
        ((("ann", "same"),), True, "awaits_second"),
        ((("ann", "same"), ("ann", "same")), True, "awaits_second"),
        ((("ann", "same"), ("bob", "same")), True, "confirmed"),
        ((("ann", "same"),), False, "confirmed"),
        ((("ann", "same"), ("bob", "same"), ("cat", "different")), True, "disputed"),
        ((("ann", "same"), ("ann", "different")), False, "different"),
        ((("ann", "different"), ("bob", "unsure")), True, "different"),
    ],
)
def test_what_verdicts_come_to(said: Sequence[tuple[str, str]], victim: bool, stands: str) -> None:
    rows = [Verdict(n, by, word) for n, (by, word) in enumerate(said, 1)]  # type: ignore[arg-type]
    assert standing(rows, victim=victim) == stands


VOICES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(linking.WORDS), max_size=4)


@given(VOICES)
@settings(max_examples=60, deadline=None)
def test_the_order_of_analysts_never_counts_and_undoing_all_leaves_nothing(
    said: dict[str, linking.Word],
) -> None:
    results = {
        standing([Verdict(n, by, said[by]) for n, by in enumerate(order, 1)], victim=True)
        for order in list(permutations(said))[:6]
    }
    assert len(results) == 1
    rows = [Verdict(n, by, word) for n, (by, word) in enumerate(said.items(), 1)]
    undone = [Verdict(100 + row.seq, "z", None, row.seq) for row in rows]
    assert standing([*rows, *undone], victim=True) == "open"


PAIRS = st.lists(st.sampled_from(list(combinations("abcdef", 2))), max_size=8)


@given(PAIRS, PAIRS)
@example([("a", "b"), ("b", "c"), ("c", "d")], [("a", "c")])
@settings(max_examples=80, deadline=None)
def test_clusters_are_what_confirmed_links_join_and_a_torn_one_carries_nothing_far(
    same: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    confirmed = [Pair(*two) for two in same if two not in apart]
    different = [Pair(*two) for two in apart]
    made = linking.clusters(confirmed, different)
    members = [mention for cluster in made for mention in cluster.mentions]
    assert len(members) == len(set(members))
    assert set(members) == {mention for two in confirmed for mention in two}
    for cluster in made:
        inside = [two for two in different if set(two) <= set(cluster.mentions)]
        assert cluster.contested == bool(inside)
    for mention in "abcdef":
        reached = linking.linked(mention, confirmed, different)
        assert not any(Pair(*sorted((mention, other))) in different for other in reached)
        assert {other for two in confirmed if mention in two for other in two} - {mention} <= reached
