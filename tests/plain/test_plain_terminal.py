"""The command itself: at a dumb terminal, and through a pipe."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from plain_stage import WORDS

from debrief.bank import Bank
from debrief.desk import Desk
from debrief.interview import Address
from debrief.plain import Gone
from debrief.plain.start import Keyboard
from debrief.plain.ways import Lock
from debrief.vault import Vault

BEGUN = ("2", "adult_documents", ".go rcr_open")
ENVIRON = {**os.environ, "TERM": "dumb", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def folder(desk: Desk) -> Path:
    desk.vault.close()
    return desk.vault.folder


def recorded(folder: Path, bank: Bank, desk: Desk, reference: str) -> tuple[object, object]:
    """The answer and the draft at the open question."""
    with Vault.unlock(folder, WORDS) as vault:
        interview = Desk(vault, bank, desk.clock).find(reference).interview
        return interview.value(Address("rcr_open")), interview.state.drafts.get(Address("rcr_open"))


class Terminal:
    """A process at a dumb terminal; a line is typed when its prompt stands there."""

    def __init__(self, *words: str) -> None:
        self.shown = ""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "debrief", *words], ENVIRON)

    def wait(self, prompt: str) -> None:
        while not re.search(prompt, self.shown[self.seen :]):
            self.shown += os.read(self.handle, 4096).decode("utf-8", "replace")
        self.seen = len(self.shown)

    seen = 0

    def types(self, prompt: str, line: str) -> None:
        self.wait(prompt)
        os.write(self.handle, line.encode() + b"\n")

    def ends(self) -> int:
        try:
            while piece := os.read(self.handle, 4096):
                self.shown += piece.decode("utf-8", "replace")
        except OSError:  # the other end is gone
            pass
        os.close(self.handle)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_at_a_dumb_terminal_a_hang_up_keeps_what_was_written(folder: Path, bank: Bank, desk: Desk) -> None:
    terminal = Terminal("ask", "--plain", "--vault", str(folder))
    terminal.types("Passphrase: ", WORDS)
    terminal.types("for a new one: ", ".new LA-7")
    for prompt, line in zip(("training: ", "record: ", ": $"), BEGUN, strict=True):
        terminal.types(prompt, line)
    terminal.types("Answer: ", "We left at night.")
    terminal.wait("Next line: ")
    os.kill(terminal.pid, signal.SIGHUP)
    assert terminal.ends() == 0
    assert recorded(folder, bank, desk, "LA-7") == (None, {"original": "We left at night."})
    assert WORDS not in terminal.shown
    assert "\x1b" not in terminal.shown
    assert "Traceback" not in terminal.shown


def test_through_a_pipe_in_any_locale(folder: Path, bank: Bank, desk: Desk) -> None:
    lines = (WORDS, ".new LA-8", *BEGUN, "Chúng tôi đi đêm.", ".", ".quit", "")
    done = subprocess.run(
        [sys.executable, "-m", "debrief", "ask", "--plain", "--vault", str(folder), "--lang", "tlh"],
        input="\n".join(lines).encode(),
        capture_output=True,
        env={**ENVIRON, "LC_ALL": "C"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout
    assert b"LANG-01: There is no catalogue for the language tlh." in done.stdout
    assert "Everything said is kept." in done.stdout.decode()
    assert recorded(folder, bank, desk, "LA-8") == ({"original": "Chúng tôi đi đêm."}, None)
    assert WORDS.encode() not in done.stdout


def test_where_nobody_writes_for_long_it_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    with os.fdopen(slave) as file, os.fdopen(master, "wb") as typist:
        monkeypatch.setattr(sys, "stdin", file)
        with pytest.raises(Lock):
            Keyboard(0).read()
        typist.write(b"here\n")
        typist.flush()
        assert Keyboard(60).read() == "here\n"


def test_a_lost_terminal_ends_no_save_and_the_next_read(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard = Keyboard(60)
    keyboard.hang_up()  # a save is under way: nothing is raised
    keyboard.interrupt()
    with pytest.raises(Gone):
        keyboard.read()
