"""Take in a trust list: the first against pinned roots, every later one against the list held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import shapes, sshsig
from .refusals import (
    TrustExpired,
    TrustRollback,
    TrustRoots,
    TrustSignatures,
)
from .trust import TrustList

NAMESPACE = "trust@debrief"
FILE = "trust.json"


def sign(data: bytes, root_key: Ed25519PrivateKey) -> bytes:
    """One root holder's signature over the bytes of trust.json."""
    return sshsig.sign(data, NAMESPACE, root_key)


def first(
    data: bytes, signatures: Sequence[bytes], *, roots: Sequence[str], threshold: int, now: datetime
) -> TrustList:
    """The first list of an installation, against roots confirmed by their fingerprint words."""
    found = _read(data, now)
    if not enough(data, signatures, NAMESPACE, roots, threshold):
        raise TrustRoots
    _require_own(found, data, signatures)
    return found


def update(held: TrustList, data: bytes, signatures: Sequence[bytes], *, now: datetime) -> TrustList:
    """The next list. The list held, once more, is taken as it is."""
    if data == held.encode():
        return held
    found = _read(data, now)
    if found.version <= held.version:
        raise TrustRollback(found=found.version, expected=held.version + 1)
    if not enough(data, signatures, NAMESPACE, held.roots, held.threshold):
        raise TrustRoots
    _require_own(found, data, signatures)
    return found


def _read(data: bytes, now: datetime) -> TrustList:
    found = shapes.read(TrustList, data, name=FILE)
    if found.expired(now):
        raise TrustExpired(version=found.version)
    return found


def _require_own(found: TrustList, data: bytes, signatures: Sequence[bytes]) -> None:
    """New roots must have shown that they can sign, before anybody depends on them."""
    if not enough(data, signatures, NAMESPACE, found.roots, found.threshold):
        raise TrustSignatures(expected=found.threshold)


def enough(
    data: bytes, signatures: Sequence[bytes], namespace: str, roots: Sequence[str], threshold: int
) -> bool:
    """A root counts once, however often it signed; other people's signatures count nothing."""
    known = {sshsig.read_public_line(root) for root in roots}
    signers = {sshsig.verify(armored, data, namespace) for armored in signatures}
    return len(known & signers) >= max(1, threshold)
