"""The laptop's encrypted, append-only log of events. The format is docs/vault-format.md.

``Vault`` is imported on first use: it brings SQLModel, and the unlock screen should be painted
before that. ``read_header`` and ``KdfCost`` need neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .header import Header, Slot, read_header
from .kdf import KdfCost, calibrate
from .refusals import (
    Closed,
    DiskFull,
    InUse,
    Loss,
    NewerVersion,
    NotAVault,
    UnknownRecord,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from .vault import Vault

__all__ = [
    "Closed",
    "DiskFull",
    "Header",
    "InUse",
    "KdfCost",
    "Loss",
    "NewerVersion",
    "NotAVault",
    "Slot",
    "UnknownRecord",
    "Vault",
    "WrongPassphrase",
    "calibrate",
    "read_header",
]


def __getattr__(name: str) -> object:
    if name == "Vault":
        from .vault import Vault

        return Vault
    raise AttributeError(name)
