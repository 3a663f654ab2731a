"""From agency to agency: nothing is asked twice, nothing is shown too soon, nothing wrong gets in."""

from __future__ import annotations

import unicodedata
import uuid
from pathlib import Path
from typing import Any

import pytest

from debrief.bundle.sealed import Sealed
from debrief.desk import DebriefFile
from debrief.desk.extracts import Shared, make_extract
from debrief.desk.handover import earlier_accounts, hand_over
from debrief.desk.identity import own_identity
from debrief.desk.partners import partner
from debrief.desk.receiving import receive
from debrief.desk.refusals import (
    CodeMissing,
    MisshapenHandOver,
    NoDebriefNamed,
    NotForReceiving,
    NotWhileTalking,
    ReceivedAlready,
    WrongTransferCode,
)
from debrief.errors import Refusal
from debrief.interview import Address

from .conftest import Clock
from .neighbours import Neighbours, added, adult, child, did, told, words

SECRET = "Kestrel"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def police_told(neighbours: Neighbours) -> DebriefFile:
    """A child's de-brief by the police: some of it answered, declined, not known, and left open."""
    file = child(neighbours.desk("met-police"))
    told(file, "rcr_open", words(SECRET), "volunteered")
    told(file, "rcr_when", state="declined")
    told(file, "trn_open", state="unknown")
    told(file, "ctl_open", state="deferred_session", reason="Tired.")
    told(file, "uk_open", words(SECRET), "partial")
    told(file, "saf_feel_safe", words("Yes."))
    told(file, "risk_threat.reasons", SECRET, "observed")
    return file


def handed(neighbours: Neighbours, stick: Path, file: DebriefFile | None = None) -> Shared:
    council = neighbours.desk("county-la")
    assert council
    sender = neighbours.desk("met-police")
    return hand_over(sender, file or police_told(neighbours), partner(sender, "county-la"), stick)


def test_what_was_told_is_settled_and_not_offered(neighbours: Neighbours, stick: Path) -> None:
    made = handed(neighbours, stick)
    council = neighbours.desk("county-la")
    file = child(council, "LA-7")

    taken = receive(council, made.path, code=made.code, into="LA-7")

    assert (taken.reference, taken.purpose, taken.agency) == ("LA-7", "handover", "met-police")
    file = council.find("LA-7")
    settled = file.interview.state.settled
    assert set(settled) == {"rcr_open", "rcr_when", "trn_open"}
    assert settled["rcr_when"].states["rcr_when"] == "declined"
    assert (settled["rcr_open"].agency, settled["rcr_open"].form) == ("police", "earlier_debrief")
    assert settled["rcr_open"].dated == "2011-07-19"
    assert settled["rcr_open"].reference == "MP-2"
    for item in settled:
        assert "settled" in [why.reason for why in file.interview.why_not(item)]
    for item in ("ctl_open", "uk_open", "saf_feel_safe"):
        assert "settled" not in [why.reason for why in file.interview.why_not(item)]


def test_words_are_kept_for_after_and_never_shown_during(neighbours: Neighbours, stick: Path) -> None:
    made = handed(neighbours, stick)
    council = neighbours.desk("county-la")
    file = child(council, "LA-7")
    receive(council, made.path, code=made.code, into="LA-7")
    file = council.find("LA-7")
    state = file.interview.state

    assert isinstance(earlier_accounts(file), NotWhileTalking)
    assert SECRET not in str(state.settled) + str(state.entries) + str(file.interview.automatic())
    assert file.interview.value(Address("rcr_open")) is None
    did(file, "sitting_ended", reason="finished")
    accounts = earlier_accounts(file)
    assert not isinstance(accounts, Refusal)
    (account,) = accounts
    assert SECRET in str(account)
    assert "risk_threat" not in {answer.item for answer in account.answers}


def test_an_account_is_never_sent_on(neighbours: Neighbours, stick: Path) -> None:
    from debrief.interview.extract import extract

    made = handed(neighbours, stick)
    council = neighbours.desk("county-la")
    child(council, "LA-7")
    receive(council, made.path, code=made.code, into="LA-7")
    record = extract(council.find("LA-7").interview, purpose="urgent")
    assert record.history is not None
    assert SECRET not in str(record)
    assert {each.item for each in record.settled} == {"rcr_open", "rcr_when", "trn_open"}


