"""`debrief ukhtc link …` and `analyst …` as they are typed."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief import repository as ukhtc
from debrief.commands.ukhtc import app

from .test_verdicts import told
from .world import Laptop, opened, take

RUN = CliRunner()


class Desk:
    """The machine at UKHTC, and whose account is in use."""

    def __init__(self, place: ukhtc.Place, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.user = place.folder, "ann"
        monkeypatch.setattr(getpass, "getuser", lambda: self.user)

    def typed(self, *words: str, fails: bool = False) -> str:
        result = RUN.invoke(app, [*words, "--repository", str(self.folder)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert (result.exit_code != 0) == fails, result.output
        return result.output


@pytest.fixture
def desk(place: ukhtc.Place, laptop: Laptop, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    one, two = told(1, "Nguyen Van An", "NRM-0001"), told(2, "Little Bird", "nrm 0001")
    laptop.sealed(place, [one.json(), two.json()]).write(stick)
    with opened(place) as repository:
        assert not take(repository, stick).refused
    made = Desk(place, monkeypatch)
    made.typed("analyst", "add", "ann", "--may", "link, analysts")
    return made


def test_from_proposal_to_a_person(desk: Desk) -> None:
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
    full = desk.typed("link", "show", pair)
    assert "verdict 2" in full
    assert "bob: same. asked the charity" in full
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
