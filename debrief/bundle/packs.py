"""Updates carried to an offline laptop: a pack of files, signed by the central repository's roots.

    data = make_pack("bank", 2, issued, {"bank.json": bank.canonical})
    signature = sign_pack(data, root_key)        # as `ssh-keygen -Y sign -n pack@debrief` writes it
    pack = open_pack(data, [signature], trust=trust, now=now)

A pack is one canonical ustar archive, as in a bundle: nothing is ever extracted. Every root who is
needed signs the same bytes; who the roots are, and how many are needed, the trust list held says.
`tar` and `ssh-keygen` open and check it without any of this software (docs/updates.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import shapes, sshsig, ustar
from .refusals import PackContent, PackSignatures, PackTooLarge, TrustExpired
from .shapes import Document, Instant, Ordinal
from .trust import TrustList
from .trust_update import enough

NAMESPACE = "pack@debrief"
STATEMENT = "pack.json"
MAX_PACK = 64 * 1024 * 1024

PackKind = Literal["bank", "catalogues"]
_KINDS = "|".join(get_args(PackKind))
_MEMBER = re.compile(
    rf"(pack-(?:{_KINDS})-[1-9][0-9]{{0,8}})/(pack\.json|bank\.json|languages\.yaml|[a-z]{{2,3}}(?:_[A-Za-z]{{2,8}})*\.po)"
)


class PackStatement(Document):
    """pack.json. ``version`` is that of the content, and has to rise."""

    format: Literal["debrief-pack/1"] = "debrief-pack/1"
    kind: PackKind
    version: Ordinal
    issued: Instant


@dataclass(frozen=True)
class Pack:
    """What a pack holds. ``data`` is the archive."""

    kind: PackKind
    version: int
    files: Mapping[str, bytes] = field(repr=False)
    data: bytes = field(repr=False)


def make_pack(kind: PackKind, version: int, issued: datetime, files: Mapping[str, bytes]) -> bytes:
    """The archive, still to be signed."""
    statement = PackStatement(kind=kind, version=version, issued=shapes.instant(issued))
    return ustar.pack({**files, STATEMENT: statement.encode()}, f"pack-{kind}-{version}")


def sign_pack(data: bytes, root_key: Ed25519PrivateKey) -> bytes:
    """One root holder's signature over a pack."""
    return sshsig.sign(data, NAMESPACE, root_key)


def open_pack(data: bytes, signatures: Sequence[bytes], *, trust: TrustList, now: datetime) -> Pack:
    """A pack, or a refusal and nothing. The signatures are asked before anything is parsed.

    A list that has expired vouches for nobody: who could hold an old list back from a laptop
    could hand it a pack of roots that were replaced long ago.
    """
    if len(data) > MAX_PACK:
        raise PackTooLarge(limit=MAX_PACK // 2**20)
    if trust.expired(now):
        raise TrustExpired(version=trust.version)
    if not enough(data, signatures, NAMESPACE, trust.roots, trust.threshold):
        raise PackSignatures(expected=trust.threshold)
    return read_pack(data)


def read_pack(data: bytes) -> Pack:
    """What is in a pack, whoever signed it: one that was taken in before, and lies under its digest."""
    root, files = ustar.unpack(data, _MEMBER)
    if STATEMENT not in files:
        raise PackContent(name=STATEMENT)
    said = shapes.read(PackStatement, files[STATEMENT], name=STATEMENT)
    if root != f"pack-{said.kind}-{said.version}":
        raise PackContent(name=STATEMENT)
    rest = {name: content for name, content in files.items() if name != STATEMENT}
    return Pack(said.kind, said.version, rest, data)
