"""What may be recorded: states, values, corrections, closed answers, repeats, links, layers."""

from __future__ import annotations

from typing import Any

import pytest

from debrief.bank import Bank
from debrief.bank import refusals as bad
from debrief.interview import Address, Interview, read_event
from debrief.interview import refusals as no
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult_before_account, choice, words

SECRET = "Kestrel"
STATES = real_bank().states
AT = Address("rcr_open")


@pytest.fixture
def r(bank: Bank) -> Recorder:
    return adult_before_account(bank)


def test_there_are_27_response_states() -> None:
    assert len(STATES) == 27


@pytest.mark.parametrize("state", sorted(STATES))
def test_each_state_with_what_goes_with_it(r: Recorder, state: str) -> None:
    known = STATES[state]
    value = words() if known.has_value else None
    if state in ("not_asked_child", "differs", "corrected"):
        assert isinstance(r.tries_answer("rcr_open", value, state, reason="r"), no.NotByHand)
        return
    if known.reason == "yes":
        assert isinstance(r.tries_answer("rcr_open", value, state), no.ReasonMissing)
    r.answer("rcr_open", value, state, reason="A reason.")
    assert r.interview.status(AT) == state
    assert r.interview.value(AT) == value


@pytest.mark.parametrize("state", sorted(s.code for s in STATES.values() if s.has_value))
def test_a_state_that_goes_with_a_value_wants_one(r: Recorder, state: str) -> None:
    refused = r.tries_answer("rcr_open", None, state, reason="r")
    if state == "already_told":
        assert refused is None  # what it was may be held by the other agency
    else:
        assert isinstance(refused, no.ValueMissing | no.NotByHand)


@pytest.mark.parametrize("state", sorted(s.code for s in STATES.values() if not s.has_value))
def test_a_state_without_a_value_takes_none(r: Recorder, state: str) -> None:
    refused = r.tries_answer("rcr_open", words(SECRET), state, reason="r")
    assert isinstance(refused, no.ValueNotWanted | no.NotByHand)
    assert SECRET not in str(refused)


def test_already_told_wants_to_know_to_whom(r: Recorder) -> None:
    assert isinstance(r.tries_answer("rcr_open", None, "already_told"), no.ReasonMissing)
    r.answer("rcr_open", None, "already_told", provenance={"source": "Police, 2010"})


@pytest.mark.parametrize(
    ("address", "value", "state", "refusal"),
    [
        ("rcr_close", words(), "answered", no.UnknownAddress),
        ("debt_open.amount", words(), "answered", no.UnknownAddress),
        ("rcr_open/1", words(), "answered", no.NotRepeating),
        ("leg_from", {"words": "x"}, "answered", no.NoSuchInstance),
        ("leg_from/1", {"words": "x"}, "answered", no.NoSuchInstance),
        ("debt_open", "yes", "answered", no.NeedsField),
        ("rcr_open", words(), "sure", no.UnknownState),
        ("rcr_open", SECRET, "answered", bad.WrongValue),
        ("rcr_open", {**words(), "english": None}, "answered", bad.WrongValue),
        ("per_gender", {"choice": SECRET}, "answered", bad.NotAChoice),
        ("cls_left_with.with", "person:1", "observed", no.BrokenLink),
    ],
)
def test_what_is_refused(r: Recorder, address: str, value: Any, state: str, refusal: type) -> None:
    before = repr(r.interview.state)
    refused = r.tries_answer(address, value, state)
    assert isinstance(refused, refusal)
    assert repr(r.interview.state) == before
    assert SECRET not in str(refused)


def test_first_of_all_it_is_opened_and_only_once(bank: Bank) -> None:
    r = Recorder(bank, opened=False)
    assert isinstance(r.tries("noted", words=words()), no.NotOpened)
    opened = Recorder(bank).events[0]
    interview = Interview(bank, [opened])
    assert isinstance(interview.apply(opened), no.NotOpened)


def test_an_edition_has_to_be_there(bank: Bank) -> None:
    assert isinstance(Recorder(bank).tries("edition_changed", edition="uk-1066"), no.EditionUnknown)
    assert Recorder(bank).do("edition_changed", edition="uk-current").interview.state.edition == "uk-current"