@pytest.mark.parametrize("code", ["wrong words entirely made up here", "", None])
def test_another_code_is_refused_and_nothing_is_kept(
    neighbours: Neighbours, stick: Path, code: str | None
) -> None:
    made = handed(neighbours, stick)
    council = neighbours.desk("county-la")
    file = child(council, "LA-7")
    before, journal = file.interview.state.seq, len(council.vault.journal())
    with pytest.raises((WrongTransferCode, CodeMissing)) as refused:
        receive(council, made.path, code=code, into="LA-7")
    assert SECRET not in str(refused.value)
    assert council.find("LA-7").interview.state.seq == before
    assert len(council.vault.journal()) == journal


def test_the_code_of_one_hand_over_does_not_open_another(neighbours: Neighbours, stick: Path) -> None:
    file = police_told(neighbours)
    first, second = handed(neighbours, stick, file), handed(neighbours, stick, file)
    council = neighbours.desk("county-la")
    child(council, "LA-7")
    with pytest.raises(WrongTransferCode):
        receive(council, second.path, code=first.code, into="LA-7")
    receive(council, second.path, code=f"  {(second.code or '').upper()} ", into="LA-7")


def test_it_is_taken_in_once(neighbours: Neighbours, stick: Path) -> None:
    made = handed(neighbours, stick)
    council = neighbours.desk("county-la")
    child(council, "LA-7"), child(council, "LA-8")
    receive(council, made.path, code=made.code, into="LA-7")
    for reference in ("LA-7", "LA-8"):
        with pytest.raises(ReceivedAlready):
            receive(council, made.path, code=made.code, into=reference)


def test_it_belongs_to_a_de_brief_that_somebody_named(neighbours: Neighbours, stick: Path) -> None:
    made = handed(neighbours, stick)
    council = neighbours.desk("county-la")
    with pytest.raises(NoDebriefNamed):
        receive(council, made.path, code=made.code)
    assert council.listing() == []
    assert receive(council, made.path, code=made.code, new="LA-9").reference == "LA-9"


def altered(made: Shared, folder: Path, at: int) -> Path:
    data = bytearray(made.path.read_bytes())
    data[at] ^= 1
    sealed = Sealed("altered", bytes(data), Path(f"{made.path}.sig").read_bytes(), "")
    return sealed.write(folder)


def test_a_broken_signature(neighbours: Neighbours, stick: Path, tmp_path: Path) -> None:
    made = handed(neighbours, stick)
    council = neighbours.desk("county-la")
    child(council, "LA-7")
    with pytest.raises(Refusal, match="BUNDLE-2"):
        receive(council, altered(made, tmp_path, 700), code=made.code, into="LA-7")


def test_an_agency_that_is_not_listed(neighbours: Neighbours, stick: Path) -> None:
    council = neighbours.desk("county-la")
    stranger = neighbours.desk("charity", listed=False)
    made = hand_over(stranger, child(stranger, "CH-1"), partner(stranger, "county-la"), stick)
    child(council, "LA-7")
    with pytest.raises(Refusal, match="BUNDLE-24"):
        receive(council, made.path, code=made.code, into="LA-7")


def test_a_hand_over_for_another_agency(neighbours: Neighbours, stick: Path) -> None:
    made = handed(neighbours, stick)
    border = neighbours.desk("border")
    child(border, "B-1")
    with pytest.raises(Refusal, match="BUNDLE-0"):
        receive(border, made.path, code=made.code, into="B-1")


def test_an_extract_is_no_hand_over(neighbours: Neighbours, stick: Path) -> None:
    police, council = neighbours.desk("met-police"), neighbours.desk("county-la")
    made = make_extract(police, police_told(neighbours), partner(police, "county-la"), stick)
    child(council, "LA-7")
    with pytest.raises(NotForReceiving):
        receive(council, made.path, code="any", into="LA-7")


