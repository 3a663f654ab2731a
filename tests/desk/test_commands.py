"""The commands of sharing, from the shell's side: what they print, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief import cli
from debrief.desk.handover import hand_over
from debrief.desk.partners import partner
from debrief.errors import Refusal
from debrief.vault import KdfCost

from .conftest import PASSPHRASE
from .neighbours import Neighbours, adult, child, did, told, words

SECRET = "Kestrel"
LEADS = "six words that are made up too"


class Shell:
    """Runs a command of one laptop, with its vault closed in between as between two days."""

    def __init__(self, neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
        self.neighbours = neighbours
        monkeypatch.setattr(cli, "now", neighbours.clock)

    def run(self, agency: str, *words: str, also: str = "") -> str:
        from debrief.desk import Desk
        from debrief.vault import Vault

        held = self.neighbours.desks[agency]
        held.vault.close()
        try:
            command = [*words, "--vault", str(self.neighbours.folder / agency)]
            done = CliRunner().invoke(cli.app, command, input=f"{PASSPHRASE}\n{also}")
        finally:
            vault = Vault.unlock(self.neighbours.folder / agency, PASSPHRASE)
            self.neighbours.desks[agency] = Desk(vault, self.neighbours.bank, self.neighbours.clock)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output


@pytest.fixture
def shell(neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch) -> Shell:
    neighbours.desk("met-police")
    neighbours.desk("county-la", staff="L1")
    return Shell(neighbours, monkeypatch)


def test_an_extract_says_what_was_withheld_and_never_what(shell: Shell, tmp_path: Path) -> None:
    file = adult(shell.neighbours.desks["met-police"], "MP-1", la_children="yes")
    told(file, "rcr_open", words(SECRET))
    told(file, "risk_threat.reasons", SECRET, "observed")
    out = shell.run("met-police", "extract", "MP-1", "--for", "county-la", "--to", str(tmp_path))
    assert "Withheld: restricted (" in out
    assert SECRET not in out
    (path,) = tmp_path.glob("*.age")
    shown = shell.run("county-la", "read", str(path), "--yes")
    assert SECRET in shown
    assert "risk_threat" not in shown


def test_a_hand_over_by_its_code(shell: Shell, tmp_path: Path) -> None:
    told(child(shell.neighbours.desks["met-police"], "MP-1"), "rcr_open", words(SECRET), "volunteered")
    out = shell.run("met-police", "handover", "MP-1", "--for", "county-la", "--to", str(tmp_path))
    code = out.split("Transfer code: ")[1].splitlines()[0]
    assert len(code.split()) == 6
    (path,) = tmp_path.glob("*.age")
    taken = shell.run("county-la", "receive", str(path), "--code", code, "--new", "LA-1")
    assert "LA-1, from met-police: 1 items are settled" in taken
    assert SECRET not in taken


def test_an_inquiry_there_and_back(shell: Shell, tmp_path: Path) -> None:
    file = child(shell.neighbours.desks["met-police"], "MP-1")
    told(file, "ref_nrm.reference", "NRM-0099-11", "document")
    out = shell.run("met-police", "ask-before", "MP-1", "--use", "nrm", "--yes", "--to", str(tmp_path))
    assert "These leave" in out
    assert "0099" not in out
    (path,) = tmp_path.glob("*.age")
    back = tmp_path / "back"
    back.mkdir()
    place = str(shell.neighbours.place.folder)
    from debrief.commands import ukhtc as commands

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(commands, "now", shell.neighbours.clock)
        done = CliRunner().invoke(
            cli.app, ["ukhtc", "answer", str(path), "--repository", place, "--to", str(back), "--user", "ann"]
        )
    assert "Earlier accounts named: 0" in done.output
    (answer,) = back.glob("*.age")
    assert "0 items are settled" in shell.run("met-police", "receive", str(answer))


def test_a_decision_signed_here_and_by_file(shell: Shell, tmp_path: Path) -> None:
    police = shell.neighbours.desks["met-police"]
    police.vault.add_slot(LEADS, user="L1", kdf=KdfCost.for_tests())
    file = child(police, "MP-1")
    for check in ("B-04", "B-05"):
        did(file, "overridden", check=check, lead="L1", role="Manager", reason=SECRET)
    assert "asserted, not signed" in shell.run("met-police", "queue")
    assert "B-04 is signed" in shell.run("met-police", "sign-here", "MP-1", "B-04", also=f"{LEADS}\n")
    asked = shell.run("met-police", "sign-request", "MP-1", "B-05", "--to", str(tmp_path)).split()[-1]
    signed = shell.run("county-la", "sign", asked, "--yes").splitlines()[-1]
    assert "B-05 of MP-1 is signed" in shell.run("met-police", "take-signature", signed)
    queue = shell.run("met-police", "queue")
    assert "asserted, not signed" not in queue
    assert queue.count("L1  signed") == 2
    assert SECRET not in queue


def test_what_is_not_trusted_or_not_meant_for_us_is_refused_and_nothing_of_it_is_shown(
    shell: Shell, tmp_path: Path
) -> None:
    """An unknown agency, a broken signature, another transfer code: a hand-over, and then an answer."""
    police = shell.neighbours.desks["met-police"]
    told(child(police, "MP-1"), "rcr_open", words(SECRET), "volunteered")
    out = shell.run("met-police", "handover", "MP-1", "--for", "county-la", "--to", str(tmp_path))
    code = out.split("Transfer code: ")[1].splitlines()[0]
    (path,) = tmp_path.glob("*.age")
    child(shell.neighbours.desks["county-la"], "LA-1")

    def refused(given: Path, *more: str) -> str:
        before = shell.neighbours.desks["county-la"].find("LA-1").interview.state.seq
        with pytest.raises(Refusal) as told:
            shell.run("county-la", "receive", str(given), *more, "--into", "LA-1")
        council = shell.neighbours.desks["county-la"]
        assert council.find("LA-1").interview.state.seq == before
        assert not [entry for entry in council.vault.journal() if entry.get("type") == "received"]
        shown = str(told.value)
        assert not any(each in shown for each in (SECRET, "rcr_open", "MP-1", "settled"))
        return told.value.code

    assert refused(path, "--code", "six words that are quite another") == "SHARE-10"
    assert refused(path).startswith("SHARE-")
    broken = tmp_path / "broken.age"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    broken.write_bytes(bytes(data))
    Path(f"{broken}.sig").write_bytes(Path(f"{path}.sig").read_bytes())
    assert refused(broken, "--code", code).startswith("BUNDLE-")
    stranger = shell.neighbours.desk("charity", listed=False)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    told(child(stranger, "MP-1"), "rcr_open", words(SECRET), "volunteered")
    made = hand_over(stranger, stranger.find("MP-1"), partner(stranger, "county-la"), theirs)
    assert refused(made.path, "--code", str(made.code)) == "BUNDLE-24"
    assert "1 items are settled" in shell.run(
        "county-la", "receive", str(path), "--code", code, "--into", "LA-1"
    ), "the right one is taken all the same"


def test_a_vault_named_before_a_command_is_not_passed_over(tmp_path):
    place = str(tmp_path)
    for before in (["--vault", place, "list"], ["--token", place, "ask"], ["--lang", "vi", "ask"]):
        done = CliRunner().invoke(cli.app, before)
        assert done.exit_code == 2
        assert "after the command" in " ".join(done.output.replace("│", " ").split())
