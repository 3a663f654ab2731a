"""One byte changed, anywhere, at three depths; the catch-all is never needed."""

from __future__ import annotations

import json
from functools import cache

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief import bundle
from debrief.bundle import bag, sshsig, stanzas
from debrief.bundle.make import OUTER
from debrief.bundle.refusals import Unforeseen
from tests.bundle.world import (
    LAPTOP,
    Files,
    Forge,
    code,
    made,
    opened_files,
    plain,
    records,
    resealed,
)

FRACTION = st.floats(0, 1, exclude_max=True)
BIT = st.integers(0, 7)


@cache
def good() -> bundle.Sealed:
    return made(records=records(2))


def turned(data: bytes, fraction: float, bit: int) -> bytes:
    place = int(len(data) * fraction)
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def refused(sealed: bundle.Sealed) -> str:
    found = code(sealed)
    assert found, "an altered bundle was taken"
    assert found != Unforeseen.code
    return found


def with_age(data: bytes, *, signed: bool) -> bundle.Sealed:
    signature = sshsig.sign(data, OUTER, LAPTOP) if signed else good().sig_bytes
    return bundle.Sealed("x", data, signature, "")


def test_every_byte_of_the_header_counts_twice() -> None:
    """Against the signature outside; and against age alone, had the enemy a listed key."""
    data = good().age_bytes
    for place in range(stanzas.parse(data).length):
        altered = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert refused(with_age(altered, signed=False)) == "BUNDLE-23"
        assert refused(with_age(altered, signed=True)) < "BUNDLE-09"


def test_bytes_of_the_sealed_content() -> None:
    data = good().age_bytes
    for place in range(stanzas.parse(data).length, len(data), 41):
        altered = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert refused(with_age(altered, signed=True)) == "BUNDLE-08"


def test_every_byte_of_the_signature() -> None:
    sealed = good()
    for place in range(len(sealed.sig_bytes)):
        data = bytearray(sealed.sig_bytes)
        data[place] ^= 1
        refused(bundle.Sealed("x", sealed.age_bytes, bytes(data), ""))


@pytest.mark.parametrize("signed", [False, True])
@given(fraction=FRACTION, bit=BIT)
@settings(max_examples=50, deadline=None)
def test_one_bit_of_the_age_file(signed: bool, fraction: float, bit: int) -> None:
    refused(with_age(turned(good().age_bytes, fraction, bit), signed=signed))


@given(fraction=FRACTION, signed=st.booleans())
@settings(max_examples=50, deadline=None)
def test_cut_anywhere(fraction: float, signed: bool) -> None:
    data = good().age_bytes
    refused(with_age(data[: int(len(data) * fraction)], signed=signed))


@given(fraction=FRACTION, bit=BIT)
@settings(max_examples=100, deadline=None)
def test_one_bit_of_the_archive_sealed_anew(fraction: float, bit: int) -> None:
    refused(resealed(turned(plain(good()), fraction, bit)))


def test_every_byte_of_an_archive_header_counts() -> None:
    archive = plain(good())
    for place in range(512):
        refused(resealed(archive[:place] + bytes([archive[place] ^ 1]) + archive[place + 1 :]))


@given(st.binary(max_size=3000))
@settings(max_examples=50, deadline=None)
def test_anything_at_all_sealed_to_us(archive: bytes) -> None:
    refused(resealed(archive))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELD = st.sampled_from(sorted(json.loads(opened_files(made())[1][bag.STATEMENT])))


@given(field=FIELD, value=JSON)
@settings(max_examples=100, deadline=None)
def test_any_statement_that_a_listed_key_signed(field: str, value: object) -> None:
    """Whatever stands in the statement, there is a verdict, and never the catch-all."""

    def change(files: Files) -> None:
        statement = json.loads(files[bag.STATEMENT])
        try:
            files[bag.STATEMENT] = rfc8785.dumps({**statement, field: value})
        except rfc8785.CanonicalizationError:
            return

    assert code(Forge(before=change).sealed()) != Unforeseen.code


@given(name=st.sampled_from([bag.STATEMENT, bag.record_path(next(iter(records())))]),
       data=st.binary(max_size=200) | JSON.map(lambda v: json.dumps(v).encode()))  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_any_file_that_a_listed_key_signed(name: str, data: bytes) -> None:
    assert code(Forge(before=lambda files: files.__setitem__(name, data)).sealed()) != (Unforeseen.code)


@given(name=st.sampled_from([bag.MANIFEST, bag.TAG_MANIFEST, bag.SIGNATURE, bag.BAGIT]),
       fraction=FRACTION, bit=BIT)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_one_bit_of_a_tag_file_in_a_right_archive(name: str, fraction: float, bit: int) -> None:
    def change(files: Files) -> None:
        files[name] = turned(files[name], fraction, bit)

    refused(Forge(after=change).sealed())
