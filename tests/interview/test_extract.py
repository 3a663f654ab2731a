"""What leaves a de-brief, for whom, and what never does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from debrief.bank import Bank
from debrief.interview import Address, Interview, read_event
from debrief.interview import refusals as no
from debrief.interview.extract import extract
from debrief.interview.record import Record, record_json
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult, child, choice, words
from tests.interview.test_laws import accepted, seeds
from tests.interview.wild import CANARY

SECRET = "Kestrel"
"""Stands only where it must not be found."""
OPEN = "Harbour"


def sent(r: Recorder | Interview, recipient: str = "central_repository", purpose: Any = "full") -> Record:
    interview = r.interview if isinstance(r, Recorder) else r
    return extract(interview, recipient=recipient, purpose=purpose)


def text_of(record: Record) -> str:
    return json.dumps(record_json(record), ensure_ascii=False)


def answered(record: Record, item: str) -> list[Any]:
    return [answer.value for answer in record.answers if answer.item == item]


def agree(r: Recorder, agency: str, mark: str) -> None:
    r.answer("con_sharing", {"marks": {agency: mark}}, "volunteered")


# -- the record ------------------------------------------------------------------------


@pytest.mark.parametrize("made", [adult, child])
def test_it_is_read_back_as_it_was_written(bank: Bank, made: Any) -> None:
    r = made(bank)
    r.answer("rcr_open", words(OPEN), "volunteered")
    record = sent(r)
    assert Record.model_validate(record_json(record)) == record
    assert Record.model_validate_json(json.dumps(record_json(record))) == record


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_any_record_can_be_sent_urgently_and_read_back(seed: int) -> None:
    interview, _ = accepted(seed)
    try:
        record = sent(interview, purpose="urgent")
    except no.SharingRefused:
        assert interview.route == "adult"
        return
    assert Record.model_validate(record_json(record)) == record
    for answer in record.answers:
        if answer.value is not None:
            spec = interview.bank.spec(answer.item, answer.field)
            assert spec is not None
            assert interview.bank.check_value(spec, answer.value, answer.item) == answer.value
    repeats = {answer.item: answer.instance for answer in record.answers if answer.instance}
    for item in repeats:
        repeat = interview.bank.repeat_of(item) or ""
        told = {a.instance for a in record.answers if a.item == item}
        assert told <= set(record.repeats.get(repeat, ())), item


def test_unmet_safeguards_stand_on_its_face(bank: Bank) -> None:
    blank = Recorder(bank)
    blank.answer("risk_open", words("Him."), "volunteered")
    record = sent(blank, purpose="urgent")
    assert {"B-01", "B-03", "B-06", "B-09", "S-01.sharing"} <= {gate.check for gate in record.unmet}
    assert [gate.check for gate in sent(child(bank)).unmet] == []


def test_an_override_stands_on_its_face_with_who_and_whether_signed(bank: Bank) -> None:
    r = child(bank)
    r.do("overridden", check="B-04", lead="L1", role="Manager", reason="Agreed.")
    (override,) = sent(r).overrides
    assert (override.check, override.lead, override.signed) == ("B-04", "L1", False)


def test_training_is_marked(bank: Bank) -> None:
    assert sent(Recorder(bank, training=True)).training
    assert not sent(Recorder(bank)).training


def test_status_says_open_signed_or_withdrawn(bank: Bank) -> None:
    r = adult(bank)
    assert sent(r).status == "open"
    r.do("signed_off", role="interviewer", name="S1")
    assert sent(r).status == "signed"
    r.do("withdrew", reason="Asked.")
    assert sent(r).status == "withdrawn"


def test_history_goes_to_the_central_repository_alone(bank: Bank) -> None:
    r = adult(bank)
    r.answer("rcr_open", words("first"), "answered").answer("rcr_open", words("second"), "answered")
    record = sent(r)
    assert record.history is not None
    assert len([e for e in record.history.events if e.get("address") == "rcr_open"]) == 2
    (answer,) = [a for a in record.answers if a.item == "rcr_open"]
    assert (answer.state, answer.corrects) == ("corrected", 1)
    for recipient, purpose in (("police", "extract"), ("central_repository", "protection"), ("police", "full")):
        assert sent(r, recipient, purpose).history is None


def test_a_closed_answer_leaves_the_record_and_stays_in_the_history(bank: Bank) -> None:
    r = adult(bank)
    debt = f"debt_detail/{r.add('debt_detail')}.words"
    r.answer("debt_open.answer", "yes", "answered").answer(debt, words(OPEN), "answered")
    assert answered(sent(r), "debt_detail")
    r.answer("debt_open.answer", "no", "answered")
    record = sent(r)
    assert not answered(record, "debt_detail")
    assert record.history is not None
    assert "debt_detail" in [closed.item for closed in record.history.closed]
    assert OPEN in json.dumps(record.history.model_dump(mode="json"))
    r.answer("debt_open.answer", "yes", "answered")
    assert answered(sent(r), "debt_detail") == [words(OPEN)]


def test_a_struck_instance_leaves_the_record(bank: Bank) -> None:
    r = adult(bank)
    leg = r.add("leg")
    r.answer(f"leg_from/{leg}", {"words": OPEN}, "answered")
    r.do("struck", repeat="leg", instance=leg, reason="Made twice.")
    record = sent(r)
    assert not answered(record, "leg_from")
    assert "leg" not in record.repeats


# -- S4 ------------------------------------------------------------------------------------

S4 = [item.id for item in real_bank().items.values() if item.sensitivity == "S4"]


def every_s4(r: Recorder) -> None:
    """Something in every S4 item, by every kind of event that can hold words."""
    for name in S4:
        spec = r.bank.answer_of(name)
        address = name
        for field, each in (spec.fields or {"": spec}).items():
            value: Any = {"verbatim_text": words(SECRET), "note": SECRET, "short_text": SECRET,
                          "place": {"words": SECRET}, "contact": {"name": SECRET},
                          "phone": SECRET}.get(each.type)  # fmt: skip
            if value is not None:
                address = f"{name}.{field}" if field else name
                r.do("drafted", address=address, draft=SECRET)
                r.answer(address, value, "volunteered", note=SECRET, provenance={"before": SECRET})
                r.do("layered", address=address, layer="english", text=SECRET, translator="T1")
                r.do("queried", address=address, text=SECRET)
        r.do("prompted", address=address, asked={"words": SECRET})
        if r.interview.entry(Address.parse(address)) is not None:
            r.do("tagged", address="rcr_open", passage={"at": address, "start": 0, "end": 3})
            r.do("differed", first=address, second=address, note=SECRET)


@pytest.mark.parametrize("made", [adult, child])
def test_restricted_words_go_in_a_protection_extract_only(bank: Bank, made: Any) -> None:
    assert len(S4) == 7
    r = made(bank)
    r.answer("rcr_open", words(OPEN), "volunteered")
    every_s4(r)
    for purpose in ("full", "urgent", "supplement", "extract", "handover"):
        for recipient in ("central_repository", "la_children", "police"):
            record = sent(r, recipient, purpose)
            assert SECRET not in text_of(record), (purpose, recipient)
            assert not {a.item for a in record.answers} & set(S4)
            assert record.withheld["restricted"] >= 7
            assert OPEN in text_of(record)
    protection = text_of(sent(r, "la_children", "protection"))
    assert SECRET in protection


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_no_restricted_field_is_in_any_bundle_that_is_not_a_protection_extract(seed: int) -> None:
    interview, _ = accepted(seed)
    for purpose in ("full", "urgent", "supplement", "extract", "handover"):
        try:
            record = sent(interview, purpose=purpose)
        except no.SharingRefused:
            continue
        assert not [a.item for a in record.answers if a.sensitivity == "S4"]
        assert not [tag for tag in record.tags if tag.address.split("/")[0].split(".")[0] in S4]
        for event in record.history.events if record.history else ():
            places = [event.get(key) for key in ("address", "first", "second")]
            places.append(event["passage"]["at"] if event["kind"] == "tagged" else None)
            assert not {str(place).split("/")[0].split(".")[0] for place in places if place} & set(S4)


# -- wishes -----------------------------------------------------------------------------------


def test_no_is_no_for_an_adult_until_somebody_answers_for_it(bank: Bank) -> None:
    r = adult(bank)
    agree(r, "police", "no")
    with pytest.raises(no.SharingRefused):
        sent(r, "police", "extract")
    sent(r)  # another recipient is another wish
    r.do("sharing_overridden", agency="police", decided_by="L1", reason="A life.", basis="Vital interests.")
    assert sent(r, "police", "extract").recipient == "police"


def test_the_wish_at_the_close_is_the_one_that_counts(bank: Bank) -> None:
    r = adult(bank)
    agree(r, "police", "yes")
    r.answer("cls_sharing_again.sharing", {"marks": {"police": "no"}}, "answered")
    with pytest.raises(no.SharingRefused):
        sent(r, "police", "extract")


def test_a_child_is_protected_whatever_was_ticked(bank: Bank) -> None:
    r = child(bank)
    agree(r, "la_children", "no")
    assert sent(r, "la_children", "extract").route == "child"


def test_restricted_to_some_goes_to_those_alone(bank: Bank) -> None:
    r = adult(bank)
    r.answer("rcr_open", words(SECRET), "answered", restricted_to=["health"])
    assert SECRET in text_of(sent(r, "health", "extract"))
    for recipient in ("police", "central_repository"):
        record = sent(r, recipient)
        assert SECRET not in text_of(record)
        assert record.withheld["not_shared_by_wish"] == 1


def test_restricted_to_nobody_stays_here(bank: Bank) -> None:
    r = adult(bank)
    r.answer("rcr_open", words(SECRET), "restricted", reason="Asked for it.")
    for recipient in ("central_repository", "police", "health"):
        assert SECRET not in text_of(sent(r, recipient))


def test_a_wish_covers_what_was_said_before_it(bank: Bank) -> None:
    """The same words, said first and restricted afterwards, do not travel in the history."""
    r = adult(bank)
    r.do("drafted", address="rcr_open", draft=SECRET)
    r.answer("rcr_open", words(SECRET), "answered")
    r.answer("rcr_open", words(SECRET), "restricted", reason="Asked for it.", restricted_to=["health"])
    assert SECRET not in text_of(sent(r))


def test_what_was_taken_back_does_not_travel(bank: Bank) -> None:
    r = adult(bank)
    r.do("drafted", address="rcr_open", draft=SECRET)
    r.answer("rcr_open", words(SECRET), "answered")
    r.do("layered", address="rcr_open", layer="english", text=SECRET, translator="T1")
    r.do("withdrew", address="rcr_open", reason="Asked.")
    record = sent(r)
    assert SECRET not in text_of(record)
    (answer,) = [a for a in record.answers if a.item == "rcr_open"]
    assert (answer.state, answer.reason, answer.layers) == ("withdrawn", "Asked.", ())


def test_a_record_taken_back_travels_without_a_word(bank: Bank) -> None:
    r = adult(bank)
    r.answer("rcr_open", words(SECRET), "answered")
    r.do("noted", words=words(SECRET))
    r.do("withdrew", reason="Asked.")
    record = sent(r)
    assert SECRET not in text_of(record)
    assert (record.status, record.answers, record.notes, record.tags) == ("withdrawn", (), (), ())


def test_layers_belong_to_the_words_they_were_made_for(bank: Bank) -> None:
    r = adult(bank)
    r.answer("rcr_open", words("first"), "answered")
    r.do("layered", address="rcr_open", layer="english", text="of the first", translator="T1")
    (layer,) = next(a.layers for a in sent(r).answers if a.item == "rcr_open")
    assert (layer.layer, layer.text, layer.translator) == ("english", "of the first", "T1")
    assert layer.at == r.interview.state.events[-1].at
    r.answer("rcr_open", words("second"), "answered")
    assert "of the first" not in str(sent(r).answers)


def nameless(bank: Bank) -> Recorder:
    r = adult(bank)
    agree(r, "police", "without_name")
    r.answer("per_called", {"script": SECRET}, "answered")
    r.answer("per_dob_stated", {"edtf": "1980-02-03"}, "answered")
    r.answer("rcr_open", words(SECRET), "answered", note=SECRET, provenance={"before": SECRET})
    r.do("noted", words=words(SECRET))
    return r


def test_only_without_my_name(bank: Bank) -> None:
    r = nameless(bank)
    phone = r.add("card_phone")
    r.answer(f"card_phone/{phone}.c_value", SECRET, "reported")
    leg = r.add("leg")
    r.answer(f"leg_from/{leg}", {"words": SECRET, "country": "VN"}, "answered")
    r.answer(f"leg_to/{leg}", {"words": SECRET}, "answered")
    r.do(
        "settled", items=["rcr_contact_how"], agency="police", dated="2010", form="statement", reference=SECRET
    )
    record = sent(r, "police", "extract")
    assert SECRET not in text_of(record)
    assert "1980" not in text_of(record)
    assert answered(record, "leg_from") == [{"country": "VN"}]
    assert {"names", "birth_date", "references", "free_text"} <= set(record.withheld)
    assert SECRET in text_of(sent(r))


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_without_a_name_no_word_goes_out_and_every_value_keeps_its_form(seed: int) -> None:
    bank = real_bank()
    r = adult(bank)
    interview = Interview(bank, r.events)
    for event in accepted(seed)[1]:
        if event.kind != "opened":  # type: ignore[attr-defined]
            interview.apply(event.model_copy(update={"at": "2011-07-20T00:00:00+01:00"}))
    if interview.state.withdrawn or interview.signed:
        return
    at = "2012-01-01T00:00:00+00:00"
    for address in ("con_sharing", "cls_sharing_again.sharing"):
        marks = {
            "kind": "answered",
            "address": address,
            "state": "observed",
            "value": {"marks": {"police": "without_name"}},
        }
        assert interview.apply(read_event({**marks, "at": at, "by": "S1"})) is None
    interview.state.sharing_overridden.discard("police")
    if interview.view.held_value("con_sharing", 0, None) is None:
        return
    record = sent(interview, "police", "extract")
    assert CANARY not in json.dumps(record_json(record)["answers"])
    for answer in record.answers:
        if answer.value is not None:
            spec = bank.spec(answer.item, answer.field)
            assert spec is not None
            assert bank.check_value(spec, answer.value, answer.item) == answer.value


def test_a_protected_source_does_not_travel(bank: Bank) -> None:
    r = adult(bank)
    person = r.add("card_person")
    r.do("drafted", address=f"card_person/{person}.p_did", draft=SECRET)
    r.answer(f"card_person/{person}.p_names", {"roman": SECRET}, "reported")
    r.answer(f"card_person/{person}.p_protect_source", "yes")
    record = sent(r)
    assert SECRET not in text_of(record)
    assert record.withheld["protected_source"] == 2
    assert SECRET in text_of(sent(r, "la_adults", "protection"))
    r.do("struck", repeat="card_person", instance=person, reason="A mistake.")
    assert SECRET not in text_of(sent(r))


def test_nothing_of_the_lists_of_open_items_stops_an_export(bank: Bank) -> None:
    r = adult(bank)
    for _ in range(60):
        leg = r.add("leg")
        for item in bank.items_in_repeat("leg")[:9]:
            r.answer(f"{item}/{leg}", None, "unknown")
    assert sent(r).answers
    r.do("sitting_ended", reason="whatever")  # not a code of the list
    assert sent(r).sittings[0].end_reason == "whatever"


def test_a_wholly_made_up_fact_says_so(bank: Bank) -> None:
    r = adult(bank)
    r.answer("set_lead_agency", choice("police"), provenance={"made_up": True})
    (answer,) = [a for a in sent(r).answers if a.item == "set_lead_agency"]
    assert answer.provenance.made_up
