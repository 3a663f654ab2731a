"""Passphrase slots: each wraps the same vault key under a key of its own.

Removing a slot does not revoke what somebody has already copied: who holds an old copy of the
vault and the old passphrase can open that copy for ever.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .header import Header, Slot
from .kdf import KdfCost, derive
from .keys import FORMAT, KEY_BYTES, Unsealable, VaultKeys, seal, unseal
from .refusals import SlotRefused, WrongPassphrase

_NAME_BYTES = 128


def make_slot(keys: VaultKeys, passphrase: str, *, user: str, token: bytes | None, cost: KdfCost) -> Slot:
    """A new slot for ``user`` with a random id and salt."""
    if not passphrase.strip():
        raise SlotRefused(reason="the passphrase is empty")
    ident, salt = os.urandom(16), os.urandom(16)
    key = derive(passphrase, salt, cost, _binding(keys.vault_id, ident), token)
    wrapped = seal(ChaCha20Poly1305(key), keys.raw(), _wrapping(keys.vault_id, ident, cost))
    return Slot(
        id=ident.hex(),
        salt=salt.hex(),
        memory_kib=cost.memory_kib,
        passes=cost.passes,
        lanes=cost.lanes,
        token=token is not None,
        key=wrapped.hex(),
        name=seal(keys.names, _packed(user), keys.bind(b"name", ident)).hex(),
    )


def open_slots(
    header: Header, passphrase: str, *, user: str | None, token: bytes | None
) -> tuple[VaultKeys, Slot]:
    """The vault's keys through the first slot that the passphrase opens, or ``WrongPassphrase``.

    ``user`` is a slot's id (only that one is tried) or the name it was made for.
    """
    for slot in _worth_trying(header, user):
        keys = _open(header, slot, passphrase, token)
        if keys is not None and user in (None, slot.id, user_of(keys, slot)):
            return keys, slot
    raise WrongPassphrase


def user_of(keys: VaultKeys, slot: Slot) -> str:
    """The name the slot was made for; empty when it cannot be read."""
    try:
        packed = unseal(keys.names, bytes.fromhex(slot.name), keys.bind(b"name", bytes.fromhex(slot.id)))
        (length,) = struct.unpack_from(">H", packed)
        return packed[2 : 2 + length].decode()
    except (Unsealable, struct.error, UnicodeDecodeError):
        return ""


def _worth_trying(header: Header, user: str | None) -> Iterable[Slot]:
    exact = [slot for slot in header.slots if slot.id == user]
    return exact or header.slots


def _open(header: Header, slot: Slot, passphrase: str, token: bytes | None) -> VaultKeys | None:
    vault_id, ident = bytes.fromhex(header.vault_id), bytes.fromhex(slot.id)
    cost = header.cost_of(slot)
    secret = token if slot.token else None
    key = derive(passphrase, bytes.fromhex(slot.salt), cost, _binding(vault_id, ident), secret)
    try:
        vault_key = unseal(ChaCha20Poly1305(key), bytes.fromhex(slot.key), _wrapping(vault_id, ident, cost))
    except Unsealable:
        return None
    return VaultKeys(vault_key, vault_id) if len(vault_key) == KEY_BYTES else None


def _binding(vault_id: bytes, ident: bytes) -> bytes:
    return b"|".join((FORMAT, vault_id.hex().encode(), b"slot", ident))


def _wrapping(vault_id: bytes, ident: bytes, cost: KdfCost) -> bytes:
    numbers = struct.pack(">III", cost.memory_kib, cost.passes, cost.lanes)
    return _binding(vault_id, ident) + b"|" + numbers


def _packed(user: str) -> bytes:
    name = user.encode("utf-8", "replace")
    if not name or len(name) > _NAME_BYTES - 2:
        raise SlotRefused(reason=f"a user's name has 1 to {_NAME_BYTES - 2} bytes")
    return (struct.pack(">H", len(name)) + name).ljust(_NAME_BYTES, b"\0")
