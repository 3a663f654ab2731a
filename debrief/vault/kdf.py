"""What a guess at the passphrase costs: Argon2id (RFC 9106), its bounds, and its calibration.

The passphrase is normalised (NFKC, runs of white space become one space) and encoded as UTF-8.
Bounds are checked before anything is computed, so that a changed header can neither make guessing
cheap for a new vault nor make opening it endless.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from .refusals import CostOutOfBounds, MemoryShort

_MIB = 1024
_CANDIDATES_MIB = (64, 128, 256, 512, 1024)
_UNKNOWN_MEMORY = 4 * 2**30
_ABSOLUTE = {"memory_kib": (8, 1024 * _MIB), "passes": (1, 16), "lanes": (1, 16)}
_ALLOWED = {"memory_kib": (64 * _MIB, 1024 * _MIB), "passes": (3, 16), "lanes": (1, 16)}


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Memory in KiB, passes and lanes of Argon2id. Default 256 MiB, 3, 4.

    Floor 64 MiB, 3, 1 (RFC 9106, second choice); cap 1 GiB, 16, 16.
    """

    memory_kib: int = 256 * _MIB
    passes: int = 3
    lanes: int = 4
    below_floor: bool = False

    @classmethod
    def for_tests(cls) -> KdfCost:
        """A cost that protects nothing, so that tests are quick.

        The only way below the floor. A vault made with it says so in its header for ever
        (``for_tests``, under the header's MAC) and in ``Vault.for_tests``.
        """
        return cls(memory_kib=64, passes=1, lanes=1, below_floor=True)

    def check(self) -> KdfCost:
        """This cost, or ``CostOutOfBounds``."""
        for name, (least, most) in (_ABSOLUTE if self.below_floor else _ALLOWED).items():
            found = getattr(self, name)
            if not least <= found <= most:
                raise CostOutOfBounds(name=name, found=found, limit=f"{least}-{most}")
        return self


def derive(passphrase: str, salt: bytes, cost: KdfCost, binding: bytes, token: bytes | None = None) -> bytes:
    """The 32-byte key of one slot. ``token`` is an optional second secret, kept elsewhere."""
    cost.check()
    try:
        return Argon2id(
            salt=salt,
            length=32,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=max(cost.memory_kib, 8 * cost.lanes),
            ad=binding,
            secret=token,
        ).derive(normalised(passphrase))
    except MemoryError:
        raise MemoryShort(count=cost.memory_kib // _MIB) from None


def normalised(passphrase: str) -> bytes:
    """The passphrase's bytes: NFKC, white space made single, UTF-8."""
    text = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    return text.encode("utf-8", "surrogatepass")


def calibrate(
    seconds: float = 1.0,
    memory: int | None = None,
    timer: Callable[[KdfCost], float] | None = None,
) -> KdfCost:
    """The largest cost within ``seconds`` on this machine and an eighth of its ``memory`` (bytes).

    One run at the floor is timed and scaled up; never below the floor.
    """
    floor = KdfCost(memory_kib=64 * _MIB)
    took = (timer or _timed)(floor)
    limit = (physical_memory() if memory is None else memory) // 8
    fitting = [
        mib for mib in _CANDIDATES_MIB if took * mib / _CANDIDATES_MIB[0] <= seconds and mib * 2**20 <= limit
    ]
    return KdfCost(memory_kib=max(fitting, default=_CANDIDATES_MIB[0]) * _MIB)


def physical_memory() -> int:
    """Bytes of memory of this machine; 4 GiB where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return _UNKNOWN_MEMORY


def _timed(cost: KdfCost) -> float:
    begun = time.perf_counter()
    derive("calibration", bytes(16), cost, b"")
    return time.perf_counter() - begun
