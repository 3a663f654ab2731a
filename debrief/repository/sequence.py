"""Flags of bundles, from the set of them that is held: never grounds of refusal.

A vault numbers its bundles and names the one before. A flag asks for a look:
``gap``        the bundle before this one is not held
``fork``       another bundle of the vault has the same number or the same predecessor:
               a copied or restored vault
``back_dated`` made before a bundle with a lower number, by its own clock
``late``       came in a later import than a bundle with a higher number (so, of this place)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A bundle in its vault's sequence. ``received``: of the import that first took it in."""

    sha256: str
    vault: str
    seq: int
    prev: str | None
    created: str
    received: str


def flags(links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """SHA-256 of each flagged bundle to its flags, sorted."""
    vaults: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        vaults[link.vault].append(link)
    found = {link.sha256: _flags(link, vault) for vault in vaults.values() for link in vault}
    return {sha256: each for sha256, each in sorted(found.items()) if each}


def _flags(link: Link, vault: list[Link]) -> tuple[str, ...]:
    others = [other for other in vault if other.sha256 != link.sha256]
    held = {other.sha256 for other in others}
    checks = {
        "back_dated": any(o.seq < link.seq and o.created > link.created for o in others),
        "fork": any(o.seq == link.seq or o.prev == link.prev for o in others),
        "gap": link.prev not in held if link.prev else link.seq > 1,
        "late": any(o.seq > link.seq and o.received < link.received for o in others),
    }
    return tuple(name for name, holds in checks.items() if holds)
