"""Making a vault: keys, files and, last of all, the header. Without a header it is no vault."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief.errors import Refusal

from .disk import Ballast, make_private_folder, sync_folder, writing
from .head import HeadFile
from .header import COPY, HEADER, Header, Recovery, Slot, write_header
from .keys import KEY_BYTES, VaultKeys, seal
from .opening import DATABASE, HEAD
from .refusals import AlreadyThere, NoRecoveryRecipient, RecoveryNotSealed
from .store import Store
from .wraps import JOURNAL, KeyRing

BALLAST = "ballast"
WrapForRecovery = Callable[[bytes, list[str]], bytes]
"""Seals the vault key (32 bytes) to age recipients: ``debrief.bundle.age.encrypt``."""


def new_keys() -> VaultKeys:
    """A fresh random vault key and vault id."""
    return VaultKeys(os.urandom(KEY_BYTES), os.urandom(16))


def new_header(
    keys: VaultKeys, slot: Slot, recovery: list[str], wrap: WrapForRecovery, *, for_tests: bool
) -> Header:
    """The header of a new vault, with its recovery part and a fresh signing key."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw()
    return Header(
        vault_id=keys.vault_id.hex(),
        epoch=1,
        for_tests=for_tests,
        slots=[slot],
        recovery=sealed_for_recovery(keys, recovery, wrap),
        signing=seal(keys.signing, signing, keys.bind(b"signing")).hex(),
    )


def require_room(folder: Path) -> None:
    """The folder is empty (a lock file apart) or not there yet, or ``AlreadyThere``."""
    with writing(folder):
        if folder.exists() and {entry.name for entry in folder.iterdir()} - {"lock"}:
            raise AlreadyThere(path=str(folder))
        make_private_folder(folder)


def make_files(folder: Path, header: Header, keys: VaultKeys) -> None:
    """Write everything; on any refusal take away what was written."""
    try:
        _make_log(folder, header, keys)
        Ballast(folder / BALLAST).load()
        with writing(folder):
            sync_folder(folder)
        write_header(folder, header, keys)
    except BaseException:
        _take_away(folder)
        raise


def _make_log(folder: Path, header: Header, keys: VaultKeys) -> None:
    with writing(folder):
        HeadFile(folder / HEAD, keys).create()
        store = Store.create(folder / DATABASE)
    try:
        ring = KeyRing(keys, header.epoch)
        block = ring.block()
        store.add_wraps(block)
        ring.added(block)
        row, _ = ring.wrap_new(JOURNAL)
        store.put_wrap(row)
        store.checkpoint()
    finally:
        store.close()


def sealed_for_recovery(keys: VaultKeys, recipients: list[str], wrap: WrapForRecovery) -> Recovery:
    """The header's recovery part: the vault key, sealed to the agency's recovery recipients."""
    wanted = [recipient.strip() for recipient in recipients if recipient.strip()]
    if not wanted:
        raise NoRecoveryRecipient
    try:
        blob = wrap(keys.raw(), wanted)
    except Refusal:
        raise
    except Exception:
        raise RecoveryNotSealed from None
    if len(blob) <= KEY_BYTES or keys.raw() in blob:
        raise RecoveryNotSealed
    return Recovery(recipients=wanted, blob=blob.hex())


def _take_away(folder: Path) -> None:
    names = (
        HEAD,
        DATABASE,
        f"{DATABASE}-wal",
        f"{DATABASE}-shm",
        BALLAST,
        "header.json.new",
        HEADER,
        COPY,
    )
    for name in names:
        with contextlib.suppress(OSError):
            (folder / name).unlink()
