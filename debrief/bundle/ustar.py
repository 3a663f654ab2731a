"""One archive, one byte form: ustar with fixed modes, sorted names, padded size.

    pack({"bagit.txt": b"…"}, root="bundle-…")
    unpack(archive) -> ("bundle-…", {"bagit.txt": b"…"})

Nothing is ever extracted. The reader knows the names that may occur, reads in
memory, packs what it read again and compares every byte: an archive that
`pack` would not have written is refused, whatever is odd about it. The header is
written here and not by `tarfile`, because the bytes must be the same in every
version of Python, for ever. Source: POSIX.1-1988 (ustar); PADMÉ, PETS 2019.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .refusals import (
    ArchiveDamaged,
    ArchiveMemberKind,
    ArchiveMemberName,
    ArchiveNotCanonical,
    ArchiveTooLarge,
    ArchiveTrailing,
    ArchiveTwins,
)

MAX_MEMBERS = 10_000
_BLOCK = 512
_SIZE = slice(124, 136)
_SUM = slice(148, 156)
_KIND = slice(156, 157)
_MAGIC = slice(257, 263)

UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
BUNDLE = re.compile(
    rf"(bundle-{UUID4})/"
    r"(bagit\.txt|bag-info\.txt|manifest-sha256\.txt|tagmanifest-sha256\.txt(?:\.sig)?"
    rf"|data/statement\.json|data/records/{UUID4}\.json)"
)


def pack(files: Mapping[str, bytes], root: str) -> bytes:
    """The archive of ``files`` (path below ``root`` to bytes), zero padded."""
    parts = []
    for name in sorted(files):
        data = files[name]
        parts += [_header(f"{root}/{name}", len(data)), data, bytes(-len(data) % _BLOCK)]
    length = sum(map(len, parts)) + 2 * _BLOCK
    return b"".join([*parts, bytes(2 * _BLOCK + padded(length) - length)])


def padded(length: int) -> int:
    """PADMÉ in whole blocks: at most 12 % more, and the size says almost nothing."""
    exponent = length.bit_length() - 1
    mask = (1 << exponent - exponent.bit_length()) - 1
    return -(-((length + mask) & ~mask) // _BLOCK) * _BLOCK


def unpack(archive: bytes, members: re.Pattern[str] = BUNDLE) -> tuple[str, dict[str, bytes]]:
    """The root folder's name and the files below it, or a refusal.

    ``members`` are the names that may occur; its first group is the root, its second the file.
    """
    files: dict[str, bytes] = {}
    roots: set[str] = set()
    at = 0
    while True:
        block = archive[at : at + _BLOCK]
        if len(block) < _BLOCK:
            raise ArchiveDamaged
        if not any(block):
            break
        root, name, size = _member(block, members)
        roots.add(root)
        if name in files or len(roots) > 1:
            raise ArchiveTwins
        if len(files) == MAX_MEMBERS:
            raise ArchiveTooLarge(limit=MAX_MEMBERS)
        data = archive[at + _BLOCK : at + _BLOCK + size]
        if len(data) < size:
            raise ArchiveDamaged
        files[name] = data
        at += _BLOCK + size + -size % _BLOCK
    return _compared(archive, at, files, roots)


def _compared(
    archive: bytes, end: int, files: dict[str, bytes], roots: set[str]
) -> tuple[str, dict[str, bytes]]:
    if not roots:
        raise ArchiveDamaged
    if archive.count(0, end) != len(archive) - end:
        raise ArchiveTrailing
    root = roots.pop()
    if pack(files, root) != archive:
        raise ArchiveNotCanonical
    return root, files


def _member(block: bytes, members: re.Pattern[str]) -> tuple[str, str, int]:
    if block[_SUM] != _checksum(block) or block[_MAGIC] != b"ustar\0":
        raise ArchiveDamaged
    if block[_KIND] != b"0":
        raise ArchiveMemberKind
    name = block[:100].rstrip(b"\0").decode("ascii", "replace")
    match = members.fullmatch(name)
    if match is None:
        raise ArchiveMemberName
    digits = block[_SIZE][:11]
    if not re.fullmatch(rb"[0-7]{11}", digits):
        raise ArchiveDamaged
    return match[1], match[2], int(digits, 8)


def _header(path: str, size: int) -> bytes:
    name = path.encode("ascii")
    if len(name) > 100 or size >= 8**11:
        raise ValueError("a member does not fit a ustar header")
    fields = [
        name.ljust(100, b"\0"),
        b"0000600\0",  # mode
        b"0000000\0" * 2,  # owner, group
        b"%011o\0" % size,
        b"%011o\0" % 0,  # time: none
        b" " * 8,  # checksum, filled in below
        b"0",  # a regular file
        bytes(100),
        b"ustar\00000",
        bytes(64),
        b"0000000\0" * 2,  # device
        bytes(167),
    ]
    block = b"".join(fields)
    return block[:148] + _checksum(block) + block[156:]


def _checksum(block: bytes) -> bytes:
    return b"%06o\0 " % (sum(block[:148]) + 8 * 32 + sum(block[156:]))
