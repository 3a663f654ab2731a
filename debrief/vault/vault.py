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
from pathlib import Path
from typing import Any, Self

from .copying import Report, copy_files, look_through
from .disk import Ballast, tighten
from .erasing import Erasing
from .header import Header, Slot, keep_copy, read_header
from .kdf import KdfCost
from .keys import VaultKeys
from .lock import FolderLock
from .making import BALLAST, WrapForRecovery, make_files, new_header, new_keys, require_room
from .opening import describe, open_log
from .people import People
from .refusals import DiskFull, HeaderChanged, NotWritable, WrongKey
from .session import now
from .slots import make_slot, open_slots


class Vault(People, Erasing):
    """An unlocked vault, from ``create``, ``unlock`` or ``recover``; ``close`` locks it."""

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
            log = open_log(folder, keys, header, accept_loss=accept_loss)
        except (DiskFull, NotWritable):
            if not Ballast(folder / BALLAST).drop():
                raise
            log = open_log(folder, keys, header, accept_loss=accept_loss)
        vault = cls(folder, lock, opened, log)
        try:
            vault._ballast.load()
            vault._ledger.settle_head()
            with contextlib.suppress(OSError):
                keep_copy(folder)  # a crash may have come between the header and its copy
            if log.losses:
                vault.log({**describe(log.losses, log.survey), "at": now()})
            vault._finish_what_was_begun()
        except BaseException:
            log.store.close()
            raise
        return vault

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
        return [rid.hex() for rid in self._log.ring.records()]

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the database, for instance after each section."""
        self._open_keys()
        self._ledger.checkpoint()

    def backup(self, folder: Path | str) -> Path:
        """A whole copy of the vault at one moment, in an empty or new folder; it is looked through.

        Never copy the files one by one: without the log beside it the database is not the vault.
        The copy keeps what is sealed or erased here later: give it an end of its own.
        """
        keys, folder = self._open_keys(), Path(folder)
        require_room(folder)
        self.log({"type": "vault.backed-up", "at": now()})
        copy_files(folder, self._header, keys, self._ledger)
        look_through(folder, keys, self._header)
        return folder

    def check(self) -> Report:
        """Look through everything on the disk once more: SQLite's own check, every seal, the chain."""
        keys = self._open_keys()
        self._ledger.checkpoint()
        return look_through(self.folder, keys, self._header)

    # -- who and what this vault is -----------------------------------------------------------

    @property
    def head(self) -> tuple[int, str]:
        """The last entry's number and the chain value (hexadecimal) that stands for everything."""
        return self._ledger.head.seq, self._ledger.head.chain.hex()

    def went_through(self, seq: int, chain: str) -> bool:
        """Whether this vault's history goes through a head that it once had: (number, chain value).

        An older copy that was put back does not, once it stops before or has gone on otherwise.
        """
        return self._ledger.went_through(seq, chain)

    @property
    def vault_id(self) -> str:
        return self._header.vault_id

    @property
    def damaged(self) -> list[int]:
        """The numbers of the entries that cannot be relied on (only with an accepted loss)."""
        return sorted(self._log.survey.damaged)

    @property
    def recovery_recipients(self) -> list[str]:
        return list(self._header.recovery.recipients)


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
