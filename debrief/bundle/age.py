"""age v1 encryption of bytes in memory, all or nothing.

    sealed = encrypt(b"…", ["age1…", "age1…"])      # opened by any one of them
    decrypt(sealed, [identity("AGE-SECRET-KEY-1…")])

`age -d` opens what `encrypt` makes, and the other way round. Text armor and
passphrase files are refused. Nothing of a damaged file is ever returned.
Source: https://age-encryption.org/v1 (C2SP); vectors: C2SP/CCTV.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .age_keys import FILE_KEY, Identity, derive, recipient
from .refusals import (
    AgeAltered,
    AgeHeader,
    AgePayload,
    MixedRecipients,
    NoRecipients,
    NotForUs,
    TooManyRecipients,
)
from .stanzas import MAX_STANZAS, VERSION, Header, encode64, parse

_CHUNK = 64 * 1024
_TAG = 16
_NONCE = 16


def encrypt(plaintext: bytes, recipients: Sequence[str]) -> bytes:
    """Seal to each of ``recipients`` (``age1…``), any one of whom can open it.

    X25519 and post-quantum recipients are never mixed in one file: it would be
    as weak as its weaker recipient while claiming to be the stronger.
    """
    if not recipients:
        raise NoRecipients
    if len(recipients) > MAX_STANZAS:
        raise TooManyRecipients(limit=MAX_STANZAS)
    found = [recipient(text) for text in recipients]
    if len({r.post_quantum for r in found}) > 1:
        raise MixedRecipients
    file_key = os.urandom(FILE_KEY)
    covered = VERSION + b"".join(r.wrap(file_key).encode() for r in found) + b"---"
    nonce = os.urandom(_NONCE)
    parts = [covered, b" ", encode64(_mac(file_key, covered)), b"\n", nonce]
    cipher = ChaCha20Poly1305(derive(file_key, nonce, b"payload"))
    parts += (cipher.encrypt(n, chunk, None) for n, chunk in _chunks(plaintext, 0, _CHUNK))
    return b"".join(parts)


def decrypt(data: bytes, identities: Sequence[Identity]) -> bytes:
    """The whole plaintext, or a refusal and nothing."""
    header = parse(data)
    file_key = _file_key(header, identities)
    if not hmac.compare_digest(_mac(file_key, header.covered), header.mac):
        raise AgeAltered
    start = header.length + _NONCE
    if len(data) < start:
        raise AgeHeader(reason="cut short")
    cipher = ChaCha20Poly1305(derive(file_key, data[header.length : start], b"payload"))
    parts: list[bytes] = []
    for nonce, chunk in _chunks(data, start, _CHUNK + _TAG):
        try:
            parts.append(cipher.decrypt(nonce, chunk, None))
        except InvalidTag:
            raise AgePayload from None
    # An empty last chunk would be a second form of the same file.
    if len(parts) > 1 and not parts[-1]:
        raise AgePayload
    return b"".join(parts)


def _file_key(header: Header, identities: Sequence[Identity]) -> bytes:
    """Every stanza is looked at, so that a malformed one is refused wherever it stands."""
    opened = (i.unwrap(stanza) for stanza in header.stanzas for i in identities)
    keys = [key for key in opened if key is not None]
    if not keys:
        raise NotForUs
    return keys[0]


def _mac(file_key: bytes, covered: bytes) -> bytes:
    return hmac.digest(derive(file_key, b"", b"header"), covered, "sha256")


def _chunks(data: bytes, start: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """STREAM: each chunk with its nonce, a counter of 11 bytes and 1 for the last."""
    count = max(1, -(-(len(data) - start) // size))
    for n in range(count):
        at = start + n * size
        yield n.to_bytes(11, "big") + bytes([n == count - 1]), data[at : at + size]
