"""Sealing and erasing a de-brief: its key is dropped, and an outline without words stays.

The rows stay too, as part of the chain, and nobody here can read them any more. What erasing does
not do: blank the disk itself (flash keeps old blocks), or reach copies made before.
Whether a de-brief *may* be sealed or erased is not this room's to say.
"""

from __future__ import annotations

import contextlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from debrief.errors import Refusal

from .finishing import new_epoch
from .opening import SEALED
from .refusals import HeadNotWritten, NotSealed, UnknownRecord
from .sealed_key import sealed_key
from .session import Session, now
from .wraps import JOURNAL

STUB = "vault.stub"
WrapKey = Callable[[bytes], Sequence[bytes]]
"""Seals a de-brief's key: one age file, or several, each to recipients of one kind."""


class Erasing(Session):
    """What stays of a de-brief when its words go."""

    def put_stub(self, rid: str, stub: Mapping[str, Any]) -> int:
        """Keep what a later sitting needs of a de-brief, without words; the last one counts."""
        return self.log(_stub(rid, stub))

    def stub(self, rid: str) -> dict[str, Any] | None:
        """The stub of a de-brief, if there is one."""
        return self.stubs().get(rid)

    def stubs(self) -> dict[str, dict[str, Any]]:
        """Every de-brief that has a stub, with its last one."""
        return {entry["record"]: entry["stub"] for entry in self.journal() if entry.get("type") == STUB}

    def sealed(self) -> dict[str, dict[str, Any]]:
        """The de-briefs this laptop can no longer read, each with the journal's entry on it."""
        return {entry["record"]: entry for entry in self.journal() if entry.get("type") == SEALED}

    def sealed_key(self, rid: str) -> list[bytes]:
        """The age files that open a sealed de-brief; empty when it was erased."""
        entry = self.sealed().get(rid)
        if entry is None:
            raise UnknownRecord(record=rid)
        return [b64decode(each) for each in entry.get("age", ())]

    def seal(self, rid: str, wrap: WrapKey, stub: Mapping[str, Any] | None = None) -> None:
        """Seal the key of a de-brief to others and drop it here; ``stub`` is kept.

        A stop at any moment leaves it open or sealed. ``wrap`` gets the JSON of ``sealed_key``.
        """
        record = self._known(rid)
        key = self._log.ring.key_of(record, self._log.store.wraps())
        assert key is not None  # a known de-brief has one
        secret = sealed_key(self._header.vault_id, record, key, self._ledger.places(record))
        self._drop(record, stub, age=[b64encode(each).decode() for each in _sealed(wrap, secret, key)])

    def erase(
        self, rid: str, stub: Mapping[str, Any] | None = None, certificate: Mapping[str, Any] | None = None
    ) -> None:
        """Drop the key of a de-brief for good; ``stub`` and ``certificate`` are kept.

        A stop at any moment leaves it open or erased.
        """
        self._drop(self._known(rid), stub, certificate=dict(certificate or {}))

    def _drop(self, record: bytes, stub: Mapping[str, Any] | None, **more: Any) -> None:
        rid = record.hex()
        kept = [_stub(rid, stub)] if stub is not None else []
        with contextlib.suppress(HeadNotWritten):  # the entry stands: nothing may be added to it now
            self._ledger.append(JOURNAL, [*kept, {"type": SEALED, "at": now(), "record": rid, **more}])
        self._log.sealed.add(record)
        self._switch(new_epoch(self._header), self._open_keys(), self._slot)


def _stub(rid: str, stub: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": STUB, "record": rid, "stub": dict(stub)}


def _sealed(wrap: WrapKey, secret: bytes, key: bytes) -> list[bytes]:
    try:
        files = list(wrap(secret))
    except Refusal:
        raise
    except Exception:
        raise NotSealed from None
    if not files or any(len(each) <= len(secret) or key.hex().encode() in each for each in files):
        raise NotSealed
    return files