def test_time_does_not_run_backwards(r: Recorder) -> None:
    event = read_event({"kind": "noted", "at": "2011-07-18T00:00:00Z", "by": "S1", "words": words()})
    assert isinstance(r.interview.apply(event), no.WrongTime)


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00", "0010-06-01T00:00:00Z"]
)
def test_times_at_the_ends_of_the_calendar_raise_nothing(bank: Bank, at: str) -> None:
    opened = Recorder(bank).events[0].model_copy(update={"at": at})
    interview = Interview(bank)
    assert interview.apply(opened) is None
    for address, value in (("per_dob_stated", {"edtf": "9998"}), ("per_age_status", choice("adult_no_doubt"))):
        data = {
            "kind": "answered",
            "at": at,
            "by": "S1",
            "address": address,
            "state": "observed",
            "value": value,
        }
        interview.apply(read_event(data))
    assert interview.route == "child" or at.startswith("9999")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"kind": "answered"},
        {"kind": SECRET, "at": "2011-07-19T10:00:00Z", "by": "S1"},
        {"kind": "noted", "at": "2011-07-19T10:00:00Z", "by": "S1", "words": {"original": "x"}, SECRET: 1},
        {
            "kind": "answered",
            "at": "2011-07-19T10:00:00Z",
            "by": "S1",
            "address": "rcr_open\n",
            "state": "answered",
        },
        {"kind": "noted", "at": "2011-02-30T10:00:00Z", "by": "S1", "words": {"original": SECRET}},
        {"kind": "noted", "at": "2011-07-19T10:00:00", "by": "S1", "words": {"original": SECRET}},
    ],
)
def test_what_is_no_event(data: object) -> None:
    with pytest.raises(no.NotAnEvent) as caught:
        read_event(data)
    assert SECRET not in str(caught.value)


# -- corrections ---------------------------------------------------------------------------


def test_a_correction_stands_beside_the_first_words(r: Recorder) -> None:
    r.answer("rcr_open", words("first"), "answered").answer("rcr_open", words("second"), "answered")
    r.answer("rcr_open", words("second"), "answered")
    history = r.interview.history(AT)
    assert [entry.value["original"] for entry in history] == ["first", "second", "second"]
    assert [entry.state for entry in history] == ["answered", "corrected", "answered"]
    assert r.interview.value(AT) == words("second")


def test_a_draft_is_no_answer_and_stays_in_the_history(r: Recorder) -> None:
    r.do("drafted", address="rcr_open", draft="fir")
    assert r.interview.status(AT) == "blank"
    assert r.interview.state.drafts == {AT: "fir"}
    r.answer("rcr_open", words("first"), "answered")
    assert r.interview.state.drafts == {}
    assert [e.kind for e in r.interview.state.events[-2:]] == ["drafted", "answered"]  # type: ignore[attr-defined]
    assert r.interview.history(AT)[-1].state == "answered"


def test_declined_as_a_whole_and_told_after_all(r: Recorder) -> None:
    whole, field = Address("debt_open"), "debt_open.answer"
    r.answer("debt_open", None, "declined")
    assert r.interview.status(whole) == "declined"
    r.answer(field, "yes", "answered")
    assert r.interview.status(whole) == "answered"
    assert ("cls_open_items", 0) not in r.interview.automatic() or "debt_open" not in [
        line["item"] for line in r.interview.automatic()["cls_open_items", 0]
    ]
    r.answer("debt_open", None, "declined")
    assert r.interview.status(whole) == "declined"


def test_withdrawn_leaves_its_reason_and_the_history(r: Recorder) -> None:
    assert isinstance(r.tries("withdrew", address="rcr_open", reason="r"), no.NothingToCorrect)
    r.answer("rcr_open", words("first"), "answered")
    r.do("layered", address="rcr_open", layer="english", text="first", translator="T1")
    r.do("withdrew", address="rcr_open", reason="Asked.")
    assert (r.interview.status(AT), r.interview.value(AT)) == ("withdrawn", None)
    assert len(r.interview.history(AT)) == 2
    assert AT not in r.interview.state.layers
    assert not r.interview.offered("rcr_open")
    refused = r.tries("layered", address="rcr_open", layer="english", text=SECRET, translator="T1")
    assert isinstance(refused, no.NothingToCorrect)


# -- closed answers ----------------------------------------------------------------------------


def test_an_answer_whose_question_closes_and_opens_again(r: Recorder) -> None:
    """No peer has one written rule for this; here it is."""
    r.answer("ref_nrm_agree", choice("no"), "answered")
    spec = r.bank.answer_of("ref_dtn")
    field = next(
        name for name, each in spec.fields.items() if each.type in ("note", "short_text", "yes_no_not_sure")
    )
    value = "yes" if spec.fields[field].type == "yes_no_not_sure" else "Sent."
    at = Address("ref_dtn", 0, field)
    r.answer(f"ref_dtn.{field}", value)
    assert r.interview.is_open("ref_dtn")
    r.answer("ref_nrm_agree", choice("yes"), "answered")
    assert not r.interview.is_open("ref_dtn")
    assert r.interview.value(at) == value  # on record still
    assert r.interview.view.value("ref_dtn", 0, field) is None  # and empty for conditions
    assert r.interview.view.state_at("ref_dtn", 0, field) != "blank"  # but not for status
    r.answer(f"ref_dtn.{field}", value)  # closed is not offered; it can be recorded
    r.answer("ref_nrm_agree", choice("no"), "answered")
    assert r.interview.view.value("ref_dtn", 0, field) == value


