"""The head file: how far the log had come when the last entry was acknowledged.

    "debrief-head/1\\n" (15) | seq (8) | chain (32) | HMAC-SHA-256 (32)

It is overwritten in place after every commit, 87 bytes within one sector, and synced. A log that
is shorter than its head has lost answers, which SQLite alone would not notice.
"""

from __future__ import annotations

import hmac
import os
import struct
from pathlib import Path
from typing import NamedTuple

from .disk import create_private, reason
from .keys import VaultKeys
from .refusals import HeadNotWritten, HeadUnreadable
from .rows import GENESIS

_MAGIC = b"debrief-head/1\n"
_BODY = struct.Struct(">Q32s")
_SIZE = len(_MAGIC) + _BODY.size + 32


class Head(NamedTuple):
    """The last row's number (0 in a new vault) and its chain value (32 bytes)."""

    seq: int
    chain: bytes


NOTHING_YET = Head(0, GENESIS)


class HeadFile:
    """Reads and writes the head of one vault."""

    def __init__(self, path: Path, keys: VaultKeys, former: VaultKeys | None = None) -> None:
        """``former``: keys whose head still counts, while a change to ``keys`` is unfinished."""
        self.path = path
        self._keys = keys
        self._former = former

    def create(self) -> None:
        """The head of an empty log."""
        create_private(self.path, self._encode(NOTHING_YET))

    def read(self) -> Head:
        """What was acknowledged last, or ``HeadUnreadable``."""
        try:
            with self.path.open("rb") as file:
                content = file.read(_SIZE + 1)
        except FileNotFoundError:
            raise HeadUnreadable(file=str(self.path), state="missing") from None
        except OSError as problem:
            raise HeadUnreadable(file=str(self.path), state=reason(problem)) from None
        body = content[len(_MAGIC) : len(_MAGIC) + _BODY.size]
        keys = [self._keys, *([self._former] if self._former else [])]
        if len(content) != _SIZE or not any(hmac.compare_digest(content, _whole(each, body)) for each in keys):
            raise HeadUnreadable(file=str(self.path), state="damaged")
        return Head(*_BODY.unpack(body))

    def write(self, head: Head) -> None:
        """Overwrite in place and sync, or ``HeadNotWritten``."""
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | _BINARY, 0o600)
            try:
                os.write(handle, self._encode(head))
                _sync(handle)
                os.ftruncate(handle, _SIZE)
            finally:
                os.close(handle)
        except OSError as problem:
            raise HeadNotWritten(file=str(self.path), reason=reason(problem)) from None

    def _encode(self, head: Head) -> bytes:
        return _whole(self._keys, _BODY.pack(*head))


def _whole(keys: VaultKeys, body: bytes) -> bytes:
    return _MAGIC + body + hmac.digest(keys.head_mac, keys.bind(b"head", body), "sha256")


_BINARY: int = getattr(os, "O_BINARY", 0)
_sync = getattr(os, "fdatasync", os.fsync)
