"""Everything dated in its order, and honestly unordered where nobody can know."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from debrief.bank import Bank
from debrief.interview import Interview, timeline
from tests.interview.recording import Recorder
from tests.interview.test_laws import accepted, seeds


def when(edtf: str = "", words: str = "") -> dict[str, str]:
    return {name: text for name, text in (("edtf", edtf), ("words", words)) if text}


def lines(interview: Interview) -> list[tuple[str, bool, bool]]:
    return [(str(x.address), x.is_known, x.overlaps) for x in timeline(interview.view)]


def told(bank: Bank) -> Recorder:
    r = Recorder(bank).sit()
    for start, end in (("2010-06", "2010-07"), ("2010-06-20", None), (None, None), (None, "2008")):
        leg = r.add("leg")
        r.answer(f"leg_from/{leg}", {"words": "a town"})
        for name, edtf in (("start", start), ("end", end)):
            if edtf:
                r.answer(f"leg_when/{leg}.{name}", when(edtf))
    r.answer("rcr_when", when("2009~"))
    event = r.add("card_event")
    r.answer(f"card_event/{event}.e_when", when(words="after the harvest"))
    return r


def test_in_the_order_of_time_what_nobody_can_order_is_marked(bank: Bank) -> None:
    r = told(bank)
    r.add("entry")
    assert lines(r.interview) == [
        ("leg_when/4", True, False),
        ("rcr_when", True, False),
        ("leg_when/1", True, False),
        ("leg_when/2", True, True),
        ("leg_when/3", False, False),
        ("ent_when/1", False, False),
        ("card_event/1.e_when", False, False),
    ]


def test_a_long_time_overlaps_all_that_lies_within_it(bank: Bank) -> None:
    r = Recorder(bank).sit()
    r.add("exp")
    r.answer("exp_when/1", {"start": when("2001"), "end": when("..")})
    r.answer("rcr_when", when("2003"))
    r.answer("exit_how.when", when("2005"))
    assert [x[2] for x in lines(r.interview)] == [False, True, True]


def test_the_same_plain_day_is_no_doubt_about_the_order_of_the_days(bank: Bank) -> None:
    r = Recorder(bank).sit()
    r.answer("rcr_when", when("2003-05-01"))
    r.answer("exit_how.when", when("2003-05-01"))
    assert [x[2] for x in lines(r.interview)] == [False, False]


def test_what_is_struck_closed_or_of_the_day_itself_is_not_in_it(bank: Bank) -> None:
    r = told(bank)
    before = len(timeline(r.interview.view))
    r.do("struck", repeat="leg", instance=2, reason="a mistake")
    r.answer("set_abe.date", when("2011"))
    assert len(timeline(r.interview.view)) == before - 1


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_no_line_twice_none_lost_and_in_order(seed: int) -> None:
    interview, _ = accepted(seed)
    found = timeline(interview.view)
    assert len({x.address for x in found}) == len(found)
    known: list[Any] = [x for x in found if x.is_known]
    assert list(found[: len(known)]) == known, "what is not known comes last"
    firsts = [x.days[0] or x.days[1] for x in known]
    assert firsts == sorted(firsts)
