"""Record keys: one random key per de-brief, wrapped under the record KEK of an epoch.

The table is filled in blocks of 64 rows of equal size, most of them sealed nothings, so that its
length does not say how many de-briefs there are. A row is bound to its number and epoch.

    sealed = seal(record-kek | epoch, rid (16) | record key (32)); a nothing is 48 zero bytes
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .keys import KEY_BYTES, Unsealable, VaultKeys, seal, unseal

BLOCK = 64
JOURNAL = bytes(15) + b"\x01"
"""The reserved id of the vault's own journal."""
_NOTHING = bytes(16)


class KeyRing:
    """The opened record keys of one vault, by de-brief, in the order they were begun."""

    def __init__(self, keys: VaultKeys, epoch: int, *, least: int = 1) -> None:
        """``epoch`` is the one that new rows get; rows of ``least`` to ``epoch`` are opened."""
        self._keys = keys
        self._epoch, self._least = epoch, least
        self._ciphers: dict[bytes, ChaCha20Poly1305] = {}
        self._free: list[int] = []
        self._last = 0
        self.damaged: list[int] = []
        self.stale = False
        """A row is still wrapped in an earlier epoch: a change was interrupted."""

    def load(self, rows: Iterable[Any]) -> None:
        """Open every (number, epoch, sealed); those that do not open are named in ``damaged``."""
        for number, epoch, sealed in rows:
            self._last = max(self._last, number)
            try:
                self._take(number, self._opened(number, epoch, sealed))
            except (Unsealable, TypeError, ValueError):
                self.damaged.append(number)
            else:
                self.stale = self.stale or epoch < self._epoch

    def rewrapped(self, rows: Iterable[Any], drop: Collection[bytes]) -> list[dict[str, object]]:
        """Every row under the ring's own epoch; the keys of the de-briefs in ``drop`` are nothings.

        A row that does not open is left out, and stays as it is.
        """
        renewed = []
        for number, epoch, sealed in rows:
            try:
                plain = self._opened(number, epoch, sealed)
            except (Unsealable, TypeError, ValueError):
                continue
            renewed.append(self._row(number, bytes(len(plain)) if plain[:16] in drop else plain))
        return renewed

    def key_of(self, rid: bytes, rows: Iterable[Any]) -> bytes | None:
        """The key of one de-brief itself (32 bytes): only to be sealed to somebody else."""
        for number, epoch, sealed in rows:
            try:
                plain = self._opened(number, epoch, sealed)
            except (Unsealable, TypeError, ValueError):
                continue
            if plain[:16] == rid:
                return plain[16:]
        return None

    def cipher(self, rid: bytes) -> ChaCha20Poly1305 | None:
        """What seals the events of a de-brief; None when this vault holds no key for it."""
        return self._ciphers.get(rid)

    def records(self) -> list[bytes]:
        """Every de-brief, without the journal."""
        return [rid for rid in self._ciphers if rid != JOURNAL]

    def block(self) -> list[dict[str, object]]:
        """64 more sealed nothings, to be inserted."""
        numbers = range(self._last + 1, self._last + 1 + BLOCK)
        return [self._row(number, bytes(16 + KEY_BYTES)) for number in numbers]

    def added(self, block: list[dict[str, object]]) -> None:
        """The block is in the database."""
        numbers = [int(str(row["number"])) for row in block]
        self._free += numbers
        self._last = numbers[-1]

    @property
    def is_full(self) -> bool:
        return not self._free

    def wrap_new(self, rid: bytes) -> tuple[dict[str, object], ChaCha20Poly1305]:
        """A fresh key for ``rid``: the row to write in place of a nothing, and its cipher."""
        key = os.urandom(KEY_BYTES)
        return self._row(self._free[0], rid + key), ChaCha20Poly1305(key)

    def wrapped(self, rid: bytes, cipher: ChaCha20Poly1305) -> None:
        """The row of ``wrap_new`` is in the database."""
        self._free.pop(0)
        self._ciphers[rid] = cipher

    def _opened(self, number: int, epoch: int, sealed: bytes) -> bytes:
        if not self._least <= epoch <= self._epoch:
            raise Unsealable
        return unseal(self._keys.record_kek(epoch), sealed, self._binding(number, epoch))

    def _take(self, number: int, plain: bytes) -> None:
        rid, key = plain[:16], plain[16:]
        if rid == _NOTHING:
            self._free.append(number)
        else:
            self._ciphers[rid] = ChaCha20Poly1305(key)

    def _row(self, number: int, plain: bytes) -> dict[str, object]:
        cipher = self._keys.record_kek(self._epoch)
        sealed = seal(cipher, plain, self._binding(number, self._epoch))
        return {"number": number, "epoch": self._epoch, "sealed": sealed}

    def _binding(self, number: int, epoch: int) -> bytes:
        return self._keys.bind(b"wrap", str(number).encode(), str(epoch).encode())
