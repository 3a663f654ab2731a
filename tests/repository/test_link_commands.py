"""`debrief ukhtc link …` and `analyst …` as they are typed."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief import repository as ukhtc
from debrief.commands.ukhtc import app

from .servers import Server
from .test_verdicts import told
from .world import NOW, Laptop, bank, take

RUN = CliRunner()


class Desk:
    """The machine at UKHTC, where its database is, and whose account is in use."""

    def __init__(self, where: str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.where, self.user = where, "ann"
        monkeypatch.setattr(getpass, "getuser", lambda: self.user)

    def typed(self, *words: str, fails: bool = False) -> str:
        result = RUN.invoke(app, [*words, "--repository", str(self.where)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert (result.exit_code != 0) == fails, result.output
        return result.output


@pytest.fixture
def folder(place: ukhtc.Place, laptop: Laptop, stick: Path) -> Path:
    """Two accounts of one woman wait on a stick."""
    one, two = told(1, "Nguyen Van An", "NRM-0001"), told(2, "Little Bird", "nrm 0001")
    laptop.sealed(place, [one.json(), two.json()]).write(stick)
    return place.folder


def at(where: str | Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    with ukhtc.open_repository(where, now=NOW, bank=bank()) as repository:
        assert not take(repository, stick).refused
    made = Desk(where, monkeypatch)
    made.typed("analyst", "add", "ann", "--may", "link, analysts")
    return made


@pytest.fixture
def desk(folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return at(folder, stick, monkeypatch)


def test_from_proposal_to_a_person_on_a_server(
    server: Server, folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ukhtc.HOME, str(folder))
    proposed_and_decided(at(server.new_database(), stick, monkeypatch))


def test_from_proposal_to_a_person(desk: Desk) -> None:
    proposed_and_decided(desk)


def proposed_and_decided(desk: Desk) -> None:
    assert "strong 1" in desk.typed("link", "propose", "--rules")
    shown = desk.typed("link", "review", "--of", "victim")
    for part in ("Nguyen Van An", "Little Bird", " | ", "Reference number: the same", "Name: differs", "open"):
        assert part in shown
    pair = shown.split()[0]
    assert "awaits second" in desk.typed("link", "decide", pair, "same", "--reason", "the reference")
    desk.user = "bob"
    assert "UKHTC-90" in desk.typed("link", "decide", pair, "same", "--reason", "x", fails=True)
    assert "UKHTC-90" in desk.typed("analyst", "add", "bob", "--may", "link", fails=True)
    desk.user = "ann"
    desk.typed("analyst", "add", "bob", "--may", "link")
    assert "bob                     link" in desk.typed("analyst", "list")
    desk.user = "bob"
    assert "confirmed" in desk.typed("link", "decide", pair, "same", "--reason", "asked the charity")
    assert "one person: " in desk.typed("link", "show")
    assert "Pairs shown: 0" in desk.typed("link", "review")
    before = desk.typed("audit", "verify")
    full = desk.typed("link", "show", pair)
    assert "verdict 2" in full
    assert "bob: same. asked the charity" in full
    desk.typed("link", "show")
    desk.typed("link", "review", "--of", "suspect")
    desk.typed("link", "propose", "--rules")
    assert int(desk.typed("audit", "verify").split()[0]) == int(before.split()[0]) + 4  # one entry a read
    assert "awaits second" in desk.typed("link", "undo", "2", "--reason", "another one")
    desk.user = "ann"
    assert "bob: no rights" in desk.typed("analyst", "remove", "bob")
    assert "LINK-08" in desk.typed("link", "propose", "--pair", "x", "y", fails=True)


def test_without_the_extra_the_command_says_what_is_missing_and_the_rules_still_work(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from debrief.linking import model

    monkeypatch.setattr(model, "find_spec", lambda name: None)
    for name in ("splink", "duckdb", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    said = desk.typed("link", "propose", fails=True)
    assert "LINK-06" in said
    assert "--rules" in said
    assert "strong 1" in desk.typed("link", "propose", "--rules")
