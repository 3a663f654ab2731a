"""An inquiry reaches the other accounts of a person that two analysts linked, and not a word more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief import cli
from debrief import repository as ukhtc
from debrief.commands import ukhtc as commands
from debrief.desk.inquiry import ask_before
from debrief.desk.receiving import open_shared
from debrief.interview.inquiry import Answer
from debrief.linking import Pair
from debrief.office.linking import propose_pair
from debrief.repository.verdicts import decide

from .neighbours import Neighbours, added, adult, child, told, words
from .test_inquiry import answers, held, number

CANARIES = ("Kestrel", "Osprey", "NRM-0099-11", "1993-04-02", "CH-1", "LI-1")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def account(neighbours: Neighbours, stick: Path, agency: str, reference: str, name: str, nrm: str = "") -> None:
    """An earlier account of hers, which the police may be told of."""
    desk = neighbours.desk(agency)
    file = adult(desk, reference, police="yes")
    told(file, "per_full_name", {"roman": name})
    told(file, "per_dob_stated", {"edtf": "1993-04-02"})
    told(file, f"per_nationality/{added(file, 'per_nationality')}", {"choices": ["VN"]})
    told(file, "rcr_open", words("Kestrel and Osprey"))
    if nrm:
        told(file, "ref_nrm.reference", nrm, "document")
    held(neighbours, stick, file, desk)


def of(repository: ukhtc.Repository, agency: str) -> str:
    with repository.reader("ann", "a test", "heads", repository.uids()) as read:
        return next(f"{h['debrief_uid']}:debriefed:0" for h in read.heads() if h["agency"] == agency)


def test_confirmed_links_carry_an_answer_on_and_no_content_with_it(neighbours: Neighbours, stick: Path) -> None:
    account(neighbours, stick, "charity", "CH-1", "Kestrel Nguyen", nrm="NRM-0099-11")
    account(neighbours, stick, "licensing", "LI-1", "Osprey")
    police = neighbours.desk("met-police")
    file = child(police, "MP-5")
    number(file, "nrm", "nrm 0099 11")
    path = ask_before(police, file, ["nrm"], stick).path
    with neighbours.repository() as repository:
        for name in ("ann", "bob", "cat"):
            ukhtc.keep_analyst(repository, name, {"link"}, by="ann", now=neighbours.clock())
        sides = Pair(of(repository, "charity"), of(repository, "licensing"))
        pair = propose_pair(repository, *sides, user="ann", now=neighbours.clock())
    said = (("ann", "same", 1), ("bob", "same", 2), ("cat", "different", 1))
    for user, word, found in said:
        with neighbours.repository() as repository:
            decide(repository, pair, word, user=user, reason="a made-up reason", now=neighbours.clock())
        made = answers(neighbours, path)
        assert made.accounts == found, (user, word)
        (value,) = open_shared(police, made.sealed.write(stick)).records.values()
        assert not [canary for canary in CANARIES if canary.casefold() in json.dumps(value).casefold()]
        accounts = Answer.model_validate(value).accounts
        assert all(set(account.items.values()) <= set(neighbours.bank.states) for account in accounts)
        assert {account.agency for account in accounts} <= {"ngo_first_responder", "labour_authority"}


def test_who_else_it_may_be_is_offered_and_answers_nothing_by_itself(
    neighbours: Neighbours, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(neighbours, stick, "charity", "CH-1", "Mohamed Kestrel")
    account(neighbours, stick, "licensing", "LI-1", "Osprey")
    police = neighbours.desk("met-police")
    file = child(police, "MP-5")
    told(file, "per_full_name", {"roman": "KESTREL Muhammad"}, "volunteered")
    told(file, "per_dob_stated", {"edtf": "1993"})
    path = ask_before(police, file, ["name", "born"], stick).path
    assert answers(neighbours, path).accounts == 0
    monkeypatch.setattr(commands, "now", neighbours.clock)
    place = str(neighbours.place.folder)
    shown = CliRunner().invoke(cli.app, ["ukhtc", "answer", str(path), "--repository", place, "--show"])
    (candidate,) = json.loads(shown.output)["candidates"]
    assert candidate["agency"] == "charity"
    assert candidate["why"] == ["Name: alike", "Date of birth: alike"]
    assert answers(neighbours, path, candidate["record"]).accounts == 1
