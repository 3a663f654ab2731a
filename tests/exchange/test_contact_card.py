"""A card that is safe to carry."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from debrief.bank import Bank
from debrief.exchange import CardBetrays, CardEmpty, as_html, as_text, card_sources, contact_card
from debrief.language import available, use
from debrief.language.betraying import betraying

IN_2011, TODAY = date(2011, 9, 1), date(2026, 3, 1)
BETRAYING = (
    "traffick", "victim", "police", "slave", "exploit", "interview", "debrief", "de-brief", "nrm", "ukhtc",
    "home office", "immigration", "child", "abuse", "crime", "agency", "professional",
)  # fmt: skip


@pytest.mark.parametrize("tag", ["en", "vi", "ar"])
@pytest.mark.parametrize(("edition", "day"), [("uk-2011", IN_2011), ("uk-current", TODAY)])
def test_nothing_on_it_says_what_it_is_about(bank: Bank, tag: str, edition: str, day: date) -> None:
    use(tag)
    card = contact_card(bank.edition(edition), day, "Sam 07700 900123")
    for made in (as_text(card), re.sub(r"<style>.*?</style>", "", as_html(card), flags=re.DOTALL)):
        assert not [word for word in BETRAYING if word in made.casefold()]
    assert card.marks == ()


def test_it_has_the_edition_s_number_under_a_neutral_name(bank: Bank) -> None:
    text = as_text(contact_card(bank.edition("uk-2011"), IN_2011, "Sam 07700 900123"))
    assert text == "Numbers to keep\n\nSam 07700 900123\nNSPCC: 0800 107 7057\n"


def test_outside_the_edition_s_dates_it_has_none_of_its_numbers(bank: Bank) -> None:
    edition = bank.edition("uk-2011")
    text = as_text(contact_card(edition, TODAY, "Sam 07700 900123"))
    assert re.findall(r"[\d ]{9,}", text) == [" 07700 900123"]
    (note,) = card_sources(edition, TODAY)
    assert "2011-07-19 to 2013-10-06" in note
    with pytest.raises(CardEmpty):
        contact_card(edition, TODAY)


def test_every_number_of_every_edition_has_its_source_and_date(bank: Bank) -> None:
    for edition in bank.editions.values():
        notes = card_sources(edition, edition.begins)
        assert len(notes) == len(edition.advice_lines)
        for line, note in zip(edition.advice_lines, notes, strict=True):
            assert line.phone in note
            assert line.source in note
            assert edition.begins.isoformat() in note


@pytest.mark.parametrize("contact", ["DC Lee, police 101", "Your solicitor", "Safe house 020", "NRM helpline"])
def test_a_contact_that_betrays_is_refused(bank: Bank, contact: str) -> None:
    with pytest.raises(CardBetrays) as refused:
        contact_card(bank.edition("uk-2011"), IN_2011, contact)
    assert contact not in str(refused.value)


ELSEWHERE = {
    "vi": "Chị Lan, CÔNG AN 113",
    "ar": "المحامي سامي",
    "pl": "Kasia, policja",
    "zh_Hans": "李律师 1",
    "ti": "ፖሊስ 1",
}
HARMLESS = (
    "Chị Lan 020",
    "خالتي سامية",
    "Kasia 1",
    "小李 1",
    "ሰላም 1",
    "Fátima, la vecina",
    "Fadumo 2",
    "Violeta Griffin, Brazil",
)


@pytest.mark.parametrize("tag", ELSEWHERE)
def test_a_contact_betrays_in_every_language(bank: Bank, tag: str) -> None:
    with pytest.raises(CardBetrays):
        contact_card(bank.edition("uk-2011"), IN_2011, ELSEWHERE[tag])
    assert betraying().keys() | {"en", "fa_AF"} == {each.tag for each in available()}
    for contact in HARMLESS:
        assert contact in as_text(contact_card(bank.edition("uk-2011"), IN_2011, contact))


def test_an_edition_without_lines_gives_a_card_of_the_contact_alone(bank: Bank) -> None:
    bare = replace(bank.edition("uk-current"), advice_lines=())
    assert "Sam" in as_text(contact_card(bare, TODAY, "Sam 1"))
    assert card_sources(bare, TODAY) == []
