"""Opening the central repository for a command: where it is, its passphrase, who reads."""

from __future__ import annotations

import getpass
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.errors import Refusal
from debrief.process.refusals import StoppedWhenAsked
from debrief.process.stopping import Work

if TYPE_CHECKING:
    from debrief.repository.store import Repository

Where = Annotated[
    str,
    typer.Option("--repository", help="The repository's folder, or postgresql+psycopg://… of its database."),
]
User = Annotated[str, typer.Option("--user", help="Who reads; the account's name if left out.")]
Purpose = Annotated[str, typer.Option("--purpose", help="What for; it is entered in the audit.")]


@contextmanager
def plain() -> Iterator[None]:
    """A refusal as one sentence on standard error, exit status 1; 130 for what Ctrl+C stopped."""
    try:
        yield
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(130 if isinstance(refusal, StoppedWhenAsked) else 1) from None


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl+C in here stops the work at its next look, with nothing half written; what is kept already goes
    to its end. A second Ctrl+C ends the program where it is."""
    work, pressed = Work(), count()

    def heard(*_: object) -> None:
        if next(pressed):
            raise KeyboardInterrupt
        work.stop()

    before = signal.signal(signal.SIGINT, heard)
    try:
        with work.doing():
            yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def open_at(location: str, *, now: datetime | None = None) -> Iterator[Repository]:
    """The repository at this location; asks for its passphrase where it has one."""
    from debrief.repository.opening import open_repository
    from debrief.repository.place import read_place

    sealed = read_place(folder_at(location)).salt is not None
    words = passphrase_of() if sealed else None
    with open_repository(location, passphrase=words, now=now) as repository:
        yield repository


def folder_at(location: str) -> Path:
    """The folder of the repository's keys, by its path or its database's address."""
    from debrief.repository.opening import folder_of

    return folder_of(location)


def passphrase_of(*, twice: bool = False) -> str:
    """Typed unseen at a terminal; else the first line of standard input."""
    from debrief.repository.refusals import PassphraseNeeded

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != first:
        raise PassphraseNeeded
    return first


def account() -> str:
    """The name of the account at the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown account"
