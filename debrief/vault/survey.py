"""One pass over the log at opening: every row is authenticated before any value is shown.

A row is damaged when it is not of its type, does not open, is missing, or is not what the row
after it was written upon. Rows are named by number.
A row whose de-brief has no key here is told apart: its key may have been dropped on purpose,
which the journal then says (``vault.sealed``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .head import NOTHING_YET, Head
from .keys import Unsealable, VaultKeys
from .payload import unpack
from .rows import Address, Row, chain_of, open_at, open_packed, place_of, unpacked
from .wraps import KeyRing

_MOST_MISSING = 10_000
_KINDS = (int, int, bytes, bytes, bytes)


@dataclass(slots=True)
class Survey:
    """What stands in the log."""

    head: Head = NOTHING_YET
    index: dict[bytes, list[int]] = field(default_factory=dict)
    counts: dict[bytes, int] = field(default_factory=dict)
    damaged: set[int] = field(default_factory=set)
    keyless: dict[bytes, list[int]] = field(default_factory=dict)
    unfinished: int = 0
    batch_began: int = 1
    watched: bytes | None = None


class Surveyor:
    """Walks the rows in order; ``watch`` is the number whose chain the head file vouches for."""

    def __init__(self, keys: VaultKeys, ring: KeyRing, epoch: int, watch: int) -> None:
        self._keys, self._ring, self._epoch, self._watch = keys, ring, epoch, watch
        self.found = Survey(watched=NOTHING_YET.chain if watch == 0 else None)
        self._last, self._chain = NOTHING_YET
        self._explained = False

    def walk(self, rows: Iterable[Any]) -> Survey:
        """Look at every row. Never raises for what a row holds."""
        for raw in rows:
            row = self._sane(raw)
            if row is None:
                self._mark(self._last + 1)
                continue
            if row.seq != self._last + 1:
                self._gap(row)
            place = place_of(self._keys, row)
            self._look(row, place)
            self._step(row, place)
        self.found.head = Head(self._last, self._chain)
        return self.found

    def _sane(self, raw: Any) -> Row | None:
        if tuple(map(type, raw)) != _KINDS:
            return None
        row = Row._make(raw)
        return row if row.seq > self._last and 0 < row.epoch < 2**31 else None

    def _gap(self, row: Row) -> None:
        missing = range(self._last + 1, row.seq)
        for seq in missing[:_MOST_MISSING]:
            self._mark(seq)

    def _look(self, row: Row, place: bytes) -> None:
        explained, self._explained = self._explained, False
        try:
            packed = open_place(self._keys, self._epoch, row, place)
            address = unpacked(packed)
            record = self._ring.cipher(address[0])
            if record is not None:
                open_at(record, row, packed, place)
        except (Unsealable, ValueError):
            self._mark(row.seq)
            return
        if row.prev != self._chain and not explained:
            self._mark(max(row.seq - 1, 1))  # this row is sound and was written upon another
            self._explained = False
        self._count(row.seq, address, self.found.keyless if record is None else self.found.index)

    def _count(self, seq: int, address: tuple[bytes, int, int], index: dict[bytes, list[int]]) -> None:
        found = self.found
        rid, found_here, following = address
        found.counts[rid] = found_here
        index.setdefault(rid, []).append(seq)
        if found.unfinished == 0:
            found.batch_began = seq
        found.unfinished = following

    def _step(self, row: Row, place: bytes) -> None:
        self._last, self._chain = row.seq, chain_of(self._keys, row, place)
        if row.seq == self._watch:
            self.found.watched = self._chain

    def _mark(self, seq: int) -> None:
        self._explained = True
        self.found.damaged.add(seq)


def open_place(keys: VaultKeys, epoch: int, row: Row, place: bytes) -> bytes:
    """The address of a row as it was sealed, or ``Unsealable``; ``epoch`` is the vault's current one."""
    if not 1 <= row.epoch <= epoch:
        raise Unsealable
    return open_packed(keys, row, place)


def open_row(keys: VaultKeys, ring: KeyRing, epoch: int, row: Row) -> tuple[Address, bytes]:
    """The address and the padded event of a row, or ``Unsealable``."""
    place = place_of(keys, row)
    packed = open_place(keys, epoch, row, place)
    address = Address._make(unpacked(packed))
    record = ring.cipher(address.rid)
    if record is None:
        raise Unsealable
    return address, open_at(record, row, packed, place)


def opened(
    keys: VaultKeys, ring: KeyRing, epoch: int, rows: Iterable[Any]
) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
    """(seq, rid, event) of every sound row; damaged ones were named at opening."""
    for raw in rows:
        row = Row(*raw)
        try:
            address, padded = open_row(keys, ring, epoch, row)
        except (Unsealable, TypeError, ValueError):
            continue
        yield row.seq, address.rid, unpack(padded)
