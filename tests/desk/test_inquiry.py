"""Asked before: what leaves, who is found, and what comes back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from debrief.desk import DebriefFile, Desk
from debrief.desk.export import export
from debrief.desk.inquiry import ask_before, kinds_of_identifier
from debrief.desk.partners import partner
from debrief.desk.receiving import receive
from debrief.desk.refusals import KeptFromInquiry, NotAsked, NotFromCentral, NothingToAsk, ReceivedAlready
from debrief.errors import Refusal
from debrief.interview.inquiry import Answer, same_number
from debrief.interview.refusals import NotAnInquiry, SharingRefused
from debrief.repository import import_paths
from debrief.repository.answering import Answered, answer, read_inquiry
from debrief.repository.refusals import NoSuchMatch, NotInquired

from .conftest import Clock
from .neighbours import Neighbours, added, adult, child, did, told, words

SECRET = "Kestrel"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def number(file: DebriefFile, kind: str, value: str) -> None:
    each = added(file, "per_refs")
    told(file, f"per_refs/{each}.kind", {"choice": kind}, "observed")
    told(file, f"per_refs/{each}.number", value, "document")


def held(neighbours: Neighbours, stick: Path, file: DebriefFile, desk: Desk) -> None:
    """Sends a de-brief to the central repository."""
    path = export(desk, file, stick, "urgent").path
    with neighbours.repository() as repository:
        assert import_paths(repository, [path], now=neighbours.clock()).refused == 0


def charity_told(neighbours: Neighbours, stick: Path, **marks: str) -> DebriefFile:
    """An earlier account by a charity, at the central repository."""
    charity = neighbours.desk("charity")
    file = adult(charity, "CH-1", **(marks or {"police": "yes"}))
    number(file, "home_office", "A 1234/567")
    told(file, "ref_nrm.reference", "NRM-0099-11", "document")
    told(file, "rcr_open", words(SECRET))
    told(file, "trn_open", state="declined")
    told(file, "per_full_name", {"roman": SECRET})
    held(neighbours, stick, file, charity)
    return file


def asks(neighbours: Neighbours, stick: Path, *use: str) -> tuple[Desk, DebriefFile, Path]:
    police = neighbours.desk("met-police")
    file = child(police, "MP-5")
    number(file, "home_office", "a1234567")
    told(file, "per_full_name", {"roman": "Somebody"}, "volunteered")
    return police, file, ask_before(police, file, use or ["home_office"], stick).path


def answers(neighbours: Neighbours, path: Path, *chosen: str) -> Answered:
    with neighbours.repository() as repository:
        asked = read_inquiry(repository, path, now=neighbours.clock())
        return answer(repository, neighbours.bank, asked, user="ann", now=neighbours.clock(), chosen=chosen)


def test_there_and_back(neighbours: Neighbours, stick: Path) -> None:
    charity_told(neighbours, stick)
    police, _, path = asks(neighbours, stick)

    made = answers(neighbours, path)
    assert made.accounts == 1
    taken = receive(police, made.sealed.write(stick))

    assert (taken.reference, taken.purpose, taken.agency) == ("MP-5", "answer", "ukhtc")
    state = police.find("MP-5").interview.state
    assert {item: s.states[item] for item, s in state.settled.items()} == {
        "rcr_open": "answered", "trn_open": "declined", "per_full_name": "answered",
    }  # fmt: skip
    settled = state.settled["rcr_open"]
    assert (settled.agency, settled.dated) == ("ngo_first_responder", "2011-07-19")
    assert SECRET not in str(state.events)
    assert all(police.find("MP-5").interview.why_not(item) for item in state.settled)


def test_an_answer_holds_no_word_of_anybody(neighbours: Neighbours, stick: Path, clock: Clock) -> None:
    from debrief.desk.receiving import open_shared

    charity_told(neighbours, stick)
    police, _, path = asks(neighbours, stick)
    opened = open_shared(police, answers(neighbours, path).sealed.write(stick))
    (value,) = opened.records.values()
    found = Answer.model_validate(value)
    assert SECRET not in str(value)
    assert "NRM-0099-11" not in str(value)
    assert "CH-1" not in str(value)
    known = set(neighbours.bank.states)
    assert all(state in known for account in found.accounts for state in account.items.values())


def test_only_what_is_named_leaves(neighbours: Neighbours, stick: Path) -> None:
    _, _, path = asks(neighbours, stick, "home_office")
    with neighbours.repository() as repository:
        asked = read_inquiry(repository, path, now=neighbours.clock())
    assert asked.inquiry.sought is None
    assert [(r.kind, r.number) for r in asked.inquiry.references] == [("home_office", "a1234567")]
    assert "a1234567" not in repr(asked)


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("home_office", "A1234567", 1),
        ("home_office", "a 1234 567", 1),
        ("home_office", "A1234568", 0),
        ("home_office", "A123456", 0),
        ("crime", "A1234567", 0),  # the same number of another kind is another number
        ("nrm", "nrm 0099 11", 1),
    ],
)
def test_a_reference_is_found_by_all_of_it(
    neighbours: Neighbours, stick: Path, kind: str, value: str, found: int
) -> None:
    charity_told(neighbours, stick)
    police = neighbours.desk("met-police")
    file = child(police, "MP-6")
    number(file, kind, value)
    assert answers(neighbours, ask_before(police, file, [kind], stick).path).accounts == found


@pytest.mark.parametrize(
    ("text", "same"), [("AB-12 34", "ab1234"), ("Ａ１２３４", "a1234"), ("1-2", ""), ("", "")]
)
def test_references_as_they_are_compared(text: str, same: str) -> None:
    assert same_number(text) == same


def test_a_name_finds_nobody_and_an_analyst_may(neighbours: Neighbours, stick: Path) -> None:
    file = charity_told(neighbours, stick)
    _, _, path = asks(neighbours, stick, "name")
    assert answers(neighbours, path).accounts == 0
    assert answers(neighbours, path, file.rid).accounts == 1
    with pytest.raises(NoSuchMatch):
        answers(neighbours, path, "0" * 32)
    with neighbours.repository() as repository:
        assert repository.verify_audit() > 0


@pytest.mark.parametrize("mark", ["no", "without_name", "not_asked"])
def test_whom_a_person_does_not_want_told_is_not_told(neighbours: Neighbours, stick: Path, mark: str) -> None:
    file = charity_told(neighbours, stick, police=mark)
    _, _, path = asks(neighbours, stick)
    assert answers(neighbours, path).accounts == 0
    with pytest.raises(NoSuchMatch):
        answers(neighbours, path, file.rid)


def test_ones_own_account_and_a_withdrawn_one_are_no_answer(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    own = child(police, "MP-4")
    number(own, "home_office", "A1234567")
    told(own, "rcr_open", words(SECRET), "volunteered")
    held(neighbours, stick, own, police)
    file = charity_told(neighbours, stick)
    did(file, "withdrew", reason="Asked.")
    held(neighbours, stick, file, neighbours.desk("charity"))
    assert answers(neighbours, asks(neighbours, stick)[2]).accounts == 0


def test_a_child_is_known_to_the_default_recipients(neighbours: Neighbours, stick: Path) -> None:
    charity = neighbours.desk("charity")
    file = child(charity, "CH-2")
    number(file, "home_office", "A1234567")
    told(file, "rcr_open", words(SECRET), "volunteered")
    held(neighbours, stick, file, charity)
    assert answers(neighbours, asks(neighbours, stick)[2]).accounts == 1
    border = neighbours.desk("border")
    other = child(border, "B-1")
    number(other, "home_office", "A1234567")
    assert answers(neighbours, ask_before(border, other, ["home_office"], stick).path).accounts == 0


def test_no_identifier_leaves_against_a_wish(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    no = adult(police, "MP-7", central_repository="no")
    number(no, "nrm", "NRM-0099-11")
    with pytest.raises(SharingRefused):
        ask_before(police, no, ["nrm"], stick)
    nameless = adult(police, "MP-8", central_repository="without_name")
    number(nameless, "nrm", "NRM-0099-11")
    told(nameless, "per_full_name", {"roman": SECRET})
    for use in ("nrm", "name"):
        with pytest.raises(KeptFromInquiry):
            ask_before(police, nameless, [use], stick)
    restricted = adult(police, "MP-9", central_repository="yes")
    told(restricted, "per_full_name", {"roman": SECRET}, restricted_to=["police"])
    with pytest.raises(KeptFromInquiry):
        ask_before(police, restricted, ["name"], stick)
    with pytest.raises(NothingToAsk):
        ask_before(police, restricted, ["crime"], stick)
    with pytest.raises(NothingToAsk):
        ask_before(police, restricted, [], stick)
    assert not list(stick.glob("*.age"))
    assert {"nrm", "home_office", "name", "born"} <= set(kinds_of_identifier(police))


def test_an_answer_belongs_to_one_inquiry(neighbours: Neighbours, stick: Path) -> None:
    charity_told(neighbours, stick)
    police, _, path = asks(neighbours, stick)
    sealed = answers(neighbours, path).sealed.write(stick)
    council = neighbours.desk("county-la")
    with pytest.raises(Refusal, match="BUNDLE-0"):
        receive(council, sealed)
    receive(police, sealed)
    with pytest.raises(ReceivedAlready):
        receive(police, sealed)


def forged(neighbours: Neighbours, stick: Path, value: Any, sender: str) -> Path:
    from debrief.bundle.canonical import dumps
    from debrief.desk.carriage import Face, seal
    from debrief.desk.partners import recipients

    desk = neighbours.desk(sender)
    neighbours.desk("met-police")
    to = partner(desk, "met-police")
    name = "5d48432a-06ff-4e23-ae83-af3ba49ab5a1"
    sealed = seal(
        desk, {name: dumps(value)}, to="x", purpose="answer", edition="uk-2011", face=Face(),
        recipients=recipients(desk, to, (), only_named=False),
    )  # fmt: skip
    return sealed.write(stick)


def test_another_agency_cannot_answer_for_the_central_repository(neighbours: Neighbours, stick: Path) -> None:
    police, file, _ = asks(neighbours, stick)
    before = file.interview.state.seq
    entry = next(e for e in police.vault.journal() if "inquiry" in e)
    value = {
        "format": "debrief-answer/1", "inquiry": entry["inquiry"], "digest": entry["digest"],
        "accounts": [{"agency": "police", "dated": "2011", "form": "x", "items": {"rcr_open": "answered"}}],
    }  # fmt: skip
    with pytest.raises(NotFromCentral):
        receive(police, forged(neighbours, stick, value, "charity"))
    assert police.find("MP-5").interview.state.seq == before


def test_an_answer_to_no_inquiry_of_ours(
    neighbours: Neighbours, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The central repository's own signature does not help an answer that nobody asked for."""
    charity_told(neighbours, stick)
    police, _, path = asks(neighbours, stick)
    made = answers(neighbours, path).sealed.write(stick)
    journal = police.vault.journal()
    never = [e for e in journal if "inquiry" not in e]
    other = [{**e, "digest": "0" * 64} if "inquiry" in e else e for e in journal]
    for remembered in (never, other):
        monkeypatch.setattr(police.vault, "journal", lambda held=remembered: held)
        with pytest.raises(NotAsked):
            receive(police, made)


