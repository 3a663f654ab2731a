"""One process at a time: a lock that the system itself lets go when the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .disk import writing
from .refusals import InUse

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from ``take`` to ``release``, or until the process ends (also by exec or a kill)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None

    def take(self) -> None:
        """Hold the folder, or ``InUse``; ``NotWritable`` where no lock file can be made."""
        with writing(self._folder):
            handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(handle)
        except OSError:
            os.close(handle)
            raise InUse(path=str(self._folder)) from None
        self._handle = handle

    def release(self) -> None:
        """Let the folder go; the lock file stays, because removing it would race."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
