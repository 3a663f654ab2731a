"""A laptop at work in a process of its own, so that it can be killed at any moment of anything."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from debrief.bank import load_bank
from debrief.bundle import examine, issue, read_pair, sign_trust
from debrief.desk import Desk, keeping
from debrief.desk.export import export, take_receipt
from debrief.desk.trust import take_trust
from debrief.places import shipped
from debrief.vault import Vault
from tests.desk.test_export import Ukhtc

BANK = load_bank(shipped("questionnaires"))
WORDS = "made up words for a crash"
ACTS = ("append", "checkpoint", "export", "receipt", "rekey", "purge")
Said = tuple[str, ...]


def clock() -> datetime:
    return datetime(2011, 7, 19, 10, tzinfo=UTC)


class Central(Ukhtc):
    """The central repository's keys, the same in every process."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, clock)  # type: ignore[arg-type]
        data = self.list.encode()
        take_trust(desk, data, [sign_trust(data, self.root)])
        self.admits()

    def receipt(self, path: Path, folder: Path) -> Path:
        verdict = examine(*read_pair(path), identities=[self.identity], trust=self.list, now=clock())
        assert verdict.opened is not None
        return issue(verdict, self.receipts).write(folder)


class Work:
    """Says what begins and what is acknowledged; each act is one that a person waits for."""

    def __init__(self, pipe: Connection, desk: Desk, central: Central, rid: str, stick: Path) -> None:
        self.pipe, self.desk, self.central, self.stick = pipe, desk, central, stick
        self.file = desk.open(rid)
        self.before: dict[str, Any] = {
            "checkpoint": self.before_checkpoint,
            "receipt": self.before_receipt,
            "purge": self.before_purge,
        }
        self.acts: dict[str, Any] = {
            "append": self.do_append,
            "checkpoint": self.do_checkpoint,
            "export": self.do_export,
            "receipt": self.do_receipt,
            "rekey": self.do_rekey,
            "purge": self.do_purge,
        }

    def say(self, *words: str) -> None:
        self.pipe.send(words)

    def go_on(self, act: str) -> None:
        """Everything a round needs, and the act itself, announced right before."""
        ready = self.ready_for(act)
        self.say("begins", act)
        self.say("done", act, str(self.acts[act](*ready)))

    def ready_for(self, act: str) -> tuple[Any, ...]:
        """What the act needs, done before it."""
        return tuple(self.before[act]()) if act in self.before else ()

    def do_append(self) -> int:
        count = len(self.file.interview.state.notes)
        assert self.file.do("noted", words={"original": f"n{count}"}) is None
        return count

    def before_checkpoint(self) -> tuple[()]:
        self.say("done", "append", str(self.do_append()))
        return ()

    def do_checkpoint(self) -> str:
        self.desk.vault.checkpoint()
        return ""

    def do_export(self) -> str:
        return export(self.desk, self.file, self.stick, "urgent").path.name

    def before_receipt(self) -> tuple[Path]:
        done = export(self.desk, self.file, self.stick, "urgent")
        return (self.central.receipt(done.path, self.stick),)

    def do_receipt(self, path: Path) -> str:
        take_receipt(self.desk, path)
        return path.name

    def do_rekey(self) -> int:
        self.desk.vault.rekey()
        return self.desk.vault.epoch

    def before_purge(self) -> tuple[str]:
        file = self.desk.new(f"P-{len(self.desk.vault.debriefs())}-{len(self.desk.vault.sealed())}")
        assert file.do("noted", words={"original": "goes"}) is None
        done = export(self.desk, file, self.stick, "urgent")
        take_receipt(self.desk, self.central.receipt(done.path, self.stick))
        self.say("goes", file.rid)
        return (file.rid,)

    def do_purge(self, rid: str) -> str:
        return keeping.purge(self.desk, rid, self.stick).path.name


def at_work(pipe: Connection, folder: Path, central: Central, rid: str, stick: Path, act: str) -> None:
    """Unlocks and does one act over and over, for as long as it is let."""
    with Vault.unlock(folder, WORDS) as vault:
        work = Work(pipe, Desk(vault, BANK, clock), central, rid, stick)
        while True:
            work.go_on(act)


@contextmanager
def started(work: Any, *args: Any) -> Iterator[tuple[int, Connection]]:
    """A forked process doing ``work(pipe, *args)``; killed on leaving at the latest."""
    context: Any = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, *args))
    process.start()
    theirs.close()
    try:
        yield process.pid, ours
    finally:
        process.kill()
        process.join()
        ours.close()


def killed(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def heard(pipe: Connection) -> Iterator[Said]:
    """Everything it managed to say before it was killed."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return
