"""The laptop's vault: what was said, encrypted, append-only, never acknowledged before it is safe.

    with Vault.unlock(folder, passphrase) as vault:
        rid = vault.new_debrief()
        vault.append(rid, [{"type": "answered", "item": "journey.first_place"}])
        vault.read(rid)

One process at a time. Methods may be called from any thread, one after the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .disk import Ballast, tighten
from .header import MOST_SLOTS, Header, Slot, keep_copy, read_header, write_header
from .kdf import KdfCost
from .keys import VaultKeys, unseal
from .ledger import Ledger
from .lock import FolderLock
from .making import BALLAST, WrapForRecovery, make_files, new_header, new_keys, require_room
from .opening import Log, describe, open_log
from .refusals import (
    Closed,
    DiskFull,
    HeaderChanged,
    NotWritable,
    SlotRefused,
    UnknownRecord,
    WrongKey,
)
from .slots import make_slot, open_slots, user_of
from .wraps import JOURNAL

STUB = "vault.stub"


class Vault:
    """An unlocked vault, from ``create``, ``unlock`` or ``recover``; ``close`` locks it."""

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
        self._ring, self._survey = log.ring, log.survey
        self._ledger = Ledger(keys, self._header.epoch, log, self._ballast)

    def __repr__(self) -> str:
        return f"<Vault {'open' if self._keys else 'locked'}>"

    # -- opening and closing ------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        folder: Path | str,
        passphrase: str,
        *,
        user: str,
        recovery: list[str],
        wrap_for_recovery: WrapForRecovery,
        kdf: KdfCost | None = None,
        token: bytes | None = None,
    ) -> Self:
        """Make a vault in an empty or new folder and return it unlocked.

        ``recovery``: at least one age recipient of the agency. ``wrap_for_recovery`` seals the
        vault key to them. ``kdf`` defaults to ``KdfCost()``; see ``calibrate``.
        """
        folder, cost = Path(folder), (kdf or KdfCost()).check()
        keys = new_keys()
        slot = make_slot(keys, passphrase, user=user, token=token, cost=cost)
        header = new_header(keys, slot, recovery, wrap_for_recovery, for_tests=cost.below_floor)
        require_room(folder)
        with _holding(folder) as lock:
            make_files(folder, header, keys)
            return cls._open(folder, lock, (header, keys, slot), accept_loss=False)

    @classmethod
    def unlock(
        cls,
        folder: Path | str,
        passphrase: str,
        *,
        user: str | None = None,
        token: bytes | None = None,
        accept_loss: bool = False,
    ) -> Self:
        """Open a vault; every entry is authenticated before this returns.

        ``user``: a slot id (one key derivation) or a name; None tries every slot in turn.
        ``accept_loss`` acknowledges damaged or missing entries; the journal then says which.
        """
        folder = Path(folder)
        read_header(folder)  # no lock file is made where there is no vault
        with _holding(folder) as lock:
            signed = read_header(folder)
            keys, slot = open_slots(signed.header, passphrase, user=user, token=token)
            header = signed.require_untouched(keys, folder)
            return cls._open(folder, lock, (header, keys, slot), accept_loss=accept_loss)

    @classmethod
    def recover(cls, folder: Path | str, vault_key: bytes, *, accept_loss: bool = False) -> Self:
        """Open a vault with its key, as decrypted from the header's recovery part by ``age``.

        The journal notes it. Follow with ``add_slot`` to set a new passphrase.
        """
        folder = Path(folder)
        read_header(folder)
        with _holding(folder) as lock:
            signed = read_header(folder)
            keys = VaultKeys(vault_key, bytes.fromhex(signed.header.vault_id))
            try:
                header = signed.require_untouched(keys, folder)
            except HeaderChanged:
                raise WrongKey from None
            vault = cls._open(folder, lock, (header, keys, None), accept_loss=accept_loss)
            try:
                vault._note("vault.recovered")
            except BaseException:
                vault.close()
                raise
            return vault

    @classmethod
    def _open(
        cls,
        folder: Path,
        lock: FolderLock,
        opened: tuple[Header, VaultKeys, Slot | None],
        *,
        accept_loss: bool,
    ) -> Self:
        tighten(folder)
        header, keys, _ = opened
        try:
            log = open_log(folder, keys, header.epoch, accept_loss=accept_loss)
        except (DiskFull, NotWritable):
            if not Ballast(folder / BALLAST).drop():
                raise
            log = open_log(folder, keys, header.epoch, accept_loss=accept_loss)
        vault = cls(folder, lock, opened, log)
        try:
            vault._ballast.load()
            vault._ledger.settle_head()
            with contextlib.suppress(OSError):
                keep_copy(folder)  # a crash may have come between the header and its copy
            if log.losses:
                vault.log({**describe(log.losses, log.survey), "at": _now()})
        except BaseException:
            log.store.close()
            raise
        return vault

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what was said ------------------------------------------------------------------------

    def new_debrief(self) -> str:
        """Begin a de-brief with a key of its own; returns its id (32 hexadecimal digits)."""
        self._open_keys()
        return self._ledger.begin().hex()

    def append(self, rid: str, events: Sequence[Mapping[str, Any]]) -> int:
        """Save events of a de-brief, all or none; returns the number of the last entry.

        Returns only when they are on the disk. Events are plain JSON without floats, at most
        1 MiB each.
        """
        return self._ledger.append(self._known(rid), events)

    def read(self, rid: str) -> list[dict[str, Any]]:
        """The events of a de-brief, in order."""
        return self._ledger.read(self._known(rid))

    def read_all(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """(number, de-brief, event) of everything but the journal, in the order it was saved."""
        self._open_keys()
        for seq, rid, event in self._ledger.read_all():
            yield seq, rid.hex(), event

    def debriefs(self) -> list[str]:
        """The ids of all de-briefs, in the order they were begun."""
        self._open_keys()
        return [rid.hex() for rid in self._ring.records()]

    def log(self, event: Mapping[str, Any]) -> int:
        """Save one entry in the vault's own journal (settings, exports, receipts)."""
        self._open_keys()
        return self._ledger.append(JOURNAL, [event])

    def journal(self) -> list[dict[str, Any]]:
        """The vault's own journal, in order."""
        self._open_keys()
        return self._ledger.read(JOURNAL)

    def put_stub(self, rid: str, stub: Mapping[str, Any]) -> int:
        """Keep what a later sitting needs of a de-brief, without words; the last one counts."""
        return self.log({"type": STUB, "record": rid, "stub": dict(stub)})

    def stub(self, rid: str) -> dict[str, Any] | None:
        """The stub of a de-brief, if there is one."""
        kept = [entry for entry in self.journal() if entry.get("type") == STUB]
        found = [entry["stub"] for entry in kept if entry.get("record") == rid]
        return found[-1] if found else None

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the database, for instance after each section."""
        self._open_keys()
        self._ledger.checkpoint()

    # -- who and what this vault is -----------------------------------------------------------

    @property
    def head(self) -> tuple[int, str]:
        """The last entry's number and the chain value (hexadecimal) that stands for everything."""
        return self._ledger.head.seq, self._ledger.head.chain.hex()

    @property
    def vault_id(self) -> str:
        return self._header.vault_id

    @property
    def user(self) -> str:
        """The name of the user whose passphrase opened the vault; empty after ``recover``."""
        return user_of(self._open_keys(), self._slot) if self._slot else ""

    @property
    def for_tests(self) -> bool:
        """The vault was made with ``KdfCost.for_tests`` and protects nothing."""
        return self._header.for_tests

    @property
    def damaged(self) -> list[int]:
        """The numbers of the entries that cannot be relied on (only with an accepted loss)."""
        return sorted(self._survey.damaged)

    @property
    def recovery_recipients(self) -> list[str]:
        return list(self._header.recovery.recipients)

    def signing_key(self) -> Ed25519PrivateKey:
        """The laptop's own signing key. It is never written outside the vault."""
        keys = self._open_keys()
        sealed = bytes.fromhex(self._header.signing)
        return Ed25519PrivateKey.from_private_bytes(unseal(keys.signing, sealed, keys.bind(b"signing")))

    def public_key(self) -> str:
        """``ssh-ed25519 AAAA…``, without a comment."""
        public = self.signing_key().public_key()
        return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()

    # -- passphrases --------------------------------------------------------------------------

    def slots(self) -> list[tuple[str, str]]:
        """(slot id, user) of every passphrase."""
        keys = self._open_keys()
        return [(slot.id, user_of(keys, slot)) for slot in self._header.slots]

    def change_passphrase(
        self,
        old: str,
        new: str,
        *,
        token: bytes | None = None,
        new_token: bytes | None = None,
        kdf: KdfCost | None = None,
    ) -> None:
        """Replace the passphrase of the slot that opened the vault; only the header is rewritten.

        An older copy of the vault still opens with the old one.
        """
        if self._slot is None:
            raise SlotRefused(reason="the vault was opened with the recovery key")
        open_slots(self._header, old, user=self._slot.id, token=token)
        slot = self._made(new, self.user, new_token, kdf)
        kept = [s for s in self._header.slots if s.id != self._slot.id]
        self._put_slots([*kept, slot], "vault.passphrase-changed")
        self._slot = slot

    def add_slot(
        self, passphrase: str, *, user: str, token: bytes | None = None, kdf: KdfCost | None = None
    ) -> str:
        """One more passphrase that opens this vault; returns its slot id."""
        slot = self._made(passphrase, user, token, kdf)
        self._put_slots([*self._header.slots, slot], "vault.slot-added")
        return slot.id

    def remove_slot(self, slot_id: str) -> None:
        """Take a passphrase away; the last one, and the one in use, stay."""
        kept = [slot for slot in self._header.slots if slot.id != slot_id]
        if len(kept) == len(self._header.slots):
            raise SlotRefused(reason="there is no such slot")
        if not kept or (self._slot and slot_id == self._slot.id):
            raise SlotRefused(reason="it is the last one, or in use")
        self._put_slots(kept, "vault.slot-removed")

    # -- inside -------------------------------------------------------------------------------

    def _made(self, passphrase: str, user: str, token: bytes | None, kdf: KdfCost | None) -> Slot:
        default = KdfCost.for_tests() if self.for_tests else KdfCost()
        cost = (kdf or default).check()
        if cost.below_floor and not self.for_tests:
            raise SlotRefused(reason="a test's cost is not for a real vault")
        return make_slot(self._open_keys(), passphrase, user=user, token=token, cost=cost)

    def _put_slots(self, slots: list[Slot], kind: str) -> None:
        if len(slots) > MOST_SLOTS:
            raise SlotRefused(reason=f"there are {MOST_SLOTS} already")
        header = self._header.model_copy(update={"slots": slots})
        write_header(self.folder, header, self._open_keys())
        self._header = header
        self._note(kind)

    def _note(self, kind: str) -> None:
        self.log({"type": kind, "at": _now()})

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
        if found == JOURNAL or self._ring.cipher(found) is None:
            raise UnknownRecord(record=rid)
        return found


@contextlib.contextmanager
def _holding(folder: Path) -> Iterator[FolderLock]:
    """The folder's lock, kept when all goes well and let go when it does not."""
    lock = FolderLock(folder)
    lock.take()
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
