"""The archive has one byte form, and the bag one content."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bundle import bag, refusals, ustar

from .world import RECORD

ROOT = f"bundle-{RECORD}"
FILES = {"bagit.txt": b"x", "data/statement.json": b"{}"}


@given(st.dictionaries(st.sampled_from(["bagit.txt", "bag-info.txt", "data/statement.json"]),
                       st.binary(max_size=2000), min_size=1))  # fmt: skip
@settings(max_examples=50)
def test_it_reads_what_it_writes(files: dict[str, bytes]) -> None:
    archive = ustar.pack(files, ROOT)
    assert ustar.unpack(archive) == (ROOT, files)
    with tarfile.open(fileobj=io.BytesIO(archive)) as theirs:
        assert {m.name for m in theirs} == {f"{ROOT}/{name}" for name in files}


def test_the_size_says_little() -> None:
    assert len({ustar.padded(n) for n in range(2**20 + 1, 2**21 + 1, 512)}) == 32
    for n in (1024, 5000, 123_456, 10_000_000):
        assert n <= ustar.padded(n) <= n * 1.12 + 512


def test_order_of_files_does_not_matter() -> None:
    backwards = dict(reversed(FILES.items()))
    assert ustar.pack(FILES, ROOT) == ustar.pack(backwards, ROOT)


def test_the_longest_name_fits() -> None:
    files = {bag.record_path(RECORD): b"{}"}
    assert ustar.unpack(ustar.pack(files, ROOT)) == (ROOT, files)


@pytest.mark.parametrize("cut", [0, 1, 511, 512, 513, 1024, 1536])
def test_a_cut_archive_is_damaged(cut: int) -> None:
    with pytest.raises(refusals.ArchiveDamaged):
        ustar.unpack(ustar.pack(FILES, ROOT)[:cut])


def test_a_wrong_digest_in_a_manifest() -> None:
    files = bag.bag({bag.STATEMENT: b"{}"}, RECORD)
    bag.check_digests(files, RECORD)
    with pytest.raises(refusals.DigestDiffers):
        bag.check_digests({**files, bag.STATEMENT: b"[]"}, RECORD)
    with pytest.raises(refusals.BagFixed):
        bag.check_digests(files, RECORD.replace("3", "4"))
