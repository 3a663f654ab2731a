"""age v1 encryption: of bytes in memory, all or nothing; and in pieces, for what is larger than memory.

    sealed = encrypt(b"…", ["age1…", "age1…"])      # opened by any one of them
    decrypt(sealed, [identity("AGE-SECRET-KEY-1…")])

`age -d` opens what `encrypt` makes, and the other way round. Text armor and
passphrase files are refused. `decrypt` returns nothing of a damaged file, ever.
Source: https://age-encryption.org/v1 (C2SP); vectors: C2SP/CCTV.
"""

from __future__ import annotations

import hmac
import io
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

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
from .stanzas import MAX_HEADER, MAX_STANZAS, VERSION, Header, encode64, parse

_CHUNK = 64 * 1024
_TAG = 16
_NONCE = 16


def encrypt(plaintext: bytes, recipients: Sequence[str]) -> bytes:
    """Seal to each of ``recipients`` (``age1…``), any one of whom can open it.

    X25519 and post-quantum recipients are never mixed in one file: it would be
    as weak as its weaker recipient while claiming to be the stronger.
    """
    return b"".join(sealing(io.BytesIO(plaintext), recipients))


def decrypt(data: bytes, identities: Sequence[Identity]) -> bytes:
    """The whole plaintext, or a refusal and nothing."""
    return b"".join(opening(io.BytesIO(data), identities))


def sealing(plaintext: BinaryIO, recipients: Sequence[str]) -> Iterator[bytes]:
    """`encrypt`, piece by piece: the file is read as the pieces are taken, 64 KiB at a time."""
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
    header = covered + b" " + encode64(_mac(file_key, covered)) + b"\n" + nonce
    return _sealed(header, ChaCha20Poly1305(derive(file_key, nonce, b"payload")), plaintext)


def opening(sealed: BinaryIO, identities: Sequence[Identity]) -> Iterator[bytes]:
    """`decrypt`, piece by piece, of a file that can be sought in.

    Each piece is as it was sealed, but whether it is the whole is known only after the last:
    nothing may be done with the pieces that could not be taken back. The header is checked at once.
    """
    start = sealed.tell()
    header = parse(sealed.read(MAX_HEADER + 1))
    file_key = _file_key(header, identities)
    if not hmac.compare_digest(_mac(file_key, header.covered), header.mac):
        raise AgeAltered
    sealed.seek(start + header.length)
    nonce = sealed.read(_NONCE)
    if len(nonce) < _NONCE:
        raise AgeHeader(reason="cut short")
    return _opened(ChaCha20Poly1305(derive(file_key, nonce, b"payload")), sealed)


def _sealed(header: bytes, cipher: ChaCha20Poly1305, plaintext: BinaryIO) -> Iterator[bytes]:
    yield header
    for nonce, chunk in _chunks(plaintext, _CHUNK):
        yield cipher.encrypt(nonce, chunk, None)


def _opened(cipher: ChaCha20Poly1305, sealed: BinaryIO) -> Iterator[bytes]:
    first = True
    for nonce, chunk in _chunks(sealed, _CHUNK + _TAG):
        try:
            piece = cipher.decrypt(nonce, chunk, None)
        except InvalidTag:
            raise AgePayload from None
        # An empty last chunk would be a second form of the same file.
        if not (piece or first):
            raise AgePayload
        first = False
        yield piece


def _file_key(header: Header, identities: Sequence[Identity]) -> bytes:
    """Every stanza is looked at, so that a malformed one is refused wherever it stands."""
    opened = (i.unwrap(stanza) for stanza in header.stanzas for i in identities)
    keys = [key for key in opened if key is not None]
    if not keys:
        raise NotForUs
    return keys[0]


def _mac(file_key: bytes, covered: bytes) -> bytes:
    return hmac.digest(derive(file_key, b"", b"header"), covered, "sha256")


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """STREAM: each chunk with its nonce, a counter of 11 bytes and 1 for the last."""
    number, chunk = 0, file.read(size)
    while True:
        after = file.read(size) if len(chunk) == size else b""
        yield number.to_bytes(11, "big") + bytes([not after]), chunk
        if not after:
            return
        number, chunk = number + 1, after
