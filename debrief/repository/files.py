"""Files of the repository's folder: private, and each there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from debrief.process import stopping

from .refusals import DiskFull, NotWritable

if TYPE_CHECKING:
    from debrief.bundle import Issued

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the system says about a write into a refusal."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(path=str(path)) from None
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise NotWritable(path=str(path), reason=reason) from None


def make_folder(folder: Path) -> None:
    """A folder for its owner alone, where there are modes."""
    with writing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Replaces ``path`` with ``data``: 0600, on the disk when this returns. What belongs to it follows."""
    stopping.last_chance()
    # A name of its own, so that two importers never write into one file.
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    with writing(path):
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        _sync(path.parent)


def write_issued(path: Path, issued: Issued) -> None:
    """A receipt or a note, and its signature first; nothing where both are there already."""
    signed = path.with_name(f"{path.name}.sig")
    held = [each.read_bytes() if each.exists() else b"" for each in (path, signed)]
    if held != [issued.json_bytes, issued.sig_bytes]:
        write_file(signed, issued.sig_bytes)
        write_file(path, issued.json_bytes)


def _sync(folder: Path) -> None:
    """Puts the folder's names on the disk, where a folder can be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
