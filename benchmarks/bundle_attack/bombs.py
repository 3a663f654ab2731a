"""Bundles that are small to send and dear to read, each with the code it must be refused with.

All but the first few are signed by a listed key: nobody else comes that far.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

from debrief import bundle
from debrief.bundle import age, bag, sshsig, ustar
from debrief.bundle.make import OUTER
from tests.bundle import world

_VERSION = b"age-encryption.org/v1\n"
_PASSPHRASE = b"-> scrypt AAAA 30\n" + b"A" * 43 + b"\n"
_RECORD = bag.record_path(world.RECORD)


def _sealed_as(data: bytes) -> bundle.Sealed:
    """Any bytes in place of the age file, with a right signature outside."""
    return bundle.Sealed("x", data, sshsig.sign(data, OUTER, world.LAPTOP), "")


def _header(stanza: bytes, times: int) -> bundle.Sealed:
    return _sealed_as(_VERSION + stanza * times + b"--- " + b"A" * 43 + b"\n" + bytes(1000))


def _endless() -> bundle.Sealed:
    return _sealed_as(_VERSION + b"-> a\n" + (b"A" * 64 + b"\n") * 500_000)


def _ordinary(share: int) -> bytes:
    """A stanza for nobody, with a share that is no point of low order."""
    return b"-> X25519 " + age.encode64(bytes([9, share]) + bytes(30)) + b"\n" + b"A" * 43 + b"\n"


def _hybrid() -> bytes:
    share = age.encode64(b"\1" * 1120)
    return b"-> mlkem768x25519 " + share + b"\n" + b"A" * 43 + b"\n"


def _record(data: bytes, times: int = 1) -> bundle.Sealed:
    names = [bag.record_path(name) for name in _uuids(times)]
    return world.Forge(before=lambda files: files.update(dict.fromkeys(names, data))).sealed()


def _uuids(count: int) -> Iterator[str]:
    return (str(uuid.UUID(int=i + 1, version=4)) for i in range(count))


def _members(count: int) -> bundle.Sealed:
    """Empty files under names that may occur."""
    first = ustar._header(f"bundle-{world.RECORD}/{_RECORD}", 0)
    blocks = []
    for name in _uuids(count):
        block = bytearray(first)
        path = f"bundle-{world.RECORD}/{bag.record_path(name)}".encode()
        block[:100] = path.ljust(100, b"\0")
        block[148:156] = ustar._checksum(bytes(block))
        blocks.append(bytes(block))
    return world.resealed(b"".join(blocks) + bytes(1024))


def _sparse(kind: bytes) -> bundle.Sealed:
    """One block that claims eight gibibytes: GNU's ``S``, pax's ``x``, or a plain file cut short."""
    block = bytearray(ustar._header(f"bundle-{world.RECORD}/bagit.txt", 8**11 - 1))
    block[156:157] = kind
    block[148:156] = ustar._checksum(bytes(block))
    return world.resealed(bytes(block) + bytes(1024))


def _names(count: int) -> bytes:
    return b"{" + b",".join(b'"\xf0\x9f\x98\x80%06d":1' % n for n in range(count)) + b"}"


BOMBS: dict[str, tuple[Callable[[], bundle.Sealed], str]] = {
    "a header of 64 stanzas for nobody": (lambda: _header(_ordinary(1), 64), "BUNDLE-06"),
    "a header of 41 hybrid stanzas": (lambda: _header(_hybrid(), 41), "BUNDLE-06"),
    "a header of 65 stanzas": (lambda: _header(_ordinary(1), 65), "BUNDLE-05"),
    "a header of 400 stanzas": (lambda: _header(_ordinary(1), 400), "BUNDLE-05"),
    "a header without end": (_endless, "BUNDLE-05"),
    "a passphrase of work factor 30": (lambda: _header(_PASSPHRASE, 1), "BUNDLE-03"),
    "200,000 members": (lambda: _members(200_000), "BUNDLE-70"),
    "110,000 members, nearly all that fit": (lambda: _members(110_000), "BUNDLE-34"),
    "10,000 members, nothing signed": (lambda: _members(10_000), "BUNDLE-36"),
    "a sparse member (GNU)": (lambda: _sparse(b"S"), "BUNDLE-31"),
    "a sparse member (pax)": (lambda: _sparse(b"x"), "BUNDLE-31"),
    "a member that claims 8 GiB": (lambda: _sparse(b"0"), "BUNDLE-30"),
    "65 MiB": (lambda: bundle.Sealed("x", bytes(bundle.MAX_BUNDLE + 1), b"", ""), "BUNDLE-70"),
    "100,000 levels of lists": (lambda: _record(b"[" * 100_000 + b"]" * 100_000), "BUNDLE-51"),
    "100,000 levels of objects": (lambda: _record(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), "BUNDLE-51"),
    "a number of 4 million digits": (lambda: _record(b"9" * 4_000_000), "BUNDLE-51"),
    "a million empty lists": (lambda: _record(b"[" + b"[]," * 1_000_000 + b"[]]"), "BUNDLE-50"),
    "nine files of half a million numbers": (
        lambda: _record(b'{"a":[' + b"1," * 480_000 + b"1]}", 9), "BUNDLE-50",
    ),
    "eight files of half a million numbers": (
        lambda: _record(b'{"a":[' + b"1," * 480_000 + b"1]}", 8), "BUNDLE-67",
    ),
    "eight files of a quarter of a million lists": (
        lambda: _record(b'{"a":[' + b"[]," * 240_000 + b"[]]}", 8), "BUNDLE-67",
    ),
    "six million empty lists in small files": (
        lambda: _record(b'{"a":[' + b"[]," * 150_000 + b"[]]}", 20), "BUNDLE-50",
    ),
    "half a million names beyond U+FFFF": (lambda: _record(_names(480_000)), "BUNDLE-50"),
    "a hundred thousand names beyond U+FFFF": (lambda: _record(_names(100_000)), "BUNDLE-67"),
    "a million marks on one letter": (
        lambda: _record(b'{"a":"e' + "\u0316\u0301".encode() * 900_000 + b'"}'), "BUNDLE-54",
    ),
    "a million marks in order": (
        lambda: _record(b'{"a":"q' + "\u0323".encode() * 1_800_000 + b'"}'), "BUNDLE-67",
    ),
    "a million characters that have to be looked at": (
        lambda: _record(b'{"a":"' + "\u00ad".encode() * 1_900_000 + b'"}'), "BUNDLE-67",
    ),
    "duplicate names": (lambda: _record(b'{"a":1,"a":2}'), "BUNDLE-52"),
    "NaN": (lambda: _record(b'{"a":NaN}'), "BUNDLE-51"),
}  # fmt: skip
"""What it is, to how it is made and its code."""
