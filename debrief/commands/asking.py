"""What a command asks on the terminal: passphrases, never shown and never taken from the arguments.

Where standard input is no terminal, each answer is one line of it.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

import typer

from debrief.desk.refusals import PassphraseDiffers, PassphraseShort, TokenUnusable
from debrief.words import LEAST_WORDS, passphrase

_LEAST_TOKEN, _MOST_TOKEN = 16, 4096
_TOKEN_BYTES = 32


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


def made_passphrase(user: str) -> str:
    """Six generated words, shown once, and typed back where there is a terminal."""
    words = passphrase()
    typer.echo(f"The passphrase of {user}: {words}")
    if sys.stdin.isatty() and secret("Type it back").split() != words.split():
        raise PassphraseDiffers
    return words


def token_from(path: Path | None) -> bytes | None:
    """The second secret in a file on a token; ``None`` without one."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_TOKEN + 1)
    except OSError as problem:
        raise TokenUnusable(file=path.name, reason=problem.strerror or "error") from None
    if not _LEAST_TOKEN <= len(content) <= _MOST_TOKEN:
        raise TokenUnusable(file=path.name, reason=f"it has not {_LEAST_TOKEN} to {_MOST_TOKEN} bytes")
    return content


def new_token(path: Path | None) -> bytes | None:
    """A token's content: made anew (32 random bytes) where the file is not there yet."""
    if path is None:
        return None
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return token_from(path)
    except OSError as problem:
        raise TokenUnusable(file=path.name, reason=problem.strerror or "error") from None
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(_TOKEN_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return token_from(path)
