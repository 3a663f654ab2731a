"""The keys under the vault key, and the one way of sealing: ChaCha20-Poly1305 with a random nonce.

    vault key --HKDF-SHA256(salt = vault id, info = label)--> one sub-key per purpose

Counter nonces are forbidden here: a restored backup would repeat them.
"""

from __future__ import annotations

import os
from functools import cached_property, lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = b"debrief-vault/1"
KEY_BYTES = 32
NONCE_BYTES = 12


class Unsealable(Exception):
    """A sealed value does not open: another key, another place, or damage. Never carries bytes."""


def seal(cipher: ChaCha20Poly1305, plain: bytes, binding: bytes) -> bytes:
    """nonce (12) | ciphertext | tag (16)."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, binding)


def unseal(cipher: ChaCha20Poly1305, sealed: bytes, binding: bytes) -> bytes:
    """What was sealed under this key and binding, or ``Unsealable``."""
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], binding)
    except (InvalidTag, ValueError, TypeError):
        raise Unsealable from None


class VaultKeys:
    """The vault key of one vault and everything derived from it."""

    def __init__(self, vault_key: bytes, vault_id: bytes) -> None:
        self._key = vault_key
        self.vault_id = vault_id
        self._elders: list[tuple[int, VaultKeys]] = []
        self._log = lru_cache(maxsize=None)(self._log_of)
        self._kek = lru_cache(maxsize=None)(self._kek_of)

    def __repr__(self) -> str:
        return "VaultKeys(…)"

    def raw(self) -> bytes:
        """The vault key itself: for slots and for the recovery recipients only."""
        return self._key

    def bind(self, *parts: bytes) -> bytes:
        """format | vault id | what it is | where it belongs."""
        return b"|".join((FORMAT, self.vault_id.hex().encode(), *parts))

    def sub_key(self, label: str) -> bytes:
        """32 bytes for one purpose."""
        info = FORMAT + b"|" + label.encode()
        return HKDF(SHA256(), KEY_BYTES, salt=self.vault_id, info=info).derive(self._key)

    @cached_property
    def row_prefix(self) -> bytes:
        """What every row is bound to, before its place; kept, because it is needed most."""
        return self.bind(b"row", b"")

    @cached_property
    def header_mac(self) -> bytes:
        return self.sub_key("header-mac")

    @cached_property
    def head_mac(self) -> bytes:
        return self.sub_key("head")

    @cached_property
    def names(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(self.sub_key("slot-name"))

    @cached_property
    def signing(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(self.sub_key("signing-key"))

    def wrap_elder(self, elder: VaultKeys, through: int) -> bytes:
        """An earlier vault key, sealed under this one: it sealed addresses ``through`` an epoch."""
        return seal(self._elder_cipher, elder.raw(), self._elder_binding(through))

    def learn_elder(self, through: int, sealed: bytes) -> None:
        """Know what ``wrap_elder`` sealed; oldest first. ``Unsealable`` if it is not ours."""
        key = unseal(self._elder_cipher, sealed, self._elder_binding(through))
        self._elders.append((through, VaultKeys(key, self.vault_id)))

    @property
    def elders(self) -> list[tuple[int, VaultKeys]]:
        """(through, keys) of every earlier vault key, oldest first."""
        return list(self._elders)

    @cached_property
    def _elder_cipher(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(self.sub_key("elder"))

    def _elder_binding(self, through: int) -> bytes:
        return self.bind(b"elder", str(through).encode())

    def log(self, epoch: int) -> ChaCha20Poly1305:
        """Seals the address of every row (which de-brief it belongs to) written in an epoch."""
        return self._log(epoch)

    def record_kek(self, epoch: int) -> ChaCha20Poly1305:
        """Wraps the record keys of an epoch."""
        return self._kek(epoch)

    def _log_of(self, epoch: int) -> ChaCha20Poly1305:
        for through, elder in self._elders:
            if epoch <= through:
                return elder.log(epoch)
        return ChaCha20Poly1305(self.sub_key(f"log|{epoch}"))

    def _kek_of(self, epoch: int) -> ChaCha20Poly1305:
        for through, elder in self._elders:
            if epoch <= through:
                return elder.record_kek(epoch)
        return ChaCha20Poly1305(self.sub_key(f"record-kek|{epoch}"))
