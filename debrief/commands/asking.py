"""What a command asks on the terminal: words of keys; passphrases, never shown and never arguments.

Where standard input is no terminal, each answer is one line of it.
"""

from __future__ import annotations

import getpass
import sys

import typer

from debrief.desk.refusals import PassphraseDiffers, PassphraseShort, WordsDiffer
from debrief.words import LEAST_WORDS, Fingerprint, passphrase, places_to_ask


def secret(prompt: str) -> str:
    """One line that is not shown while it is typed."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{prompt}: ")
    return sys.stdin.readline().rstrip("\n")


def new_passphrase(user: str) -> str:
    """A new passphrase, typed twice; or six generated words, shown once, where nothing is typed."""
    typed = secret(f"New passphrase of {user} (empty: six words are made)")
    if not typed.strip():
        return made_passphrase(user)
    if len(typed.split()) < LEAST_WORDS:
        raise PassphraseShort(limit=LEAST_WORDS)
    if sys.stdin.isatty() and secret("The same again").split() != typed.split():
        raise PassphraseDiffers
    return typed


def made_passphrase(user: str, words: str = "") -> str:
    """Six generated words, shown once, and typed back where there is a terminal."""
    words = words or passphrase()
    typer.echo(f"The passphrase of {user}: {words}")
    if sys.stdin.isatty() and secret("Type it back").split() != words.split():
        raise PassphraseDiffers
    return words


def read_back(key: Fingerprint, question: str) -> None:
    """The ten words of a key as somebody reads them out, never shown before; or ``WordsDiffer``."""
    if not key.is_read_back(shown(question)):
        raise WordsDiffer


def compare(key: Fingerprint, where: str) -> None:
    """Three of the ten words, by chance, typed from paper: pinning a key is never a click."""
    for place in places_to_ask():
        if not key.is_at(place, shown(f"Word {place + 1} of the ten in {where}")):
            raise WordsDiffer


def shown(question: str) -> str:
    """One line that may be seen while it is typed."""
    typer.echo(f"{question}: ", nl=False)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        typer.echo()
    return line.strip()