def test_what_is_no_inquiry_is_not_answered(neighbours: Neighbours, stick: Path) -> None:
    charity = neighbours.desk("charity")
    file = child(charity, "CH-3")
    path = export(charity, file, stick, "urgent").path
    with neighbours.repository() as repository, pytest.raises(NotInquired):
        read_inquiry(repository, path, now=neighbours.clock())
    stranger = neighbours.desk("county-la", listed=False)
    other = child(stranger, "LA-1")
    number(other, "nrm", "NRM-0099-11")
    path = ask_before(stranger, other, ["nrm"], stick).path
    with neighbours.repository() as repository, pytest.raises(Refusal, match="BUNDLE-24"):
        read_inquiry(repository, path, now=neighbours.clock())


def test_an_inquiry_of_another_form(neighbours: Neighbours, stick: Path) -> None:
    from debrief.bundle.canonical import dumps
    from debrief.desk.carriage import Face, seal

    police = neighbours.desk("met-police")
    value = {"format": "debrief-inquiry/1", "inquiry": SECRET}
    sealed = seal(
        police, {"5d48432a-06ff-4e23-ae83-af3ba49ab5a1": dumps(value)}, to="x", purpose="inquiry",
        recipients=police.settings.recipients(police.clock()), edition="uk-2011", face=Face(),
    )  # fmt: skip
    with neighbours.repository() as repository, pytest.raises(NotAnInquiry) as refused:
        read_inquiry(repository, sealed.write(stick), now=neighbours.clock() + timedelta(hours=1))
    assert SECRET not in str(refused.value)
