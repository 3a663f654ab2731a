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
from .rows import Address, Row, chain_of, open_address, open_body, place_of
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
        self._explained = False

    def walk(self, rows: Iterable[Any]) -> Survey:
        """Look at every row. Never raises for what a row holds."""
        for raw in rows:
            row = self._sane(raw)
            if row is None:
                self._mark(self.found.head.seq + 1)
                continue
            if row.seq != self.found.head.seq + 1:
                self._gap(row)
            place = place_of(self._keys, row)
            self._look(row, place)
            self._step(row, place)
        return self.found

    def _sane(self, raw: Any) -> Row | None:
        if tuple(map(type, raw)) != _KINDS:
            return None
        row = Row._make(raw)
        return row if row.seq > self.found.head.seq and 0 < row.epoch < 2**31 else None

    def _gap(self, row: Row) -> None:
        missing = range(self.found.head.seq + 1, row.seq)
        for seq in missing[:_MOST_MISSING]:
            self._mark(seq)

    def _look(self, row: Row, place: bytes) -> None:
        explained, self._explained = self._explained, False
        try:
            address = open_place(self._keys, self._epoch, row, place)
            record = self._ring.cipher(address.rid)
            if record is not None:
                open_body(self._keys, record, row, address, place)
        except (Unsealable, ValueError):
            self._mark(row.seq)
            return
        if row.prev != self.found.head.chain and not explained:
            self._mark(max(row.seq - 1, 1))  # this row is sound and was written upon another
            self._explained = False
        self._count(row, address, self.found.keyless if record is None else self.found.index)

    def _count(self, row: Row, address: Address, index: dict[bytes, list[int]]) -> None:
        found = self.found
        found.counts[address.rid] = address.record_seq
        index.setdefault(address.rid, []).append(row.seq)
        if found.unfinished == 0:
            found.batch_began = row.seq
        found.unfinished = address.following

    def _step(self, row: Row, place: bytes) -> None:
        self.found.head = Head(row.seq, chain_of(self._keys, row, place))
        if row.seq == self._watch:
            self.found.watched = self.found.head.chain

    def _mark(self, seq: int) -> None:
        self._explained = True
        self.found.damaged.add(seq)


def open_place(keys: VaultKeys, epoch: int, row: Row, place: bytes | None = None) -> Address:
    """The address of a row, or ``Unsealable``; ``epoch`` is the vault's current one."""
    if not 1 <= row.epoch <= epoch:
        raise Unsealable
    return open_address(keys, row, place)


def open_row(keys: VaultKeys, ring: KeyRing, epoch: int, row: Row) -> tuple[Address, bytes]:
    """The address and the padded event of a row, or ``Unsealable``."""
    address = open_place(keys, epoch, row)
    record = ring.cipher(address.rid)
    if record is None:
        raise Unsealable
    return address, open_body(keys, record, row, address)


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
