"""A vault as a caller makes it, with pyrage as the other implementation of age."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyrage

from debrief.vault import KdfCost, Vault

WORDS = "made up words for a test"


def wrap(key: bytes, recipients: list[str]) -> bytes:
    return pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(one) for one in recipients])


@dataclass
class Maker:
    """Makes vaults in a folder of the test's own."""

    folder: Path
    identity: pyrage.x25519.Identity

    def make(self, name: str = "vault", user: str = "interviewer") -> Vault:
        return Vault.create(
            self.folder / name,
            WORDS,
            user=user,
            recovery=[str(self.identity.to_public())],
            wrap_for_recovery=wrap,
            kdf=KdfCost.for_tests(),
        )


def everything(folder: Path) -> bytes:
    """All bytes and names under a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"\n".join(path.name.encode() + path.read_bytes() for path in files)
