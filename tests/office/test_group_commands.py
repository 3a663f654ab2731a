"""Groups as they are typed: from a proposal to a file that somebody opens, and one entry a read."""

from __future__ import annotations

import getpass
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief import bundle
from debrief import repository as ukhtc
from debrief.cli import app
from tests.repository.world import Laptop, bank, number

from .test_groups import VICTIMS, account

RUN = CliRunner()
DAY = datetime(2011, 2, 4, tzinfo=UTC)


class Desk:
    """UKHTC with two accounts of one group, at ann's desk."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(getpass, "getuser", lambda: "ann")
        for module in ("debrief.bank", "debrief.repository.opening"):  # read once for all commands
            patch.setattr(f"{module}.load_bank", lambda folder: bank())
        self.folder, now = folder, datetime.now(UTC)
        self.home, self.out = folder / "ukhtc", folder / "out"
        self.out.mkdir()
        place = ukhtc.init_repository(self.home, now=now)
        laptop = Laptop(1)
        asked = laptop.enrolment()
        ukhtc.admit(place, bundle.read_enrolment(asked.json_bytes, asked.sig_bytes), "A made-up agency", now)
        stick = folder / "stick"
        stick.mkdir()
        told = [account(n, name, day=DAY).json() for n, name in ((1, "Big Mike"), (2, "Mike"))]
        laptop.sealed(place, told, created=bundle.instant(now)).write(stick)
        with ukhtc.open_repository(place.folder, now=now, bank=bank()) as repository:
            assert not ukhtc.import_paths(repository, [stick], now=now).refused
            ukhtc.keep_analyst(repository, "ann", {"groups"}, by="ann", now=now)
            (uid,) = repository.uids(record=number(1))
            self.mention = f"{uid}:card_person:1"

    def typed(self, *words: str, fails: str = "", given: str = "") -> str:
        result = RUN.invoke(app, ["ukhtc", *words, "--repository", str(self.home)], input=given)
        assert result.exit_code == (1 if fails else 0), (result.output, result.exception)
        assert fails in result.output
        return str(result.output)

    def entries(self) -> int:
        with ukhtc.open_repository(self.home) as repository:
            return repository.audit_head()[0]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_from_a_proposal_to_a_file_that_somebody_opens(desk: Desk) -> None:
    before = desk.entries()
    assert desk.mention in desk.typed("group", "propose", "--purpose", "mapping")
    assert desk.entries() == before + 1
    made = desk.typed("group", "keep", "Canary group", "--reason", "one driver").strip()
    said = ("--role", "driver", "--grade", "B21", "--reason", "told")
    assert desk.typed("group", "member", made, desk.mention, *said).strip() == "1"
    assert desk.entries() == before + 2
    desk.typed("group", "member", made, desk.mention, *said, fails="UKHTC-73")
    reads = [("list",), ("card", made), ("timeline", desk.mention), ("dossier", desk.mention)]
    for words in reads:
        before = desk.entries()
        shown = desk.typed("group", *words, "--purpose", "mapping")
        assert "Big Mike" in shown or "Canary group" in shown, words
        assert desk.entries() == before + 1, words
    way_out(desk, made)
    desk.typed("group", "undo", "1", "--reason", "read wrong")
    assert desk.mention not in desk.typed("group", "list", "--purpose", "mapping")


def way_out(desk: Desk, made: str) -> None:
    """A key of one's own, no file without a word on how it is closed, every form, no victim in any."""
    identity = bundle.generate()
    to = ("--purpose", "an arrest", "--to", str(desk.out), "--who", "PC Lee")
    desk.typed("group", "chart", made, *to, "--yes", fails="OFFICE-51")
    desk.typed("group", "chart", made, *to, "--clear", given="n\n", fails="clear file about people")
    assert list(desk.out.iterdir()) == []
    before = desk.entries()
    sealed = desk.typed("group", "chart", made, *to, "--key", identity.recipient, "--yes")
    assert desk.entries() == before + 2, "the read, and that it leaves"
    (path,) = re.findall(r"^(/.*|[A-Z]:.*)\.age$", sealed, re.MULTILINE)
    page = bundle.decrypt(Path(f"{path}.age").read_bytes(), [identity]).decode()
    assert "For PC Lee" in page
    assert "Big Mike" in page
    for form in ("ftm", "gexf", "csv", "anx"):
        desk.typed("group", "export", made, "--form", form, *to, "--clear", "--yes")
    desk.typed("group", "dossier", desk.mention, *to, "--clear", "--yes", "--text")
    clear = [p for p in desk.out.iterdir() if p.suffix not in (".age", ".sig")]
    assert {"".join(p.suffixes) for p in clear} == {
        ".ftm.json", ".gexf", ".nodes.csv", ".edges.csv", ".anx", ".txt",
    }  # fmt: skip
    for each in clear:
        text = each.read_text("utf-16" if each.suffix == ".anx" else "utf-8")
        assert not [canary for canary in VICTIMS if canary.casefold() in text.casefold()], each.name
    (lines,) = (p.read_text("utf-8") for p in clear if p.name.endswith(".ftm.json"))
    people = [each for each in map(json.loads, lines.splitlines()) if each["schema"] == "Person"]
    assert sorted(each["properties"]["name"] for each in people) == [["Big Mike"], ["Boss 1"]]
