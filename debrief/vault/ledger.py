"""The opened log at work: begin a de-brief, append to it, read it back."""

from __future__ import annotations

import contextlib
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from debrief.errors import Refusal

from .disk import Ballast
from .head import NOTHING_YET, Head
from .keys import VaultKeys
from .opening import Log
from .payload import pack
from .refusals import DatabaseDamaged, HeadNotWritten, NotWritable, UnknownRecord
from .rows import Address, Row, chain_of, open_address, seal_row
from .store import save
from .survey import opened
from .wraps import JOURNAL

Events = Sequence[Mapping[str, Any]]
_AT_ONCE = 500


class Ledger:
    """One thread at a time does something; nothing is acknowledged before it is on the disk."""

    def __init__(self, keys: VaultKeys, epoch: int, log: Log, ballast: Ballast) -> None:
        self._keys, self._epoch, self._log, self._ballast = keys, epoch, log, ballast
        self._turn = threading.RLock()
        self._head_is_behind = log.behind
        self.head = log.survey.head

    def begin(self) -> bytes:
        """A new de-brief with a key of its own; returns its id (16 bytes)."""
        ring, store, rid = self._log.ring, self._log.store, uuid.uuid4().bytes
        with self._turn:
            if ring.is_full:
                block = ring.block()
                save(lambda: store.add_wraps(block), self._ballast.drop)
                ring.added(block)
            row, cipher = ring.wrap_new(rid)
            save(lambda: store.put_wrap(row), self._ballast.drop)
            ring.wrapped(rid, cipher)
        return rid

    def append(self, rid: bytes, events: Events) -> int:
        """Save all events or none; returns the number of the last entry once it is safe.

        ``HeadNotWritten``: they are on the disk, only the head is not. Any other refusal: they are not.
        """
        padded = [pack(event) for event in events]
        with self._turn:
            self._require_head()
            rows, head = self._sealed(rid, padded)
            if rows:
                save(lambda: self._log.store.append(rows), self._ballast.drop)
                self._saved(rid, rows, head)
                self.settle_head()
            return self.head.seq

    def read(self, rid: bytes) -> list[dict[str, Any]]:
        """The events of one de-brief, in order."""
        return [event for _, _, event in self._at(self._log.survey.index.get(rid, []))]

    def places(self, rid: bytes) -> list[tuple[int, int]]:
        """(number, count within the de-brief) of its entries."""
        with self._turn:
            rows = [Row(*raw) for raw in self._log.store.events_at(self._log.survey.index.get(rid, []))]
        return [(row.seq, open_address(self._keys, row).record_seq) for row in rows]

    def read_all(self) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
        """(number, de-brief, event) of everything but the journal, in the order it was saved."""
        index = self._log.survey.index
        seqs = sorted(seq for rid, some in index.items() if rid != JOURNAL for seq in some)
        for start in range(0, len(seqs), _AT_ONCE):
            yield from self._at(seqs[start : start + _AT_ONCE])

    def went_through(self, seq: int, chain: str) -> bool:
        """Whether the chain had this value (hexadecimal) after the entry with this number.

        An entry that is damaged, which was acknowledged, says nothing against it.
        """
        with self._turn:
            if seq == 0:
                return chain == NOTHING_YET.chain.hex()
            if seq in self._log.survey.damaged:
                return True
            rows = [Row(*raw) for raw in self._log.store.events_at([seq])]
            return any(chain_of(self._keys, row).hex() == chain for row in rows)

    def settle_head(self) -> None:
        """Bring the head file up to date; it is never more than one append behind."""
        with self._turn:
            if self._head_is_behind:
                self._log.head_file.write(self.head)
                self._head_is_behind = False

    def _require_head(self) -> None:
        """Nothing is added while the head cannot say so: it would be more than one append behind."""
        try:
            self.settle_head()
        except HeadNotWritten as refusal:
            raise NotWritable(path=refusal.facts["file"], reason=refusal.facts["reason"]) from None

    def copy_to(self, path: Path) -> Head:
        """The database at this moment, in a new file, and the head that goes with it."""
        with self._turn:
            self._log.store.backup(path)
            return self.head

    def checkpoint(self) -> None:
        with self._turn:
            self._log.store.checkpoint()

    def close(self) -> None:
        """Bring the write-ahead log into the database and let the database go."""
        with self._turn:
            with contextlib.suppress(Refusal):  # what is not moved stays, as safe, in the log
                self._log.store.checkpoint()
            self._log.store.close()

    def _at(self, seqs: list[int]) -> list[tuple[int, bytes, dict[str, Any]]]:
        with self._turn:
            store = self._log.store
            found = list(opened(self._keys, self._log.ring, self._epoch, store.events_at(seqs)))
        if len(found) != len(seqs):  # every one of them opened when the vault did
            raise DatabaseDamaged(file=str(store.path), reason="changed since it was opened")
        return found

    def _saved(self, rid: bytes, rows: list[dict[str, Any]], head: Head) -> None:
        survey = self._log.survey
        self.head, self._head_is_behind = head, True
        survey.counts[rid] = survey.counts.get(rid, 0) + len(rows)
        survey.index.setdefault(rid, []).extend(row["seq"] for row in rows)

    def _sealed(self, rid: bytes, padded: list[bytes]) -> tuple[list[dict[str, Any]], Head]:
        cipher = self._log.ring.cipher(rid)
        if cipher is None:
            raise UnknownRecord(record=rid.hex())
        rows, (seq, chain) = [], self.head
        done = self._log.survey.counts.get(rid, 0)
        for nth, plain in enumerate(padded, 1):
            address = Address(rid, done + nth, len(padded) - nth)
            row = seal_row(self._keys, cipher, (seq + 1, self._epoch, chain), address, plain)
            seq, chain = row.seq, chain_of(self._keys, row)
            rows.append(row._asdict())
        return rows, Head(seq, chain)
