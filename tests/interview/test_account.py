"""The account as it is told: drafts, versions, passages that belong to items, and who gets which of it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank import Bank
from debrief.interview import (
    Address,
    Interview,
    Place,
    account_words,
    is_told,
    linked,
    note_of,
    sentences,
    step_at,
    still_missing,
    suggest,
    versions,
    words,
)
from debrief.interview import refusals as no
from debrief.interview.account import follow, splice, spliced
from debrief.interview.extract import extract
from debrief.interview.notes_out import BLACK, blacked
from tests.interview.recording import Recorder, adult, adult_before_account, child_before_account, choice

TOLD = "My aunt took me to Benin City. I live at 4 Elm Road now. We flew in June."
ROAD = "I live at 4 Elm Road now."
texts = st.text(alphabet="ab .\n\u0301đ。", max_size=40)


def account(r: Recorder, text: str = TOLD, number: int = 1) -> str:
    """An account, said; what its passages are named by."""
    r.do("noted", words={"original": text}, account=number)
    return f"note:{r.interview.state.seq}"


def tag(r: Recorder, at: str, words_: str, address: str, text: str = TOLD, **fields: Any) -> Recorder:
    start = text.index(words_)
    passage = {"at": at, "start": start, "end": start + len(words_)}
    return r.do("tagged", passage=passage, address=address, **fields)


# -- drafts ---------------------------------------------------------------------------------


@given(texts, texts)
def test_one_change_makes_the_later_text_of_the_earlier(before: str, after: str) -> None:
    change = splice(before, after)
    assert spliced(before, change) == after
    assert change.removed <= len(before)
    assert len(change.added) <= len(after)
    assert (before == after) == (not change.removed and not change.added)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="abc é\n", max_size=12), min_size=1, max_size=6))
def test_drafts_are_small_and_give_the_whole_text(typed: list[str]) -> None:
    r = Recorder(_bank()).sit()
    for text in typed:
        change = splice(account_words(r.interview.state, 1), text)
        r.do("account_drafted", account=1, **change._asdict())
        assert account_words(Interview(r.bank, r.events).state, 1) == text


def _bank() -> Bank:
    from tests.bank.real import real_bank

    return real_bank()


def test_said_takes_the_place_of_what_was_typed_and_every_version_stays(bank: Bank) -> None:
    r = Recorder(bank).sit()
    r.do("account_drafted", account=1, start=0, removed=0, added="My aun")
    assert account_words(r.interview.state, 1) == "My aun"
    first = account(r)
    assert not r.interview.state.account_drafts
    account(r, TOLD + " Then by lorry.")
    assert account_words(r.interview.state, 1) == TOLD + " Then by lorry."
    assert [seq for seq, _ in versions(r.interview.state)[1]] == [
        note_of(first),
        r.interview.state.seq,
    ]


def test_an_account_is_not_changed_beyond_its_end(bank: Bank) -> None:
    r = Recorder(bank).sit()
    at = account(r)
    for fields in ({"account": 1, "start": len(TOLD), "removed": 1}, {"account": 3, "start": 0, "removed": 0}):
        assert isinstance(r.tries("account_drafted", added="x", **fields), no.NotInTheAccount)
    assert isinstance(r.tries("noted", words={"original": "x"}, account=3), no.NotInTheAccount)
    mark = {"offset": len(TOLD) + 1, "at": r.at()}
    late = r.tries("noted", words={"original": TOLD}, account=1, marks=[mark])
    assert isinstance(late, no.NotInTheAccount)
    for start, end in ((0, len(TOLD) + 1), (9, 4)):
        passage = {"at": at, "start": start, "end": end}
        assert isinstance(r.tries("tagged", passage=passage, address="rcr_open"), no.NotInTheAccount)
    passage = {"at": at, "start": 0, "end": 4}
    assert isinstance(r.tries("tagged", passage=passage, address="leg/1"), no.NoSuchInstance)
    assert isinstance(r.tries("tagged", passage=passage, address="rcr_open", undone=True), no.NothingToCorrect)


# -- passages --------------------------------------------------------------------------------


@given(texts)
def test_steps_hold_every_letter_once_and_in_order(text: str) -> None:
    for steps in (sentences(text), words(text)):
        assert all(start < end for start, end in steps)
        assert all(one[1] <= other[0] for one, other in pairwise(steps))
        assert "".join("".join(text[a:b] for a, b in steps).split()) == "".join(text.split())
        assert all(step_at(steps, start) == n for n, (start, _) in enumerate(steps))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It cost 3.5 a day. “Go!” he said. Then …", 4),
        ("Tôi đi xe tải. Rồi đi bộ", 2),
        ("سافرنا ليلا. إلى أين؟ لا أعرف", 3),
        ("他带我走。我不知道去哪里？", 2),
        ("በሌሊት ሄድን። አላውቅም።", 2),
        ("one\ntwo\n\nthree", 3),
        ("", 0),
    ],
)
def test_sentences_in_the_scripts_of_the_screen(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_words_without_spaces_are_walked_letter_by_letter() -> None:
    assert len(words("他带我走")) == 4
    assert len(words("ไปที่")) == 3, "a vowel sign or a tone goes with its letter"
    assert len(words("the tall man")) == 3


@given(texts, texts, st.integers(0, 40), st.integers(0, 40))
def test_a_passage_follows_its_own_words_or_is_lost(before: str, after: str, start: int, length: int) -> None:
    span = (min(start, len(before)), min(start + length, len(before)))
    moved = follow(span, before, after)
    if moved is not None:
        assert after[slice(*moved)] == before[slice(*span)]


def test_a_tag_stays_with_the_words_it_was_given_to(bank: Bank) -> None:
    r = Recorder(bank).sit()
    at = account(r)
    tag(r, at, ROAD, "per_address_now")
    tag(r, at, "We flew in June.", "rcr_open")
    later = "First of all: " + TOLD.replace("June", "July")
    newest = account(r, later)
    road, flew = linked(r.interview.state)
    assert road.at == flew.at == newest
    assert later[slice(*(road.span or (0, 0)))] == ROAD
    assert flew.span is None, "these words were changed since"
    assert flew.tag.passage.at == at, "the link is to the words that were tagged"


def test_a_tag_given_by_mistake_is_taken_back(bank: Bank) -> None:
    r = adult_before_account(bank)
    at = account(r)
    tag(r, at, "We flew in June.", "rcr_open")
    assert is_told(r.interview.view, "rcr_open")
    tag(r, at, "We flew in June.", "rcr_open", undone=True)
    assert not is_told(r.interview.view, "rcr_open")
    assert not r.interview.state.tags


def test_an_answer_filed_by_mistake_goes_with_its_tag_and_stays_in_the_history(bank: Bank) -> None:
    r = adult_before_account(bank)
    at = account(r)
    start = TOLD.index("We flew in June.")
    passage = {"at": at, "start": start, "end": len(TOLD)}
    provenance = {"speaker": "person", "passages": [passage]}
    for words_ in ("We flew in June.", "In June, by plane."):
        value = {"original": words_}
        r.do("answered", address="rcr_oath", state="volunteered", value=value, provenance=provenance)
        tag(r, at, "We flew in June.", "rcr_oath")
        tag(r, at, "We flew in June.", "rcr_oath", undone=True)
        by_hand = words_ != "We flew in June."
        assert (r.interview.value(Address("rcr_oath")) == value) == by_hand
        assert (r.interview.status(Address("rcr_oath")) == "blank") != by_hand
    assert [e.kind for e in r.interview.state.events[-6:]] == ["answered", "tagged", "tagged"] * 2


# -- what need not be asked --------------------------------------------------------------------


@pytest.mark.parametrize("made", [adult_before_account, child_before_account])
def test_what_the_account_holds_is_not_asked_again(bank: Bank, made: Any) -> None:
    r = made(bank)
    at = account(r)
    while few := still_missing(r.interview.view):
        assert len(few) <= 3
        forms = [bank.items[each.item].form == "O" for each in few]
        assert forms == sorted(forms, reverse=True), "open questions come first"
        first = few[0]
        assert r.interview.offered(first.item, first.instance)
        assert first.agencies, "it says for whom"
        if first.item in bank.emergency:
            spec = bank.answer_of(first.item)
            whole = f"{first.item}.{next(iter(spec.fields))}" if spec.fields else first.item
            tag(r, at, "We flew", whole)
            assert not is_told(r.interview.view, first.item), "what keeps a person safe is asked all the same"
            r.answer(first.item, None, "declined")
            continue
        address = first.item
        if repeat := bank.repeat_of(first.item):
            if first.instance not in r.interview.instances(repeat):
                r.add(repeat)
            address = f"{first.item}/{first.instance}"
        tag(r, at, "We flew", address)
        place = Place(first.item, first.instance)
        assert place not in {(s.item, s.instance) for s in suggest(r.interview.view) if hasattr(s, "item")}
    assert any(each.address for each in r.interview.state.tags)


def test_nothing_is_missing_while_nobody_may_ask(bank: Bank) -> None:
    r = adult_before_account(bank)
    assert still_missing(r.interview.view)
    r.do("break_started")
    assert not still_missing(r.interview.view)
    r.do("break_ended").do("stopped", who="person")
    assert not still_missing(r.interview.view)


def test_what_is_partly_told_may_be_asked_and_a_tag_is_accounted_for(bank: Bank) -> None:
    r = adult_before_account(bank)
    at = account(r)
    before = {c.agency: c for c in r.interview.coverage()}["POL"]
    assert "rcr_when" in before.lacking
    tag(r, at, "We flew in June.", "rcr_when")
    after = {c.agency: c for c in r.interview.coverage()}["POL"]
    assert "rcr_when" in after.accounted
    r.answer("rcr_when", {"words": "June"}, "partial")
    assert not is_told(r.interview.view, "rcr_when"), "an answer says more than a tag"


# -- who gets it -------------------------------------------------------------------------------


def test_only_the_passage_that_is_restricted_is_blacked_out(bank: Bank) -> None:
    r = adult(bank)
    r.do("account_drafted", account=1, start=0, removed=0, added=ROAD)
    at = account(r)
    tag(r, at, ROAD, "per_address_now")
    tag(r, at, "We flew in June.", "rcr_when")
    account(r, "So. " + TOLD)
    record = extract(r.interview, purpose="full")
    assert ROAD not in str(record)
    assert "Elm" not in str(record), "nor in a draft, nor in an earlier version"
    (note,) = record.notes
    assert note.account == 1
    said = note.words.original or ""
    assert len(said) == len("So. " + TOLD)
    assert said.endswith("We flew in June.")
    assert said.count(BLACK) == len(ROAD)
    assert record.withheld["restricted"] >= 1
    (link,) = record.tags
    assert said[link.passage.start : link.passage.end] == "We flew in June."
    assert f"note:{note.seq}" == link.passage.at
    protection = extract(r.interview, recipient="la_children", purpose="protection")
    (note,) = protection.notes
    assert (note.words.original or "").replace(BLACK, "") == ROAD


def test_where_the_restricted_words_were_changed_the_whole_account_stays(bank: Bank) -> None:
    r = adult(bank)
    tag(r, account(r), ROAD, "per_address_now")
    account(r, TOLD.replace("4 Elm", "5 Elm"))
    record = extract(r.interview, purpose="full")
    assert not record.notes
    assert "Elm" not in str(record)


def test_a_kept_wish_and_a_protected_source_are_blacked_out_too(bank: Bank) -> None:
    r = adult(bank)
    at = account(r)
    r.answer("rcr_when", {"words": "June"}, "restricted", reason="Not this.")
    tag(r, at, "We flew in June.", "rcr_when")
    person = r.add("card_person")
    r.answer(f"card_person/{person}.p_protect_source", "yes")
    tag(r, at, "My aunt took me", f"card_person/{person}")
    said = extract(r.interview, purpose="full").notes[0].words.original or ""
    assert "June" not in said
    assert "aunt" not in said
    assert ROAD in said


def test_an_untagged_account_goes_to_the_central_repository_with_its_history(bank: Bank) -> None:
    r = adult(bank)
    r.do("account_drafted", account=1, start=0, removed=0, added="My aunt")
    account(r)
    record = extract(r.interview, purpose="full")
    assert record.history is not None
    assert {"noted", "account_drafted"} <= {event["kind"] for event in record.history.events}
    assert TOLD in str(record.notes)


def test_answers_point_at_the_words_that_go_and_a_hand_over_says_what_was_told(bank: Bank) -> None:
    r = adult(bank)
    at = account(r)
    start = TOLD.index("We flew")
    passage = {"at": at, "start": start, "end": len(TOLD)}
    r.answer("exit_how.when", {"words": "June"}, "volunteered", provenance={"passages": [passage]})
    tag(r, at, "We flew in June.", "rcr_when")
    account(r, "So. " + TOLD)
    record = extract(r.interview, purpose="full")
    (answer,) = [each for each in record.answers if (each.item, each.field) == ("exit_how", "when")]
    (link,) = answer.provenance.passages
    assert (link.at, link.start) == (f"note:{r.interview.state.seq}", start + 4)
    handed = extract(r.interview, recipient="police", purpose="handover")
    assert {told.item: told.state for told in handed.told}["rcr_when"] == "volunteered"


def test_black_keeps_length_and_lines() -> None:
    assert blacked("ab\ncd", [(1, 4)]) == f"a{BLACK}\n{BLACK}d"


def test_a_whole_part_of_the_journey_can_be_tagged(bank: Bank) -> None:
    r = adult(bank)
    leg = r.add("leg")
    tag(r, account(r), "We flew in June.", f"leg/{leg}")
    assert not is_told(r.interview.view, "leg_from", leg)
    assert [t.address for t in extract(r.interview, purpose="full").tags] == [f"leg/{leg}"]


def test_an_adult_claim_is_not_made_by_a_tag(bank: Bank) -> None:
    r = Recorder(bank).sit()
    r.answer("per_age_status", choice("child_stated"))
    tag(r, account(r), "My aunt", "per_age_status")
    assert r.interview.route == "child"
    assert r.interview.entry(Address("per_age_status")) is not None
