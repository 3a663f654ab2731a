"""A revocation list as `ssh-keygen` and `sshd` read it (OpenSSH PROTOCOL.krl), of plain keys.

ssh-keygen -Q -f krl key.pub            # says REVOKED, status 1
ssh-keygen -Y verify -r krl …           # refuses what such a key signed, whenever
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from .sshsig import key_blob, read_public_line, ssh_string

_MAGIC = b"SSHKRL\n\0"
_FORMAT = 1
_EXPLICIT_KEY = b"\x02"


def krl(publics: Iterable[str], *, version: int, made: datetime) -> bytes:
    """The list of these keys (``ssh-ed25519 AAAA…``); the same keys always give the same bytes."""
    blobs = sorted(key_blob(read_public_line(line)) for line in publics)
    numbers = (version, int(made.timestamp()), 0)  # the last: flags, of which there are none
    head = _MAGIC + _FORMAT.to_bytes(4, "big") + b"".join(n.to_bytes(8, "big") for n in numbers)
    keys = b"".join(map(ssh_string, blobs))
    return (
        head + ssh_string(b"") + ssh_string(b"debrief") + (_EXPLICIT_KEY + ssh_string(keys) if blobs else b"")
    )
