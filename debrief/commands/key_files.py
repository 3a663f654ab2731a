"""Files that the ceremony of keys reads and writes: lists, public keys, sealed keys."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debrief.bundle import TrustList


def read_public(path: Path) -> str:
    """The public key in a ``.pub`` file, without its comment."""
    from debrief.bundle.sshsig import public_line, read_public_line

    return public_line(read_public_line(content_of(path).decode("utf-8", "replace")))


def read_file(path: Path) -> TrustList:
    """The trust list in a file, in its one form; who signed it is not asked here."""
    from debrief.bundle import TrustList
    from debrief.bundle.shapes import read

    return read(TrustList, content_of(path), name=path.name)


def content_of(path: Path) -> bytes:
    """A small file's bytes, or a refusal."""
    from debrief.bundle.sealed import read_small

    return read_small(path)


def write_new(path: Path, content: bytes) -> None:
    """A file that was not there: nobody's key is written over."""
    from debrief.bundle.refusals import Unwritable

    try:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unwritable(file=path.name, reason=error.strerror or "error") from None


def beside(path: Path) -> Path:
    """Where the public half of a key lies."""
    return path.with_name(f"{path.name}.pub")
