"""The second secret of a passphrase, in a file on a stick."""

from __future__ import annotations

import os
from pathlib import Path

from debrief.desk.refusals import TokenUnusable

_LEAST, _MOST = 16, 4096
_MADE = 32


def read_token(path: Path | None) -> bytes | None:
    """The second secret in a file on a token; ``None`` without one."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            content = file.read(_MOST + 1)
    except OSError as problem:
        raise TokenUnusable(file=path.name, reason=problem.strerror or "error") from None
    if not _LEAST <= len(content) <= _MOST:
        raise TokenUnusable(file=path.name, reason=f"it has not {_LEAST} to {_MOST} bytes")
    return content


def new_token(path: Path | None) -> bytes | None:
    """A token's content: made anew (32 random bytes) where the file is not there yet."""
    if path is None:
        return None
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return read_token(path)
    except OSError as problem:
        raise TokenUnusable(file=path.name, reason=problem.strerror or "error") from None
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(_MADE))
        file.flush()
        os.fsync(file.fileno())
    return read_token(path)
