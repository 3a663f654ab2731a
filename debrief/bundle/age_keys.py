"""age's two kinds of native key: X25519, and the post-quantum hybrid mlkem768x25519.

    me = generate()
    me.recipient            # age1…            may be published
    str(me) hides the key; me.secret() is AGE-SECRET-KEY-1…

Source: https://age-encryption.org/v1 (C2SP), on `cryptography` alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import shake_256
from typing import ClassVar, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import bech32
from .refusals import AgeHeader, NotAnIdentity, NotARecipient
from .stanzas import Stanza, decode64, encode64

FILE_KEY = 16
_WRAPPED = FILE_KEY + 16
_X25519_INFO = b"age-encryption.org/v1/X25519"
_HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
_HYBRID_SHARE = 1120  # ML-KEM-768 ciphertext and X25519 share
_MLKEM_PUBLIC = 1184
_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_ONCE = bytes(12)  # the nonce of a key that is used once


class Recipient(Protocol):
    """Somebody a file can be sealed to."""

    post_quantum: ClassVar[bool]

    def wrap(self, file_key: bytes) -> Stanza: ...


class Identity(Protocol):
    """Somebody who can open what was sealed to ``recipient``."""

    @property
    def recipient(self) -> str: ...

    def secret(self) -> str: ...

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, or None if the stanza is not for this identity."""
        ...


class X25519Recipient:
    post_quantum: ClassVar[bool] = False

    def __init__(self, public: bytes) -> None:
        self._public = public

    def wrap(self, file_key: bytes) -> Stanza:
        once = X25519PrivateKey.generate()
        share = once.public_key().public_bytes_raw()
        try:
            shared = once.exchange(X25519PublicKey.from_public_bytes(self._public))
        except ValueError:
            raise NotARecipient from None  # a point of low order: everybody could open it
        key = derive(shared, share + self._public, _X25519_INFO)
        body = ChaCha20Poly1305(key).encrypt(_ONCE, file_key, None)
        return Stanza(b"X25519", (encode64(share),), body)


class HybridRecipient:
    post_quantum: ClassVar[bool] = True

    def __init__(self, public: bytes) -> None:
        try:
            self._key = hpke.MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
                X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
            )
        except ValueError:
            raise NotARecipient from None

    def wrap(self, file_key: bytes) -> Stanza:
        try:
            sealed = _SUITE.encrypt(file_key, self._key, info=_HYBRID_INFO)
        except ValueError:
            raise NotARecipient from None
        share, body = sealed[:_HYBRID_SHARE], sealed[_HYBRID_SHARE:]
        return Stanza(b"mlkem768x25519", (encode64(share),), body)


class X25519Identity:
    """32 secret bytes. Its repr shows nothing."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._key = X25519PrivateKey.from_private_bytes(seed)
        self._public = self._key.public_key().public_bytes_raw()

    @property
    def recipient(self) -> str:
        return bech32.encode("age", self._public)

    def secret(self) -> str:
        return bech32.encode("age-secret-key-", self._seed).upper()

    def unwrap(self, stanza: Stanza) -> bytes | None:
        if stanza.type != b"X25519":
            return None
        share = _share(stanza, 32)
        try:
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise AgeHeader(reason="low order point") from None
        key = derive(shared, share + self._public, _X25519_INFO)
        try:
            return ChaCha20Poly1305(key).decrypt(_ONCE, stanza.body, None)
        except InvalidTag:
            return None


class HybridIdentity:
    """32 secret bytes, from which both halves of the key are drawn. Its repr shows nothing."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        drawn = shake_256(seed).digest(96)
        first = MLKEM768PrivateKey.from_seed_bytes(drawn[:64])
        second = X25519PrivateKey.from_private_bytes(drawn[64:])
        self._second = second
        self._key = hpke.MLKEM768X25519PrivateKey(first, second)
        self._public = first.public_key().public_bytes_raw() + second.public_key().public_bytes_raw()

    @property
    def recipient(self) -> str:
        return bech32.encode("age1pq", self._public)

    def secret(self) -> str:
        return bech32.encode("age-secret-key-pq-", self._seed).upper()

    def unwrap(self, stanza: Stanza) -> bytes | None:
        if stanza.type != b"mlkem768x25519":
            return None
        share = _share(stanza, _HYBRID_SHARE)
        try:
            # HPKE reports a forbidden point as a failed tag; the header is refused for it.
            self._second.exchange(X25519PublicKey.from_public_bytes(share[-32:]))
            return _SUITE.decrypt(share + stanza.body, self._key, info=_HYBRID_INFO)
        except InvalidTag:
            return None
        except ValueError:
            raise AgeHeader(reason="low order point") from None


def _share(stanza: Stanza, length: int) -> bytes:
    """The one argument. Sizes are checked before any decryption (partitioning oracles)."""
    if len(stanza.arguments) != 1 or len(stanza.body) != _WRAPPED:
        raise AgeHeader(reason="stanza sizes")
    share = decode64(stanza.arguments[0])
    if len(share) != length:
        raise AgeHeader(reason="stanza sizes")
    return share


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 to 32 bytes."""
    return HKDF(hashes.SHA256(), 32, salt, info).derive(secret)


def generate(*, post_quantum: bool = False) -> Identity:
    """A new identity from the system's generator."""
    seed = os.urandom(32)
    return HybridIdentity(seed) if post_quantum else X25519Identity(seed)


def recipient(text: str) -> Recipient:
    """``age1…`` or ``age1pq1…`` as age writes them, in lower case."""
    public = recipient_bytes(text)
    return X25519Recipient(public) if len(public) == 32 else HybridRecipient(public)


def recipient_bytes(text: str) -> bytes:
    """The raw public key of ``age1…`` (32 bytes) or ``age1pq1…`` (1216)."""
    try:
        prefix, public = bech32.decode(text)
    except ValueError:
        raise NotARecipient from None
    known = (("age", 32), ("age1pq", _MLKEM_PUBLIC + 32))
    if text != text.lower() or (prefix, len(public)) not in known:
        raise NotARecipient
    return public


def identity(text: str) -> Identity:
    """``AGE-SECRET-KEY-1…`` or ``AGE-SECRET-KEY-PQ-1…``, in upper case."""
    try:
        prefix, seed = bech32.decode(text)
    except ValueError:
        raise NotAnIdentity from None
    kinds: dict[str, type[X25519Identity] | type[HybridIdentity]] = {
        "age-secret-key-": X25519Identity,
        "age-secret-key-pq-": HybridIdentity,
    }
    if text != text.upper() or len(seed) != 32 or prefix not in kinds:
        raise NotAnIdentity
    return kinds[prefix](seed)


def identities(text: str) -> list[Identity]:
    """Every identity of a file as ``age-keygen`` writes it: one a line, ``#`` for remarks."""
    lines: Iterable[str] = (line.strip() for line in text.splitlines())
    found = [identity(line) for line in lines if line and not line.startswith("#")]
    if not found:
        raise NotAnIdentity
    return found
