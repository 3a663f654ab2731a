"""A code word of ours never stands in a refusal's sentence: its words do, in the reader's language."""

from __future__ import annotations

from typing import get_args

import pytest

from debrief import repository as ukhtc
from debrief.bank import Bank
from debrief.bundle.statement import Purpose
from debrief.errors import Refusal, catalogue
from debrief.language import say, say_error, speaking
from debrief.office import grading, missing, words
from debrief.office.refusals import HandlingForbids, NotForOthers, NotInThatState, VictimInside
from debrief.repository import disseminations, releases
from debrief.repository.refusals import NotAllowed
from debrief.repository.words import AGENCY_KINDS, BUNDLE_KINDS, RIGHTS
from tests.repository.world import bank as loaded


@pytest.fixture(scope="module")
def bank() -> Bank:
    return loaded()


@pytest.mark.parametrize(
    ("refusal", "code", "word"),
    [
        (NotInThatState(name="abc", state="superseded"), "superseded", "superseded"),
        (NotAllowed(name="ann", type="link"), "link", "decide on links"),
        (HandlingForbids(card="person:1", code="5x5x5 1", type="overseas_partner"), "overseas_partner",
         "partner overseas"),
        (NotForOthers(card="person:1", record="abc", reason="of_others"), "of_others",
         "it belongs to somebody who is no suspect"),
        (VictimInside(card="order_words", record="order"), "order_words", "The subject or the reason"),
    ],
)  # fmt: skip
def test_a_code_is_said_in_words_of_the_reader_s_language(refusal: Refusal, code: str, word: str) -> None:
    assert word in str(refusal)
    assert "_" not in str(refusal)
    with speaking("qps"):
        sentence = refusal.say(say_error)[0]
        assert say(word) in sentence
        assert code not in sentence


def test_a_word_is_said_as_it_is_elsewhere_in_the_same_language() -> None:
    """The state's own words are in the catalogue already: no refusal waits for a second translation."""
    with speaking("vi"):
        assert say("drafted") != "drafted"
        assert say("drafted") in NotInThatState(name="abc", state="drafted").say(say_error)[0]


def test_a_refusal_names_what_nobody_has_a_word_for_as_it_is() -> None:
    assert "“hat”" in str(NotAllowed(name="ann", type="hat"))


def test_every_code_that_can_stand_there_has_words(bank: Bank) -> None:
    assert set(words.STATES) == {*get_args(releases.State), *get_args(disseminations.State)}
    assert set(words.RELEASE_STATES) == {*get_args(releases.State)}
    assert set(words.SENDING_STATES) == {*get_args(disseminations.State)}
    assert set(RIGHTS) == {*ukhtc.RIGHTS, "officers"}
    assert set(BUNDLE_KINDS) == {*get_args(Purpose), "misnamed"}
    kinds = {*bank.lists["AGENCY"].choices} | grading.LAW_ENFORCEMENT | missing.ENTITLED
    assert set(AGENCY_KINDS) == kinds | {grading.OVERSEAS, grading.POST, "another"}


def test_words_are_only_of_facts_that_the_sentence_names() -> None:
    for each in catalogue():
        named = " ".join(each.template())
        assert all(f"{{{fact}}}" in named for fact in each.words), each.code
