"""An officer's or a partner's key: one file, sealed with six words, made and opened as a root holder's is."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief.bundle import open_root
from debrief.bundle.refusals import NotARootKey
from debrief.bundle.sealed import read_small

from .refusals import NotYourKey


def open_key(sealed: bytes, words: str) -> Ed25519PrivateKey:
    """The key in a sealed file, or ``NotYourKey``."""
    try:
        return open_root(sealed, words)
    except NotARootKey:
        raise NotYourKey from None


def read_key(path: Path, words: str) -> Ed25519PrivateKey:
    """The key in a sealed file at ``path``."""
    return open_key(read_small(path), words)
