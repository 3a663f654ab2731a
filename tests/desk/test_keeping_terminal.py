"""The same commands at a terminal: what is typed is never shown, and new words are typed back."""

from __future__ import annotations

import os
import pty
import re
import sys
from pathlib import Path

import pytest

from debrief.desk import Desk
from debrief.vault import Vault, WrongPassphrase

from .conftest import PASSPHRASE

NEW = "five new words for me"


class Terminal:
    """A process with a terminal of its own; answers are typed when their question stands there."""

    def __init__(self, *words: str) -> None:
        self.shown = ""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execv(sys.executable, [sys.executable, "-m", "debrief", *words])

    def wait(self, question: str) -> str:
        while not re.search(question, self.shown):
            self.shown += os.read(self.handle, 4096).decode()
        return self.shown

    def types(self, question: str, answer: str) -> None:
        self.wait(question)
        os.write(self.handle, answer.encode() + b"\n")

    def ends(self) -> int:
        try:
            while piece := os.read(self.handle, 4096):
                self.shown += piece.decode()
        except OSError:  # the other end is gone
            pass
        os.close(self.handle)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def folder(desk: Desk) -> Path:
    desk.vault.close()
    return desk.vault.folder


def opens(folder: Path, words: str) -> bool:
    try:
        Vault.unlock(folder, words).close()
    except WrongPassphrase:
        return False
    return True


def test_what_is_typed_is_not_shown(folder: Path) -> None:
    terminal = Terminal("vault", "passphrase", "--vault", str(folder))
    terminal.types("Passphrase: ", PASSPHRASE)
    terminal.types("New passphrase of A1", NEW)
    terminal.types("The same again", NEW)
    assert terminal.ends() == 0
    assert opens(folder, NEW)
    assert NEW not in terminal.shown
    assert PASSPHRASE not in terminal.shown


def test_made_words_are_typed_back(folder: Path) -> None:
    terminal = Terminal("vault", "passphrase", "--vault", str(folder))
    terminal.types("Passphrase: ", PASSPHRASE)
    terminal.types("New passphrase of A1", "")
    shown = terminal.wait("Type it back: ")
    (words,) = re.findall(r"The passphrase of A1: ([a-z -]+)", shown)
    terminal.types("Type it back: ", words)
    assert terminal.ends() == 0
    assert opens(folder, words)


@pytest.mark.parametrize("question", ["The same again", "Type it back"])
def test_a_slip_of_the_fingers_changes_nothing(folder: Path, question: str) -> None:
    terminal = Terminal("vault", "passphrase", "--vault", str(folder))
    terminal.types("Passphrase: ", PASSPHRASE)
    terminal.types("New passphrase of A1", NEW if question == "The same again" else "")
    terminal.types(question, "another thing")
    assert terminal.ends() == 1
    assert "DESK-27" in terminal.shown
    assert "Traceback" not in terminal.shown
    assert opens(folder, PASSPHRASE)
