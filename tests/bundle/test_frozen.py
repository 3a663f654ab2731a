"""Bundles of every format version, sealed once and never again: they must open for ever.

tests/data/bundles/v1 holds two bundles (X25519 and post-quantum), the trust
list, made-up keys that open them, and the receipts they were given. None is
ever made anew; a later format gets a folder of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from debrief import bundle

from .world import DATA, RECEIPTS, ROOTS, line, run, tool

V1 = DATA / "bundles" / "v1"
RECEIVED = datetime(2026, 6, 1, 12, tzinfo=UTC)
BUNDLES = sorted(V1.glob("*.debrief.age"))


def trust() -> bundle.TrustList:
    signatures = [path.read_bytes() for path in sorted(V1.glob("trust.json.*.sig"))]
    roots = [line(root) for root in ROOTS]
    data = (V1 / "trust.json").read_bytes()
    return bundle.first_trust(data, signatures, roots=roots, threshold=2, now=RECEIVED)


def test_both_are_here() -> None:
    assert len(BUNDLES) == 2


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.name[:8])
def test_it_opens_and_gets_the_receipt_it_got(path: Path) -> None:
    keys = bundle.identities((V1 / "ukhtc.key").read_text())
    verdict = bundle.examine(*bundle.read_pair(path), identities=keys, trust=trust(), now=RECEIVED)
    assert verdict.refusal is None
    assert verdict.opened is not None
    (record,) = verdict.opened.records.values()
    assert record["said"] == "made up – نرگس"
    issued = bundle.issue(verdict, RECEIPTS)
    frozen = V1 / f"{issued.name}.receipt.json"
    assert issued.json_bytes == frozen.read_bytes()
    assert issued.sig_bytes == Path(f"{frozen}.sig").read_bytes()


def test_the_ordinary_one_opens_with_age_too() -> None:
    opened = [
        bytes_
        for path in BUNDLES
        if b"-> X25519 " in path.read_bytes()
        for bytes_ in [run(tool("age", "age"), "-d", "-i", V1 / "x25519.key", path)]
    ]
    assert len(opened) == 1
    assert b"bagit.txt" in opened[0]