# -- repeats, cards, links ------------------------------------------------------------------------


def test_legs_are_added_struck_and_put_in_order(r: Recorder) -> None:
    first, second, third = (r.add("leg") for _ in range(3))
    assert r.interview.instances("leg") == (1, 2, 3)
    r.do("moved", repeat="leg", order=[3, 1, 2])
    assert r.interview.instances("leg") == (third, first, second)
    r.answer("leg_from/2", {"country": "FR"}, "answered")
    r.do("struck", repeat="leg", instance=2, reason="Told twice.")
    assert r.interview.instances("leg") == (3, 1)
    assert r.interview.entry(Address("leg_from", 2)) is None
    assert len(r.interview.history(Address("leg_from", 2))) == 1
    assert isinstance(r.tries_answer("leg_from/2", {"country": "BE"}, "answered"), no.NoSuchInstance)
    assert r.add("leg") == 4  # a number is never used again


@pytest.mark.parametrize(
    ("kind", "fields", "refusal"),
    [
        ("added", {"repeat": "leg", "instance": 1}, no.AlreadyThere),
        ("added", {"repeat": "leg", "instance": 3}, no.AlreadyThere),
        ("added", {"repeat": "rcr_open", "instance": 1}, no.NotRepeating),
        ("struck", {"repeat": "leg", "instance": 9, "reason": "r"}, no.NoSuchInstance),
        ("struck", {"repeat": "rcr_open", "instance": 1, "reason": "r"}, no.NoSuchInstance),
        ("moved", {"repeat": "leg", "order": [1, 1]}, no.WrongOrder),
        ("moved", {"repeat": "leg", "order": [1, 2]}, no.WrongOrder),
        ("moved", {"repeat": "rcr_open", "order": []}, no.NotRepeating),
    ],
)
def test_what_cannot_be_done_with_instances(
    r: Recorder, kind: str, fields: dict[str, Any], refusal: type
) -> None:
    r.add("leg")
    assert isinstance(r.tries(kind, **fields), refusal)


def test_only_a_text_that_there_is_counts_as_said(r: Recorder) -> None:
    assert isinstance(r.tries("text_said", text="opening_adult_99"), no.UnknownText)
    assert not r.interview.state.texts_said
    r.do("text_said", text="opening_adult_1")


def test_a_link_points_to_what_is_there(r: Recorder) -> None:
    person = r.add("card_person")
    r.answer("cls_left_with.with", f"person:{person}")
    r.do("struck", repeat="card_person", instance=person, reason="Made twice.")
    assert isinstance(r.tries_answer("cls_left_with.with", f"person:{person}"), no.BrokenLink)


def test_tags_and_differences_belong_to_words_that_are_there(r: Recorder) -> None:
    leg = r.add("leg")
    passage = {"at": "rcr_open", "start": 0, "end": 2}
    assert isinstance(r.tries("tagged", address=f"leg_from/{leg}", passage=passage), no.NothingToCorrect)
    r.answer("rcr_open", words(), "answered").do("tagged", address=f"leg_from/{leg}", passage=passage)
    assert isinstance(r.tries("tagged", address="rcr_open", passage={"at": "note:99"}), no.NothingToCorrect)
    r.do("noted", words=words())
    r.do("tagged", address="rcr_open", passage={"at": f"note:{r.interview.state.seq}"})
    assert isinstance(r.tries("differed", first="rcr_open", second="leg_from/9"), no.NoSuchInstance)


# -- sittings ------------------------------------------------------------------------------------


def test_sittings_begin_and_end(bank: Bank) -> None:
    r = Recorder(bank)
    for kind, fields in (
        ("sitting_ended", {"reason": "finished"}),
        ("break_started", {}),
        ("break_ended", {}),
        ("stopped", {"who": "person"}),
        ("distressed", {"closes": ["2"]}),
    ):
        assert isinstance(r.tries(kind, **fields), no.NotInSitting), kind
    r.sit()
    assert isinstance(r.tries("sitting_started", lead="S2"), no.SittingUnderWay)
    r.do("break_started").do("break_ended").do("sitting_ended", reason="time")
    log = [value for (item, _), value in r.interview.automatic().items() if item == "wel_session_log"]
    assert [line["event"]["choice"] for line in log] == ["start", "break", "resume", "end"]
    assert log[-1]["reason"] == choice("time")


def test_several_short_sittings_agreed_in_advance_count_as_one(bank: Bank) -> None:
    r = Recorder(bank)
    for n in range(3):
        r.sit(agreed_in_advance=n > 0).do("sitting_ended", reason="break_resumed")
    assert r.interview.view.fact("sittings") == 1
    r.sit()
    assert r.interview.view.fact("sittings") == 2
