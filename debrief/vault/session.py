"""What an unlocked vault has in hand, and how it goes on under another header."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from debrief.errors import Refusal

from .disk import Ballast
from .finishing import finish, new_epoch, unfinished
from .header import Header, Slot, write_header
from .keys import VaultKeys
from .ledger import Ledger
from .lock import FolderLock
from .making import BALLAST
from .opening import Log, under
from .refusals import ChangeUnfinished, Closed, Sealed, UnknownRecord
from .wraps import JOURNAL


class Session:
    """An unlocked vault's folder, keys and log."""

    def __init__(
        self,
        folder: Path,
        lock: FolderLock,
        opened: tuple[Header, VaultKeys, Slot | None],
        log: Log,
    ) -> None:
        self.folder = folder
        self._lock = lock
        self._header, keys, self._slot = opened
        self._keys: VaultKeys | None = keys
        self._ballast = Ballast(folder / BALLAST)
        self._log = log
        self._ledger = Ledger(keys, self._header.epoch, log, self._ballast)

    def __repr__(self) -> str:
        return f"<Vault {'open' if self._keys else 'locked'}>"

    def log(self, event: Mapping[str, Any]) -> int:
        """Save one entry in the vault's own journal (settings, exports, receipts)."""
        self._open_keys()
        return self._ledger.append(JOURNAL, [event])

    def journal(self) -> list[dict[str, Any]]:
        """The vault's own journal, in order."""
        self._open_keys()
        return self._ledger.read(JOURNAL)

    def close(self) -> None:
        """Lock: bring the log to rest, forget the keys, let the folder go. Safe to call twice."""
        if self._keys is None:
            return
        self._keys = None
        try:
            self._ledger.close()
        finally:
            self._ballast.load()
            self._lock.release()

    # -- inside -------------------------------------------------------------------------------

    def _switch(self, header: Header, keys: VaultKeys, slot: Slot | None) -> None:
        """Go on under another header: from its writing on the new one holds, and only that."""
        write_header(self.folder, header, keys)
        try:
            self._finish(header, keys, slot)
        except Refusal as refusal:
            self.close()
            raise ChangeUnfinished(code=refusal.code) from None
        except BaseException:
            self.close()
            raise

    def _finish(self, header: Header, keys: VaultKeys, slot: Slot | None) -> None:
        """Bring record keys and head under the header; go on with what then holds."""
        header = finish(self.folder, self._log.store, header, keys, self._ledger.head, self._log.sealed)
        self._log = under(self._log, self.folder, keys, header, self._ledger.head)
        self._header, self._keys, self._slot = header, keys, slot
        self._ledger = Ledger(keys, header.epoch, self._log, self._ballast)

    def _finish_what_was_begun(self) -> None:
        """After a crash: a change of keys is brought to its end, a sealed de-brief's key dropped."""
        keys = self._open_keys()
        if self._log.sealed & set(self._log.ring.records()):
            self._switch(new_epoch(self._header), keys, self._slot)
        elif unfinished(self._header, self._log.ring):
            self._finish(self._header, keys, self._slot)

    def _note(self, kind: str, **more: Any) -> None:
        self.log({"type": kind, "at": now(), **more})

    def _open_keys(self) -> VaultKeys:
        if self._keys is None:
            raise Closed
        return self._keys

    def _known(self, rid: str) -> bytes:
        self._open_keys()
        try:
            found = bytes.fromhex(rid)
        except ValueError:
            raise UnknownRecord(record=rid) from None
        if found in self._log.sealed:
            raise Sealed(record=rid)
        if found == JOURNAL or self._log.ring.cipher(found) is None:
            raise UnknownRecord(record=rid)
        return found


def now() -> str:
    """This moment, as the journal has it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
