"""``debrief vault …`` as it is typed: passphrases from standard input, one sentence when refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from debrief.bundle import encrypt, generate, identity, recipient_words
from debrief.cli import app
from debrief.desk import Desk
from debrief.errors import Refusal
from debrief.vault import KdfCost, Vault, WrongPassphrase, read_header

from .conftest import PASSPHRASE

NEW = "five new words for me"


@dataclass
class Shell:
    """Runs commands on one vault; what is typed is given line by line."""

    folder: Path

    def __call__(self, *words: str, typed: tuple[str, ...] = (PASSPHRASE,)) -> str:
        text = "".join(f"{line}\n" for line in typed)
        done = CliRunner().invoke(app, ["vault", *words, "--vault", str(self.folder)], input=text)
        if isinstance(done.exception, Refusal):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.output

    def opens(self, passphrase: str, token: bytes | None = None) -> bool:
        try:
            Vault.unlock(self.folder, passphrase, token=token).close()
        except WrongPassphrase:
            return False
        return True


@pytest.fixture
def shell(desk: Desk, tmp_path: Path) -> Shell:
    desk.new("LA-17")
    desk.vault.close()
    return Shell(tmp_path / "vault")


def test_a_passphrase_is_changed(shell: Shell) -> None:
    assert "changed" in shell("passphrase", typed=(PASSPHRASE, NEW))
    assert not shell.opens(PASSPHRASE)
    assert shell.opens(NEW)


def test_six_words_are_made_where_nothing_is_typed(shell: Shell) -> None:
    said = shell("passphrase", typed=(PASSPHRASE, ""))
    (words,) = re.findall(r"The passphrase of A1: (.+)", said)
    assert len(words.split()) == 6
    assert shell.opens(words)


@pytest.mark.parametrize(
    ("typed", "code"), [(("wrong words",), "VAULT-01"), ((PASSPHRASE, "too few"), "DESK-26"), ((), "VAULT-01")]
)
def test_what_is_refused_changes_nothing(shell: Shell, typed: tuple[str, ...], code: str) -> None:
    before = read_header(shell.folder)
    with pytest.raises(Refusal, match=code):
        shell("passphrase", typed=typed)
    assert read_header(shell.folder) == before


def test_a_token_there_and_back(shell: Shell, tmp_path: Path) -> None:
    token = tmp_path / "stick"
    shell("passphrase", "--new-token", str(token), typed=(PASSPHRASE, NEW))
    content = token.read_bytes()
    assert len(content) == 32
    assert not shell.opens(NEW)
    assert shell.opens(NEW, content)
    assert "A1" in shell("users", "--token", str(token), typed=(NEW,))
    with pytest.raises(Refusal, match="VAULT-01"):
        shell("users", typed=(NEW,))
    shell("rekey", "--token", str(token), typed=(NEW,))
    assert (shell.opens(NEW), shell.opens(NEW, content)) == (False, True)
    shell("passphrase", "--token", str(token), typed=(NEW, NEW + " again"))  # stays with its token
    assert shell.opens(NEW + " again", content)
    shell("passphrase", "--token", str(token), "--without-token", typed=(NEW + " again", NEW))
    assert shell.opens(NEW)


@pytest.mark.parametrize("content", [None, b"short", b"x" * 5000])
def test_a_token_that_is_none(shell: Shell, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "stick").write_bytes(content)
    with pytest.raises(Refusal, match="DESK-28"):
        shell("users", "--token", str(tmp_path / "stick"))


def test_a_user_comes_and_leaves(shell: Shell) -> None:
    shell("add-user", "B2", typed=(PASSPHRASE, NEW))
    assert re.findall(r"  (\S+)(  \(you\))?\n", shell("users")) == [("A1", "  (you)"), ("B2", "")]
    assert shell.opens(NEW)
    said = shell("leave", "B2")
    assert "Copies made before" in said
    assert not shell.opens(NEW)
    assert shell.opens(PASSPHRASE)
    for unknown in ("B2", "A1"):
        with pytest.raises(Refusal, match="DESK-29"):
            shell("leave", unknown)


def test_who_is_not_here_gets_new_words(shell: Shell) -> None:
    shell("add-user", "B2", typed=(PASSPHRASE, NEW))
    shell("add-user", "C3", typed=(PASSPHRASE, "the words of the third"))
    said = shell("rekey", typed=(PASSPHRASE, NEW, ""))
    (words,) = re.findall(r"The passphrase of C3: (.+)", said)
    assert [shell.opens(each) for each in (PASSPHRASE, NEW, words)] == [True] * 3
    assert not shell.opens("the words of the third")
    # one wrong passphrase: nothing has changed, and no half-made user stays
    before = read_header(shell.folder).header.slots
    with pytest.raises(Refusal, match="VAULT-01"):
        shell("rekey", typed=(PASSPHRASE, "wrong", ""))
    assert read_header(shell.folder).header.slots == before


def test_the_recovery_key_is_replaced_once_its_words_are_typed(shell: Shell) -> None:
    fresh = generate().recipient
    words = recipient_words(fresh)
    with pytest.raises(Refusal, match="DESK-38"):
        shell("recovery-key", fresh, typed=("wrong", "wrong", "wrong", PASSPHRASE))
    with patch("debrief.commands.asking.places_to_ask", return_value=[0, 4, 9]):
        typed = (words.words[0], words.groups[4], words.words[9].upper(), PASSPHRASE)
        said = shell("recovery-key", fresh, typed=typed)
    for offered in ("scripts/recovery-split", "scripts/recovery-drill", "debrief vault rekey"):
        assert offered in said
    with Vault.unlock(shell.folder, PASSPHRASE) as vault:
        assert vault.recovery_recipients == [fresh]


def test_a_new_signing_key_only_when_asked(shell: Shell) -> None:
    def public() -> str:
        with Vault.unlock(shell.folder, PASSPHRASE) as vault:
            return vault.public_key()

    before = public()
    shell("rekey")
    assert public() == before
    assert "trust request" in shell("rekey", "--new-signing-key")
    assert public() != before


def test_archive_hold_and_purge(shell: Shell, tmp_path: Path) -> None:
    path = Path(shell("archive", "LA-17", "--to", str(tmp_path)).strip())
    shell("hold", "LA-17", "--reason", "disclosure")
    with pytest.raises(Refusal, match="DESK-20"):
        shell("seal", "LA-17", "--yes")
    shell("hold", "LA-17", "--lift", "--reason", "over")
    path = Path(shell("archive", "LA-17", "--to", str(tmp_path)).strip())
    with pytest.raises(AssertionError, match="Erase it"):
        shell("purge", "LA-17", "--archive", str(path), typed=(PASSPHRASE, "n"))
    assert "LA-17  open" in shell("list")
    said = shell("purge", "LA-17", "--archive", str(path), "--to", str(tmp_path), "--yes")
    certificate = next(Path(line) for line in said.splitlines() if line.endswith(".json"))
    assert json.loads(certificate.read_bytes())["reference"] == "LA-17"
    assert "LA-17  erased" in shell("list")
    (tmp_path / "again").mkdir()
    again = Path(shell("certificate", "LA-17", "--to", str(tmp_path / "again")).strip())
    assert again.read_bytes() == certificate.read_bytes()
    with pytest.raises(Refusal, match="DESK-05"):
        shell("seal", "LA-17", "--yes")


def test_backup_and_check(shell: Shell, tmp_path: Path) -> None:
    shell("backup", str(tmp_path / "copy"))
    assert "de-briefs: 1, sealed or erased: 0." in shell("check")
    assert "Sound" in Shell(tmp_path / "copy")("check")
    with pytest.raises(Refusal, match="VAULT-11"):
        shell("backup", str(tmp_path / "copy"))


def test_recovered_with_the_vaults_key(shell: Shell, recovery: str) -> None:
    from debrief.bundle import decrypt

    blob = bytes.fromhex(read_header(shell.folder).header.recovery.blob)
    key = decrypt(blob, [identity(recovery)]).hex()
    said = shell("recover", "A1", typed=(key,))
    (words,) = re.findall(r"The passphrase of A1: (.+)", said)
    assert shell.opens(words)
    assert not shell.opens(PASSPHRASE)
    for wrong, code in (("", "DESK-30"), (key[:-1], "DESK-30"), (key[:-2], "DESK-30"), ("0" * 64, "VAULT-25")):
        with pytest.raises(Refusal, match=code):
            shell("recover", "A1", typed=(wrong,))


def test_a_refusal_is_one_sentence_and_a_status(tmp_path: Path) -> None:
    """As a process: nothing is asked where there is no vault, and no traceback is shown."""
    done = subprocess.run(
        [sys.executable, "-m", "debrief", "vault", "users", "--vault", str(tmp_path / "none")],
        input="",
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("VAULT-04: ")
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_passphrases_are_never_arguments(open_desk: Callable[[], Desk]) -> None:
    """No command of the vault takes one, and none is on the command line's help."""
    for name in ("passphrase", "add-user", "leave", "rekey", "recover"):
        usage = CliRunner().invoke(app, ["vault", name, "--help"]).output
        assert "--passphrase" not in usage
    made = Vault.create(
        open_desk().vault.folder.parent / "second",
        PASSPHRASE,
        user="A1",
        recovery=[str(generate().recipient)],
        wrap_for_recovery=encrypt,
        kdf=KdfCost.for_tests(),
    )
    made.close()
    done = CliRunner().invoke(app, ["vault", "passphrase", NEW, "--vault", str(made.folder)], input=PASSPHRASE)
    assert done.exit_code == 2
