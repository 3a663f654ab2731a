"""age: the published vectors, other people's implementations, and what must never be opened."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import tracemalloc
import zlib
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief import bundle
from debrief.bundle import age, age_keys, bech32, refusals
from debrief.errors import Refusal

from .world import DATA, run, tool

VECTORS = sorted((DATA / "cctv-age").iterdir())
SIZES = [0, 1, 65535, 65536, 65537, 200_000]
KINDS = {
    "no match": {refusals.NotForUs},
    "HMAC failure": {refusals.AgeAltered},
    "header failure": {refusals.AgeHeader, refusals.AgeTooLong, refusals.NotAge},
    "payload failure": {refusals.AgePayload},
}


class Vector:
    def __init__(self, path: Path) -> None:
        head, _, body = path.read_bytes().partition(b"\n\n")
        self.facts = defaultdict(list)
        for line in head.decode().split("\n"):
            name, value = line.split(": ", 1)
            self.facts[name].append(value)
        self.body = zlib.decompress(body) if self.facts["compressed"] == ["zlib"] else body
        self.expected = self.facts["expect"][0]
        self.foreign = bool(self.facts["armored"] or self.facts["passphrase"])

    def outcome(self) -> type[Refusal] | str:
        """The digest of the plaintext, or what it was refused with."""
        identities = [bundle.identity(text) for text in self.facts["identity"]]
        try:
            return sha256(bundle.decrypt(self.body, identities)).hexdigest()
        except Refusal as refusal:
            return type(refusal)


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.name)
def test_a_published_vector(path: Path) -> None:
    vector = Vector(path)
    if vector.foreign:
        armored = bool(vector.facts["armored"])
        own = refusals.ArmoredAge if armored else refusals.PassphraseAge
        # A type of stanza is case-sensitive: "Scrypt" is nobody's.
        assert vector.outcome() is (refusals.NotForUs if path.name == "scrypt_uppercase" else own)
    elif vector.expected == "success":
        assert vector.outcome() == vector.facts["payload"][0]
    else:
        assert vector.outcome() in KINDS[vector.expected]


def test_all_vectors_are_here() -> None:
    counts = Counter(Vector(path).foreign for path in VECTORS)
    assert counts == {False: 85, True: 58}


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_reads_ours_and_we_read_pyrage(size: int) -> None:
    theirs = pyrage.x25519.Identity.generate()
    ours = bundle.identity(str(theirs))
    plain = os.urandom(size)
    assert ours.recipient == str(theirs.to_public())
    assert ours.secret() == str(theirs)
    assert pyrage.decrypt(bundle.encrypt(plain, [ours.recipient]), [theirs]) == plain
    assert bundle.decrypt(pyrage.encrypt(plain, [theirs.to_public()]), [ours]) == plain


@pytest.mark.parametrize("size", [0, 65536, 100_000])
def test_the_age_command_reads_ours_and_we_read_it(size: int, tmp_path: Path) -> None:
    program = tool("age", "age")
    run(tool("age-keygen", "age"), "-o", tmp_path / "key")
    (me,) = bundle.identities((tmp_path / "key").read_text())
    plain = os.urandom(size)
    sealed = bundle.encrypt(plain, [bundle.generate().recipient, me.recipient])
    assert run(program, "-d", "-i", tmp_path / "key", given=sealed) == plain
    assert bundle.decrypt(run(program, "-r", me.recipient, given=plain), [me]) == plain


@pytest.mark.parametrize("post_quantum", [False, True])
def test_any_of_several_recipients_opens_it_and_nobody_else(post_quantum: bool) -> None:
    people = [bundle.generate(post_quantum=post_quantum) for _ in range(3)]
    sealed = bundle.encrypt(b"made up", [p.recipient for p in people])
    for person in people:
        assert bundle.decrypt(sealed, [person]) == b"made up"
        assert bundle.identity(person.secret()).recipient == person.recipient
    with pytest.raises(refusals.NotForUs):
        bundle.decrypt(sealed, [bundle.generate(post_quantum=post_quantum)])
    with pytest.raises(refusals.NotForUs):
        bundle.decrypt(sealed, [])


def test_post_quantum_is_never_mixed_with_ordinary() -> None:
    both = [bundle.generate(), bundle.generate(post_quantum=True)]
    with pytest.raises(refusals.MixedRecipients):
        bundle.encrypt(b"", [i.recipient for i in both])


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ([], refusals.NoRecipients),
        (["age1"], refusals.NotARecipient),
        (["ssh-ed25519 AAAA"], refusals.NotARecipient),
        ([bech32.encode("age", bytes(31))], refusals.NotARecipient),
        # a point of low order: everybody would know the key
        ([bech32.encode("age", bytes(32))], refusals.NotARecipient),
        ([bundle.generate().recipient.upper()], refusals.NotARecipient),
        ([bundle.generate().recipient] * 65, refusals.TooManyRecipients),
    ],
)
def test_recipients_that_are_refused(wanted: list[str], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        bundle.encrypt(b"made up", wanted)


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1", age_keys.X25519Identity(bytes(32)).secret().lower()])
def test_identities_that_are_refused(text: str) -> None:
    with pytest.raises(refusals.NotAnIdentity):
        bundle.identity(text)
    with pytest.raises(refusals.NotAnIdentity):
        bundle.identities(f"# nothing here\n{text}\n")


def test_an_identity_shows_nothing_of_its_secret() -> None:
    for who in (bundle.generate(), bundle.generate(post_quantum=True)):
        assert who.secret() not in repr(who) + str(who)
        assert who.secret()[-20:].lower() not in repr(who).lower()


def test_a_header_of_too_many_stanzas_is_refused_before_any_is_tried() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    head = b"age-encryption.org/v1\n" + stanza * 65 + b"--- " + b"A" * 43 + b"\n"
    with pytest.raises(refusals.AgeTooLong):
        bundle.decrypt(head + bytes(100), [bundle.generate()])


def test_a_header_without_end_is_refused() -> None:
    for endless in (b"-> X25519 " + b"A" * 70_000, b"-> a\n" + (b"A" * 64 + b"\n") * 2000):
        with pytest.raises(refusals.AgeTooLong):
            bundle.decrypt(b"age-encryption.org/v1\n" + endless, [bundle.generate()])


@given(st.binary(max_size=80), st.text("abcdefgh", min_size=1, max_size=12))
@settings(max_examples=50)
def test_bech32_reads_what_it_writes(data: bytes, prefix: str) -> None:
    text = bech32.encode(prefix, data)
    assert bech32.decode(text) == bech32.decode(text.upper()) == (prefix, data)


@given(st.integers(0, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l1B"))
@settings(max_examples=50)
def test_bech32_sees_one_wrong_letter(place: int, letter: str) -> None:
    text = bech32.encode("age", bytes(range(32)))
    wrong = text[:place] + letter + text[place + 1 :]
    if wrong != text:
        with pytest.raises(ValueError, match="not Bech32"):
            bech32.decode(wrong)


def test_a_post_quantum_recipient_is_as_long_as_age_makes_it() -> None:
    who = age_keys.generate(post_quantum=True)
    assert who.recipient.startswith("age1pq1")
    assert len(who.recipient) == 1959


def held_at_most(mebibytes: int) -> int:
    """The most memory that sealing, and opening what was sealed, takes beside the files themselves."""
    me = bundle.generate()
    with tempfile.TemporaryFile() as plain, tempfile.TemporaryFile() as sealed:
        for _ in range(mebibytes):
            plain.write(bytes(2**20))
        plain.seek(0)
        tracemalloc.start()
        try:
            sealed.writelines(age.sealing(plain, [me.recipient]))
            sealed.seek(0)
            assert sum(map(len, age.opening(sealed, [me]))) == mebibytes * 2**20
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_in_pieces_memory_does_not_grow_with_the_file() -> None:
    small, large = held_at_most(2), held_at_most(16)
    assert large < small + 64 * 1024 < 2**20


@pytest.mark.parametrize("size", SIZES)
def test_in_pieces_it_is_the_same_file(size: int) -> None:
    me, plain = bundle.generate(), os.urandom(size)
    sealed = b"".join(age.sealing(io.BytesIO(plain), [me.recipient]))
    assert bundle.decrypt(sealed, [me]) == plain
    assert b"".join(age.opening(io.BytesIO(bundle.encrypt(plain, [me.recipient])), [me])) == plain
    with io.BytesIO(b"before" + sealed) as file:
        file.seek(6)
        assert b"".join(age.opening(file, [me])) == plain


def test_pieces_before_the_damage_are_right_and_none_comes_after_it() -> None:
    me, plain = bundle.generate(), os.urandom(200_000)
    sealed = bytearray(b"".join(age.sealing(io.BytesIO(plain), [me.recipient])))
    sealed[-70_000] ^= 1
    found = []
    with pytest.raises(refusals.AgePayload):
        found.extend(age.opening(io.BytesIO(bytes(sealed)), [me]))
    assert b"".join(found) == plain[: len(b"".join(found))]
    assert len(b"".join(found)) == 65536


def test_who_cannot_open_it_is_told_before_the_first_piece() -> None:
    sealed = bundle.encrypt(b"made up", [bundle.generate().recipient])
    with pytest.raises(refusals.NotForUs):
        age.opening(io.BytesIO(sealed), [bundle.generate()])
    with pytest.raises(refusals.NoRecipients):
        age.sealing(io.BytesIO(b""), [])


WITHHELD = {"stream_no_final_two_chunks_full", "stream_two_final_chunks_second"}
"""Here the reference lets one chunk more out: a chunk that is not the last, where nothing comes after it."""


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.name)
def test_what_a_published_vector_releases_before_it_fails(path: Path) -> None:
    """In pieces something may come out before the damage: never other bytes than those the vector names."""
    vector = Vector(path)
    found: list[bytes] = []
    with contextlib.suppress(Refusal):
        found.extend(
            age.opening(io.BytesIO(vector.body), [bundle.identity(t) for t in vector.facts["identity"]])
        )
    released = vector.facts["payload"]
    if vector.foreign or not released:
        assert not found
    elif path.name in WITHHELD:
        assert [len(piece) for piece in found] == [65536]
    else:
        digest = sha256(b"".join(found)).hexdigest()
        assert digest == released[0] or (not found and vector.expected == "payload failure")


def test_hybrid_vectors_are_among_them() -> None:
    hybrid = [Vector(path) for path in VECTORS if "hybrid" in path.name]
    assert Counter(vector.foreign for vector in hybrid) == {False: 18, True: 1}
    assert Counter(vector.expected for vector in hybrid)["success"] == 5