def lying(neighbours: Neighbours, stick: Path, change: Any) -> Shared:
    """A hand-over by a listed laptop whose software was tampered with."""
    from dataclasses import replace

    from debrief.bundle.canonical import dumps
    from debrief.desk.carriage import Face, seal
    from debrief.desk.partners import recipients
    from debrief.interview.record import record_json

    police = neighbours.desk("met-police")
    made = handed(neighbours, stick)
    value = record_json(made.record)
    change(value)
    to = partner(police, "county-la")
    sealed = seal(
        police, {str(uuid.UUID(value["record"])): dumps(value)}, to=to.id, purpose="handover",
        recipients=recipients(police, to, (), only_named=False), edition="uk-2011", face=Face(), code=made.code,
    )  # fmt: skip
    return replace(made, path=sealed.write(stick))


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.update(unknown=1),
        lambda v: v.update(purpose="full"),
        lambda v: v.update(recipient="police"),
        lambda v: v["answers"][0].update(sensitivity="S4"),
        lambda v: v.pop("route"),
    ],
)
def test_a_record_of_another_form(neighbours: Neighbours, stick: Path, change: Any) -> None:
    made = lying(neighbours, stick, change)
    council = neighbours.desk("county-la")
    before = child(council, "LA-7").interview.state.seq
    with pytest.raises(MisshapenHandOver):
        receive(council, made.path, code=made.code, into="LA-7")
    assert council.find("LA-7").interview.state.seq == before


def test_nobody_can_settle_a_safeguard(neighbours: Neighbours, stick: Path) -> None:
    def claim(value: dict[str, Any]) -> None:
        value["told"] = [
            {"item": item, "state": "answered"}
            for item in (
                "con_agrees",
                "saf_feel_safe",
                "risk_threat",
                "rcr_open",
                "no_such_item",
                "wel_care_now",
            )
        ]

    made = lying(neighbours, stick, claim)
    council = neighbours.desk("county-la")
    child(council, "LA-7")
    receive(council, made.path, code=made.code, into="LA-7")
    assert set(council.find("LA-7").interview.state.settled) == {"rcr_open"}


def test_an_adults_wish_covers_what_may_be_known(neighbours: Neighbours, stick: Path) -> None:
    police, council = neighbours.desk("met-police"), neighbours.desk("county-la")
    file = adult(police, la_children="yes")
    told(file, "rcr_open", words(SECRET), restricted_to=["police"])
    told(file, "trn_open", words("Said."))
    made = hand_over(police, file, partner(police, "county-la"), stick)
    assert [each.item for each in made.record.told] == ["trn_open"]
    assert SECRET not in str(made.record)
    assert council


def test_every_leg_that_was_begun_must_be_told(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("county-la")
    file = child(police)
    for _ in range(2):
        added(file, "leg")
    told(file, "leg_from/1", {"words": "A"})
    told(file, "leg_to/1", {"words": "B"})
    told(file, "leg_from/2", {"words": "B"}, "partial")
    made = hand_over(police, file, partner(police, "county-la"), stick)
    assert [each.item for each in made.record.told] == ["leg_to"]


def test_a_long_account_comes_whole(neighbours: Neighbours, stick: Path) -> None:
    file = child(neighbours.desk("met-police"))
    long = "Ầ́ẅ🙂" * 40_000
    told(file, "rcr_open", words(unicodedata.normalize("NFC", long)), "volunteered")
    made = handed(neighbours, stick, file)
    council = neighbours.desk("county-la")
    receive(council, made.path, code=made.code, new="LA-7")
    accounts = earlier_accounts(council.find("LA-7"))
    assert not isinstance(accounts, Refusal)
    assert accounts == [made.record]


def test_the_identity_is_kept_in_the_vault(neighbours: Neighbours, clock: Clock) -> None:
    police = neighbours.desk("met-police")
    mine = own_identity(police)
    assert own_identity(police).recipient == mine.recipient
    assert "SECRET" not in repr(mine)
    trust = police.settings.trust_list()
    assert trust is not None
    assert mine.recipient in [r.age for r in trust.recipients_for(clock(), "agency")]
