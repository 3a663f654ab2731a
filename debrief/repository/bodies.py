"""Bodies of records, sealed once more inside the database.

AES-SIV (RFC 5297) is deterministic: the same version always seals to the same
bytes, so that a repository does not depend on when or how often it took it in.
What is equal is the same content of the same de-brief, which its hash says anyway.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .refusals import DatabaseDamaged

_FORMAT = b"debrief-body/1"
_NAMES = b"debrief-export-name/1"


class Bodies:
    """Seals and opens with a key drawn from the database's. Its repr shows nothing."""

    def __init__(self, database_key: bytes) -> None:
        self._cipher = AESSIV(HKDF(hashes.SHA256(), 64, None, _FORMAT).derive(database_key))
        self._names = HKDF(hashes.SHA256(), 32, None, _NAMES).derive(database_key)

    def pseudonym(self, *parts: str) -> str:
        """What something is called in a file that leaves: the same each time (40 hexadecimal digits),
        and not to be worked out from what it names by anybody without the key."""
        return hmac.new(self._names, "\x1f".join(parts).encode(), sha256).hexdigest()[:40]

    def seal(self, uid: str, sha256: str, body: bytes) -> bytes:
        return self._cipher.encrypt(body, _bound(uid, sha256))

    def open(self, uid: str, sha256: str, sealed: bytes) -> bytes:
        """The canonical JSON of a version. Refused when it is not what was sealed there."""
        try:
            return self._cipher.decrypt(sealed, _bound(uid, sha256))
        except InvalidTag:
            raise DatabaseDamaged(reason="body") from None


def _bound(uid: str, sha256: str) -> list[bytes]:
    return [_FORMAT, uid.encode(), sha256.encode()]
