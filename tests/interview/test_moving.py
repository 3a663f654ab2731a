"""Going on with another version of the questionnaire: what is told and carried; nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from debrief.bank import Bank
from debrief.errors import Refusal
from debrief.interview import Address, Event, Interview, cues, path, read_event, suggest
from debrief.interview.extract import extract
from debrief.interview.record import Record, record_json
from debrief.interview.refusals import BankSame, BankUnknown, Closed, EditionUnknown, NotAnEvent
from tests.bank.real import real_bank
from tests.bank.versions import fewer, reshaped, reworded, version, without

from .recording import Recorder, choice, words
from .test_laws import accepted, same, seeds
from .wild import CANARY, Wild

FIRST = real_bank()
GONE = (
    "per_community",
    "per_family",
    "per_address_now",
    "leg_work",
    "exp_under18",
    "ctl_threats",
    "cls_opinion",
)
OTHER_FORM = ("per_birthplace", "per_full_name", "leg_from", "exp_kind", "rcr_when", "cls_sign")
SECOND = version(
    FIRST,
    2,
    *map(without, GONE),
    *map(reshaped, OTHER_FORM),
    fewer("GENDER", "another"),
    reworded("rcr_open", "What came first?"),
)
THIRD = version(FIRST, 3)
"""The first again: everything fits once more."""
BANKS = {bank.digest: bank for bank in (FIRST, SECOND, THIRD)}


def to(interview: Interview, bank: Bank, **changes: Any) -> Event:
    """The event that moves an interview on."""
    at = datetime.fromisoformat(interview.state.events[-1].at) + timedelta(minutes=1)
    return read_event(
        {
            "kind": "bank_moved", "at": at.isoformat(), "by": "S1", "bank": bank.id,
            "bank_version": bank.version, "bank_digest": bank.digest, "from_digest": interview.bank.digest,
            "report": list(interview.changes_to(bank).lines()), **changes,
        }
    )  # fmt: skip


def begun() -> Recorder:
    made = Recorder(FIRST)
    made.interview.banks = BANKS.get
    return made


def move(made: Recorder, bank: Bank) -> Refusal | None:
    event = to(made.interview, bank)
    refused = made.interview.apply(event)
    if refused is None:
        made.events.append(event)
        made.minute += 1
    return refused


def sent(interview: Interview) -> Record:
    return extract(interview, purpose="urgent")


def test_the_report_says_what_changed_and_never_what_was_said() -> None:
    made = begun().answer("per_birthplace", {"words": CANARY, "country": "VN"}, "volunteered")
    made.answer("per_community", words(CANARY), "volunteered").answer("per_marital", choice("single"))
    lines = made.interview.changes_to(SECOND).lines()
    assert {f"removed {name}" for name in GONE} <= set(lines)
    assert {f"changed {name}" for name in OTHER_FORM} <= set(lines)
    assert "reworded rcr_open" in lines
    assert "beside list.GENDER" in lines
    assert [line for line in lines if line.startswith("kept_apart")] == [
        "kept_apart per_birthplace", "kept_apart per_community",
    ]  # fmt: skip
    assert not [line for line in lines if CANARY in line or line.startswith(("added", "returned"))]
    assert made.interview.changes_to(THIRD).lines() == ()


def test_what_does_not_fit_is_kept_and_shown_and_not_asked_again() -> None:
    made = begun().sit().answer("per_birthplace", {"words": CANARY}, "volunteered")
    made.answer("per_community", words(CANARY), "volunteered").answer("per_marital", choice("single"))
    assert move(made, SECOND) is None
    interview = made.interview
    aside = {Address("per_birthplace"), Address("per_community")}
    assert interview.state.kept_apart == aside
    assert interview.value(Address("per_marital")) == choice("single")
    assert interview.history(Address("per_birthplace"))[0].value == {"words": CANARY}
    assert "kept_apart" in [each.reason for each in interview.why_not("per_birthplace")]

    record = sent(interview)
    assert not aside & {Address(each.item, each.instance, each.field) for each in record.answers}
    assert record.bank.digest == SECOND.digest
    assert record.history is not None
    assert {(each.item, each.instance) for each in record.history.closed} >= {
        (each.item, each.instance) for each in aside
    }
    assert str(record_json(record)["history"]["events"]).count(CANARY) == 2

    made.bank = SECOND
    made.answer("per_birthplace", "written down anew", "volunteered")
    assert interview.state.kept_apart == {Address("per_community")}
    assert [each.value for each in interview.history(Address("per_birthplace"))] == [
        {"words": CANARY}, "written down anew",
    ]  # fmt: skip


def test_what_was_kept_apart_can_be_taken_back_and_then_goes_nowhere() -> None:
    made = begun().sit().answer("per_community", words(CANARY), "volunteered")
    assert move(made, SECOND) is None
    assert CANARY in str(record_json(sent(made.interview)))
    made.do("withdrew", address="per_community", reason="a wish")
    assert CANARY not in str(record_json(sent(made.interview)))


def test_what_was_restricted_stays_restricted_where_its_item_is_gone() -> None:
    """per_address_now is S4, and the new version does not know it: it goes to nobody all the same."""
    made = begun().sit().answer("per_address_now", {"words": CANARY}, "volunteered")
    made.answer("per_community", words(CANARY), "volunteered", restricted_to=["police"])
    assert CANARY not in str(record_json(sent(made.interview)))
    assert move(made, SECOND) is None
    assert CANARY not in str(record_json(sent(made.interview)))


def test_instances_tags_and_strikes_of_what_is_gone() -> None:
    made = begun().sit()
    made.add("per_family")
    made.add("per_family")
    made.do("struck", repeat="per_family", instance=2, reason="twice")
    made.do("noted", words=words("a note"))
    made.do(
        "tagged",
        passage={"at": f"note:{made.interview.state.seq}", "start": 0, "end": 3},
        address="per_community",
    )
    made.do("settled", items=["per_community"], agency="police", dated="2011-07", form="hand_over")
    made.do("prompted", address="per_community", asked={"words": "And your people?", "form": "cue"})
    made.do("drafted", address="per_community", draft={"text": "half"})
    assert move(made, SECOND) is None
    record = sent(made.interview)
    assert "per_family" not in record.repeats
    assert made.interview.automatic()
    assert "per_community" not in {
        place.item for place in (*path(made.interview.view), *cues(made.interview.view))
    }
    assert suggest(made.interview.view)


def test_a_move_that_may_not_be() -> None:
    made = begun()
    assert isinstance(move(made, FIRST), BankSame)
    nowhere = version(FIRST, 9)
    assert isinstance(move(made, nowhere), BankUnknown)
    BANKS[nowhere.digest] = nowhere
    try:
        assert move(made, nowhere) is None
    finally:
        del BANKS[nowhere.digest]
    other = version(FIRST, 4, lambda files: files.pop("editions/uk-2011.yaml"))
    made.interview.banks = {other.digest: other}.get
    assert isinstance(made.interview.would_refuse(to(made.interview, other)), EditionUnknown)
    assert made.interview.bank is nowhere


def test_a_signed_record_is_not_moved() -> None:
    from .recording import adult

    made = adult(FIRST)
    made.interview.banks = BANKS.get
    made.do("signed_off", role="interviewer", name="S1") if not made.interview.signed else None
    assert isinstance(made.interview.would_refuse(to(made.interview, SECOND)), Closed)


def played_on(interview: Interview, seed: int, length: int) -> None:
    """More of anything, on the questionnaire the interview is on now."""
    wild = Wild(interview.bank, seed)
    last = datetime.fromisoformat(interview.state.events[-1].at)
    wild.minute = int((last - datetime.fromisoformat("2011-07-19T00:00:00+01:00")).total_seconds() // 60) + 5
    wild.checks = [check.id for check in interview.bank.checks()]
    for _ in range(length):
        try:
            interview.apply(read_event(wild.event(interview)))
        except NotAnEvent:
            continue


@given(seeds)
@settings(max_examples=25, deadline=None)
def test_moving_loses_nothing_and_moved_and_replayed_is_the_same(seed: int) -> None:
    _, events = accepted(seed)
    interview = Interview(FIRST, events, BANKS.get)
    if interview.state.withdrawn or interview.signed:
        return
    before = {address: list(entries) for address, entries in interview.state.entries.items()}
    seen = interview.state.childhood_seen

    event = to(interview, SECOND)
    assert interview.apply(event) is None
    assert CANARY not in str(event)
    assert interview.state.entries == before
    assert interview.state.childhood_seen >= seen
    for address, entries in before.items():
        gone = address in interview.state.kept_apart
        struck = (FIRST.repeat_of(address.item), address.instance) in interview.state.struck
        assert gone or struck or interview.entry(address) == entries[-1]
    record = sent(interview) if not interview.state.withdrawn else None
    for answer in record.answers if record else ():
        spec = SECOND.spec(answer.item, answer.field)
        assert spec is not None
        if answer.value is not None:
            assert SECOND.check_value(spec, answer.value, answer.item) == answer.value
    same(interview, Interview(FIRST, interview.state.events, BANKS.get))

    suggest(interview.view)
    assert interview.coverage()
    played_on(interview, seed + 1, 20)
    same(interview, Interview(FIRST, interview.state.events, BANKS.get))
    again = to(interview, THIRD)
    kept = {a: list(entries) for a, entries in interview.state.entries.items()}
    if interview.apply(again) is None:
        assert interview.state.entries == kept
        assert not {a for a in interview.state.kept_apart if kept[a] == before.get(a)}, "it fits again"
        same(interview, Interview(FIRST, interview.state.events, BANKS.get))


@pytest.mark.parametrize("bank", [SECOND, THIRD])
def test_the_versions_under_test_load(bank: Bank) -> None:
    assert bank.id == FIRST.id
