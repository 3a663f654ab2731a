"""A root holder's key: one Ed25519 key in a file, sealed with generated words.

The file is PKCS #8 under a passphrase, which OpenSSL and OpenSSH (9.6 and later) read too. Its
stretching is modest, so the words are always made here (six: 77 bits) and never chosen. A holder
who would rather sign with `ssh-keygen -Y sign -n trust@debrief` and a key of their own can.
"""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from debrief import words

from .refusals import NotARootKey
from .sshsig import public_line


def make_root() -> tuple[bytes, str, str]:
    """A new root key: the sealed file's content, its public line, and the words that open it."""
    key, phrase = Ed25519PrivateKey.generate(), words.passphrase()
    sealed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(phrase.encode()))
    return sealed, public_line(key.public_key()), phrase


def open_root(sealed: bytes, phrase: str) -> Ed25519PrivateKey:
    """The key in a sealed file, or ``NotARootKey``: of the file and the words, nothing more is said."""
    try:
        key = load_pem_private_key(sealed, words.tidy(phrase).encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise NotARootKey from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NotARootKey
    return key
