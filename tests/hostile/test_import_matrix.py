"""The import matrix: 38 bundles, two of them good, each with its name and exactly its code.

They are those of the security research that the format was designed on. More of each kind, and every
other refusal, stand in `test_bundle_matrix`.
"""

from __future__ import annotations

import os
import tarfile
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from debrief import bundle
from debrief.bundle import bag, sshsig
from debrief.bundle.make import OUTER
from debrief.repository import sequence
from tests.bundle.world import (
    EXPIRED,
    LOST,
    OTHER,
    OTHER_LAPTOP,
    RECORD,
    STRANGER,
    Files,
    Forge,
    code,
    day,
    fields,
    made,
    opened_files,
    plain,
    resealed,
)
from tests.hostile.test_bundle_matrix import (
    Archive,
    drop,
    forwarded,
    member,
    put,
    sealed_as,
    statement,
    twins,
    with_outer,
)

A_RECORD = bag.record_path(RECORD)
ANOTHER = bag.record_path(str(uuid.UUID(int=9, version=4)))
Make = Callable[[], bundle.Sealed]


def signed(change: Callable[[Files], None]) -> Make:
    """Changed before a listed key signs."""
    return lambda: Forge(before=change).sealed()


def after(change: Callable[[Files], None]) -> Make:
    """Changed after it was signed inside."""
    return lambda: Forge(after=change).sealed()


def archived_as(build: Archive) -> Make:
    """Another archive of the same files."""

    def make() -> bundle.Sealed:
        sealed = made()
        root, files = opened_files(sealed)
        return resealed(build(plain(sealed), files, root))

    return make


def archived(name: str, **changes: Any) -> Make:
    """With one member more in the archive."""
    return archived_as(member(name, **changes))


def outside(change: Callable[[bytes], bytes]) -> Make:
    """The .age file changed, and signed outside again: what the envelope itself refuses."""

    return lambda: sealed_as(change(made().age_bytes))


def stranger_outside() -> bundle.Sealed:
    sealed = made()
    return with_outer(sealed.age_bytes, sshsig.sign(sealed.age_bytes, OUTER, STRANGER))


TO_OTHER = [bundle.Recipient(age=OTHER.recipient, role="ukhtc")]
IN_2024 = fields(created=day(-300))

EXAMINED: dict[str, tuple[Make, str]] = {
    "good": (made, ""),
    "good, signed inside and outside anew": (Forge().sealed, ""),
    "encrypted for someone else": (lambda: made(recipients=TO_OTHER), "BUNDLE-06"),
    "re-encrypted to us by a former recipient": (forwarded, "BUNDLE-62"),
    "signed by an unknown key": (lambda: made(signing_key=STRANGER), "BUNDLE-24"),
    "signed by another agency's key": (lambda: made(signing_key=OTHER_LAPTOP), "BUNDLE-61"),
    "expired key, honest date": (lambda: made(signing_key=EXPIRED), "BUNDLE-65"),
    "expired key, back-dated": (lambda: made(signing_key=EXPIRED, fields=IN_2024), "BUNDLE-65"),
    "revoked key within its validity": (lambda: made(signing_key=LOST), "BUNDLE-66"),
    "laptop's clock a year ahead": (lambda: made(fields=fields(created=day(365))), "BUNDLE-63"),
    "inner signature in the outer namespace": (Forge(namespace=OUTER).sealed, "BUNDLE-22"),
    "outer signature replaced by a stranger's": (stranger_outside, "BUNDLE-24"),
    "record changed after signing": (after(put(A_RECORD, b"{}")), "BUNDLE-42"),
    "record added after signing": (after(put(ANOTHER, b"{}")), "BUNDLE-41"),
    "record removed after signing": (after(drop(A_RECORD)), "BUNDLE-41"),
    "tag manifest removed": (after(drop(bag.TAG_MANIFEST)), "BUNDLE-37"),
    "bag-info changed after signing": (after(put(bag.BAG_INFO, b"x")), "BUNDLE-42"),
    "fetch.txt added": (after(put("fetch.txt", b"http://x - data/y\n")), "BUNDLE-32"),
    "symbolic link": (archived("ROOT/data/x", type=tarfile.SYMTYPE, linkname="/etc/passwd"), "BUNDLE-31"),
    "path that leads out": (archived("ROOT/data/records/../../../x"), "BUNDLE-32"),
    "the same member twice": (archived_as(twins), "BUNDLE-33"),
    "bytes hidden after the archive": (lambda: resealed(plain(made()) + b"hidden"), "BUNDLE-35"),
    "duplicate key, signed": (signed(put(A_RECORD, b'{"a":1,"a":2}')), "BUNDLE-52"),
    "half a character, signed": (signed(put(bag.STATEMENT, b'{"a":"\\ud800"}')), "BUNDLE-51"),
    "NaN, signed": (signed(put(bag.STATEMENT, b'{"a":NaN}')), "BUNDLE-51"),
    "100,000 levels deep, signed": (signed(put(A_RECORD, b"[" * 100_000 + b"]" * 100_000)), "BUNDLE-51"),
    "terminal escape in an answer, signed": (
        signed(put(A_RECORD, b'{"a":"\\u001b]52;c;AA\\u0007"}')),
        "BUNDLE-53",
    ),
    "bidirectional override, signed": (signed(put(A_RECORD, '{"a":"abc\u202etxt"}'.encode())), "BUNDLE-53"),
    "number of records untrue": (signed(statement(record_count=9)), "BUNDLE-67"),
    "unknown format": (signed(statement(format="debrief-bundle/2")), "BUNDLE-55"),
    "empty file": (outside(lambda data: b""), "BUNDLE-01"),
    "random bytes": (outside(lambda data: os.urandom(5000)), "BUNDLE-01"),
    "cut short": (outside(lambda data: data[:-30]), "BUNDLE-08"),
    "one bit": (outside(lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:]), "BUNDLE-08"),
}
"""What it is, to how it is made and its code; no code where it is taken."""


def link(name: str, seq: int, prev: str | None) -> sequence.Link:
    return sequence.Link(name, "a vault", seq, prev, f"2026-06-01T12:00:0{seq}Z", f"2026-06-02T12:00:0{seq}Z")


FIRST = link("first", 1, None)
FLAGGED: dict[str, tuple[list[sequence.Link], dict[str, tuple[str, ...]]]] = {
    "the same again": ([FIRST, FIRST], {}),
    "same id, other content": (
        [FIRST, link("other", 1, None)], {"first": ("fork",), "other": ("fork",)},
    ),
    "export sequence jumps": ([FIRST, link("third", 3, "second")], {"third": ("gap",)}),
    "export sequence goes back": (
        [FIRST, link("second", 2, "first"), link("restored", 2, "first")],
        {"second": ("fork",), "restored": ("fork",)},
    ),
}  # fmt: skip
"""Never a ground of refusal: the repository says it of what it holds."""


@pytest.mark.parametrize("name", FLAGGED)
def test_what_is_taken_and_flagged(name: str) -> None:
    held, expected = FLAGGED[name]
    assert sequence.flags(held) == expected


def test_there_are_38() -> None:
    assert len(EXAMINED) + len(FLAGGED) == 38


@pytest.mark.parametrize("name", EXAMINED)
def test_a_bundle_of_the_matrix(name: str) -> None:
    make, expected = EXAMINED[name]
    assert code(make()) == expected
