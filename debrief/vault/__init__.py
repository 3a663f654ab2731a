"""The laptop's encrypted, append-only log of events. The format is docs/vault-format.md.

``Vault`` and what belongs to it are imported on first use: they bring SQLModel, and the unlock
screen should be painted before that. ``read_header`` and ``KdfCost`` need neither.
"""

from __future__ import annotations

from importlib import import_module
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
    Sealed,
    UnknownRecord,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from .copying import Report
    from .people import Secret
    from .sealed_key import read_sealed
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
    "Report",
    "Sealed",
    "Secret",
    "Slot",
    "UnknownRecord",
    "Vault",
    "WrongPassphrase",
    "calibrate",
    "read_header",
    "read_sealed",
]

_LATE = {"Report": ".copying", "Secret": ".people", "Vault": ".vault", "read_sealed": ".sealed_key"}


def __getattr__(name: str) -> object:
    if name in _LATE:
        return getattr(import_module(_LATE[name], __name__), name)
    raise AttributeError(name)
