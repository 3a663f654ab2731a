"""Files of the vault: private, replaced whole or not at all, and a ballast for a full disk."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from .refusals import NotWritable

BALLAST_BYTES = 2**20
_ROOM_FOR_BALLAST = 16 * BALLAST_BYTES
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about a write into ``NotWritable``; names no value."""
    try:
        yield
    except OSError as problem:
        raise NotWritable(path=str(path), reason=reason(problem)) from None


def reason(problem: OSError) -> str:
    """The system's short name of an error: EACCES, EROFS, EIO …"""
    return errno.errorcode.get(problem.errno or 0, type(problem).__name__)


def make_private_folder(folder: Path) -> None:
    """Make the folder (and those above it) readable by its owner alone, where modes exist."""
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    tighten(folder)


def tighten(folder: Path) -> None:
    """Take everybody else's rights from the folder; silently nothing where there are no modes."""
    with contextlib.suppress(OSError):
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) & _PRIVATE_FOLDER)


def create_private(path: Path, content: bytes = b"") -> None:
    """A new file, 0600, on the disk when this returns; it must not exist yet."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, _PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Old content or new content, never neither: write beside, fsync, rename, fsync the folder."""
    beside = path.with_name(path.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        beside.unlink()
    create_private(beside, content)
    beside.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Put a file's content on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put the folder's names on the disk, where a folder can be synced (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Ballast:
    """A file of 1 MiB that gives its room back when the disk is full, so that work can be saved."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> None:
        """Take the room where there is plenty; random bytes, which nothing stores smaller.

        A vault on a full disk still opens: failing here is not an error.
        """
        try:
            free = shutil.disk_usage(self.path.parent).free
            if self.path.exists() or free < _ROOM_FOR_BALLAST:
                return
            create_private(self.path, os.urandom(BALLAST_BYTES))
        except OSError:
            self.drop()

    def drop(self) -> bool:
        """Give the room back; True when there was any."""
        try:
            self.path.unlink()
        except OSError:
            return False
        return True


_BINARY: int = getattr(os, "O_BINARY", 0)
