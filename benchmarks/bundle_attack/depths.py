"""The three depths at which an enemy can change a bundle, as one function each.

1. the ciphertext: a courier, a finder. Half of the time signed anew outside by a listed key, so that
   age itself is under attack and not only the signature around it;
2. the archive, encrypted to us again and signed outside: a former recipient who passes it on;
3. the content, signed inside and outside by a listed key: an agency's machine taken over.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

from benchmarks.bundle_attack.bytewise import changed
from benchmarks.bundle_attack.draw import Draw
from debrief import bundle
from debrief.bundle import bag, canonical, sshsig, stanzas, ustar
from debrief.bundle.make import INNER, OUTER
from tests.bundle import world

Files = dict[str, bytes]


@dataclass(frozen=True)
class Attack:
    """A bundle to be taken in. ``signed``: the files that a listed key really signed (depth 3)."""

    depth: int
    sealed: bundle.Sealed
    changed: bool
    signed: Files | None = None


@cache
def good() -> bundle.Sealed:
    """Two chunks of ciphertext, four records of words in several scripts."""
    records = {name: canonical.encode(_record(n)) for n, name in enumerate(world.records(4))}
    return world.made(records=records)


def _record(n: int) -> dict[str, Any]:
    words = "made up – نرگس می‌خواهم Nguyễn 😀 " * 40
    answers = [{"item": f"i{i}", "state": "answered", "value": words, "at": i} for i in range(10)]
    return {"id": n, "answers": answers, "nested": {"a": [None, True, {"b": []}]}}


@cache
def archive() -> bytes:
    return world.plain(good())


def ciphertext(draw: Draw) -> Attack:
    """Depth 1."""
    data, signature = good().age_bytes, good().sig_bytes
    if draw.below(8) == 0:
        altered, signature = data, changed(signature, draw)
        return _attack(1, altered, signature, signature != good().sig_bytes)
    # The header is a few hundred bytes of ninety thousand: half of the changes go there.
    head = stanzas.parse(data).length + 16
    altered = changed(data[:head], draw) + data[head:] if draw.below(2) else changed(data, draw)
    if draw.below(4):
        signature = sshsig.sign(altered, OUTER, world.LAPTOP)
    return _attack(1, altered, signature, altered != data)


def _attack(depth: int, data: bytes, signature: bytes, altered: bool) -> Attack:
    return Attack(depth, bundle.Sealed("x", data, signature, sha256(data).hexdigest()), altered)


def plaintext(draw: Draw) -> Attack:
    """Depth 2."""
    whole = archive()
    altered = draw.one((_member_header, _member_header, _members, _content, changed))(whole, draw)
    return Attack(2, world.resealed(altered), altered != whole)


def _headers() -> list[int]:
    """Where the header of each member begins."""
    found, at, whole = [], 0, archive()
    while any(whole[at : at + 512]):
        found.append(at)
        size = int(whole[at + 124 : at + 135], 8)
        at += 512 + size + -size % 512
    return found


_FIELDS = {
    "name": slice(0, 100), "mode": slice(100, 108), "owner": slice(108, 124), "size": slice(124, 136),
    "time": slice(136, 148), "kind": slice(156, 157), "link": slice(157, 257), "magic": slice(257, 265),
    "names": slice(265, 329), "device": slice(329, 345), "prefix": slice(345, 500), "rest": slice(500, 512),
}  # fmt: skip


def _member_header(whole: bytes, draw: Draw) -> bytes:
    """A field of a header changed, and its sum made right again."""
    at = draw.one(_headers())
    block = bytearray(whole[at : at + 512])
    field = _FIELDS[draw.one(list(_FIELDS))]
    width = field.stop - field.start
    block[field] = changed(bytes(block[field]), draw).ljust(width, b"\0")[:width]
    block[148:156] = ustar._checksum(bytes(block))
    return whole[:at] + bytes(block) + whole[at + 512 :]


def _members(whole: bytes, draw: Draw) -> bytes:
    """Members dropped, repeated, or in another order."""
    starts = [*_headers(), len(whole)]
    parts = [whole[a:b] for a, b in pairwise(starts)]
    one, other = draw.below(len(parts)), draw.below(len(parts))
    match draw.below(3):
        case 0:
            del parts[one]
        case 1:
            parts.insert(other, parts[one])
        case _:
            parts[one], parts[other] = parts[other], parts[one]
    return b"".join(parts)


def _content(whole: bytes, draw: Draw) -> bytes:
    """A file changed in an archive that is in order: what the inner signature is there for."""
    root, files = ustar.unpack(whole)
    name = draw.one(sorted(files))
    return ustar.pack({**files, name: changed(files[name], draw)}, root)


def content(draw: Draw) -> Attack:
    """Depth 3. What is signed may also be as it was: then it is taken."""
    root, files = ustar.unpack(archive())
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    for _ in range(1 + draw.below(3)):
        draw.one((_json, _json, _json, _bytes, _names))(payload, draw)
    made = bag.bag(payload, root.removeprefix("bundle-"))
    if draw.below(6) == 0:
        _tags(made, draw)
    made[bag.SIGNATURE] = sshsig.sign(made[bag.TAG_MANIFEST], INNER, world.LAPTOP)
    try:
        packed = ustar.pack(made, root)
    except ValueError:  # a name that no header holds
        packed = archive()
    return Attack(3, world.resealed(packed), packed != archive(), made)


def _bytes(payload: Files, draw: Draw) -> None:
    name = draw.one(sorted(payload))
    payload[name] = changed(payload[name], draw)


def _names(payload: Files, draw: Draw) -> None:
    names = sorted(payload)
    odd = (
        bag.record_path(str(uuid.UUID(bytes=draw.some(16), version=4))),
        "data/records/../../x", "data/records/NUL.json", "fetch.txt", "data/STATEMENT.json", "manifest-md5.txt",
    )  # fmt: skip
    data = payload.pop(draw.one(names)) if draw.below(2) else payload[draw.one(names)]
    payload[draw.one(odd)] = data


def _tags(files: Files, draw: Draw) -> None:
    name = draw.one((bag.BAGIT, bag.BAG_INFO, bag.MANIFEST, bag.TAG_MANIFEST))
    files[name] = changed(files[name], draw)
    if name != bag.TAG_MANIFEST and draw.below(2):
        tags = {each: files[each] for each in (bag.BAGIT, bag.BAG_INFO, bag.MANIFEST)}
        files[bag.TAG_MANIFEST] = bag._manifest(tags, tags)


ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 2**53, 2**53 - 1, 10**400, float("nan"), float("inf"), "", "a", "\x1b[2J",
    "\u202e", "e\u0301", "\ufeff", "\x00", "\ud800", "می‌خواهم", "😀", "x" * 5000, [], {}, [[]], {"": ""}, 
    {"😀": 1, "ﭐ": 2}, "debrief-bundle/1", "2026-05-31T12:00:00Z", "9999-12-31T23:59:59Z", "../../etc/passwd", 
    "SHA256:" + "A" * 43, "[@click=app.quit]x[/]", "=1+1",
)  # fmt: skip


def _json(payload: Files, draw: Draw) -> None:
    """A value somewhere in a document replaced, dropped, added; then written in one of several ways."""
    name = draw.one([bag.STATEMENT, *sorted(payload)])
    try:
        value = json.loads(payload.get(name, b"{}"))
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict | list) and value:
        _node(value, draw)
    else:
        value = draw.one(ODD)
    payload[name] = _spelled(value, draw)


def _node(value: Any, draw: Draw) -> None:
    while True:
        keys = sorted(value, key=str) if isinstance(value, dict) else list(range(len(value)))
        key = draw.one(keys)
        if isinstance(value[key], dict | list) and value[key] and draw.below(3):
            value = value[key]
            continue
        match draw.below(4):
            case 0:
                del value[key]
            case 1 if isinstance(value, dict):
                value[draw.one([each for each in ODD if isinstance(each, str)])] = draw.one(ODD)
            case 2:
                value[key] = value[draw.one(keys)]
            case _:
                value[key] = draw.one(ODD)
        return


def _spelled(value: Any, draw: Draw) -> bytes:
    """Mostly in the one right form, so that the value and not its spelling is what is looked at."""
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: canonical.encode(value),
        lambda: canonical.encode(value),
        lambda: canonical.encode(value),
        lambda: json.dumps(value).encode(),
        lambda: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"),
    )
    try:
        return draw.one(ways)()
    except (ValueError, TypeError):
        return json.dumps(value).encode()


DEPTHS: dict[int, Callable[[Draw], Attack]] = {1: ciphertext, 2: plaintext, 3: content}
