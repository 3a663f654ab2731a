"""Bytes changed as damage, and as somebody who knows the format, would change them."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.bundle_attack.draw import Draw

TOKENS = (
    b"\n", b"\r\n", b" ", b"=", b"-", b"--- ", b"-> X25519 ", b"-> scrypt AAAA 30\n", b"-> mlkem768x25519 ",
    b"age-encryption.org/v1\n", b"age-encryption.org/v2\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n",
    b"-----BEGIN SSH SIGNATURE-----\n", b"SSHSIG", b"ssh-ed25519", b"sha256", b"transport@debrief",
    b"bundle@debrief", b"ustar\0", b"ustar  \0", b"../", b"/etc/passwd", b"\0" * 512, b"x" * 512, b"L", b"S",
    b"2", b"7777777",
    b"NaN", b"1e400", b"-0", b"9007199254740993", b'"a":1,"a":2', b"\\ud800", b"\\u001b", b"\x1b]52;c;AA\x07",
    b"[" * 70, b"{}", b"null", b"\xef\xbb\xbf", "\u202e".encode(), "e\u0301".encode(), "\u200c".encode(),
    b"\xed\xa0\x80", b"\xff", b"debrief-bundle/2", b"0" * 64 + b"  data/x\n", b"fetch.txt",
)  # fmt: skip
_LENGTHS = (1, 2, 16, 32, 44, 512, 1024, 65_536 + 16)


def flip(data: bytes, draw: Draw) -> bytes:
    place = draw.below(len(data))
    return data[:place] + bytes([data[place] ^ 1 << draw.below(8)]) + data[place + 1 :] if data else data


def put(data: bytes, draw: Draw) -> bytes:
    place, length = draw.below(len(data)), draw.one(_LENGTHS[:5])
    return data[:place] + draw.some(length) + data[place + length :]


def insert(data: bytes, draw: Draw) -> bytes:
    place = draw.below(len(data) + 1)
    return data[:place] + draw.one(TOKENS) + data[place:]


def overwrite(data: bytes, draw: Draw) -> bytes:
    place, token = draw.below(len(data) + 1), draw.one(TOKENS)
    return data[:place] + token + data[place + len(token) :]


def drop(data: bytes, draw: Draw) -> bytes:
    place = draw.below(len(data))
    return data[:place] + data[place + draw.one(_LENGTHS) :]


def repeat(data: bytes, draw: Draw) -> bytes:
    place = draw.below(len(data))
    piece = data[place : place + draw.one(_LENGTHS)]
    return data[:place] + piece + data[place:]


def move(data: bytes, draw: Draw) -> bytes:
    length = draw.one(_LENGTHS)
    start, to = draw.below(len(data)), draw.below(len(data))
    piece, rest = data[start : start + length], data[:start] + data[start + length :]
    return rest[:to] + piece + rest[to:]


def blank(data: bytes, draw: Draw) -> bytes:
    place = draw.below(len(data))
    length = len(data[place : place + draw.one(_LENGTHS)])
    return data[:place] + bytes(length) + data[place + length :]


def cut(data: bytes, draw: Draw) -> bytes:
    return data[: draw.below(len(data))]


def lengthen(data: bytes, draw: Draw) -> bytes:
    return data + draw.some(draw.one(_LENGTHS[:7]))


def lines(data: bytes, draw: Draw) -> bytes:
    """Two lines change places: of a header, of a manifest."""
    found = data.split(b"\n", 40)
    one, other = draw.below(len(found)), draw.below(len(found))
    found[one], found[other] = found[other], found[one]
    return b"\n".join(found)


WAYS: tuple[Callable[[bytes, Draw], bytes], ...] = (
    flip, put, insert, overwrite, drop, repeat, move, blank, cut, lengthen, lines,
)  # fmt: skip


def changed(data: bytes, draw: Draw) -> bytes:
    """``data`` after one to four changes."""
    for _ in range(1 + draw.below(4)):
        data = draw.one(WAYS)(data, draw)
    return data
