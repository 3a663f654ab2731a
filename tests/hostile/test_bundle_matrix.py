"""Every way we know to bring a bad bundle, each with exactly its code."""

from __future__ import annotations

import io
import tarfile
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785

from debrief import bundle
from debrief.bundle import age, bag, sshsig, ustar
from debrief.bundle.make import INNER, OUTER
from tests.bundle.world import (
    COMPROMISED,
    EXPIRED,
    JUST_ENDED,
    LAPTOP,
    LOST,
    OTHER,
    OTHER_LAPTOP,
    OUTER_ONLY,
    RECORD,
    STRANGER,
    UKHTC,
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

A_RECORD = bag.record_path(RECORD)
Change = Callable[[Files], None]


def test_the_good_one_is_taken() -> None:
    assert code(made()) == ""
    assert code(Forge().sealed()) == ""


def with_outer(data: bytes, signature: bytes) -> bundle.Sealed:
    return bundle.Sealed("x", data, signature, "")


def outer_cases() -> dict[str, tuple[bundle.Sealed, str]]:
    good = made()
    data, signature = good.age_bytes, good.sig_bytes
    signed = {who: sshsig.sign(data, OUTER, who) for who in (STRANGER, OUTER_ONLY, OTHER_LAPTOP)}
    big = bytes(bundle.MAX_BUNDLE + 1)
    return {
        "no signature": (with_outer(data, b""), "BUNDLE-21"),
        "signed by a stranger": (with_outer(data, signed[STRANGER]), "BUNDLE-24"),
        "signed inside, not outside": (
            with_outer(data, sshsig.sign(data, INNER, LAPTOP)),
            "BUNDLE-22",
        ),
        "signature of another bundle": (with_outer(data, made().sig_bytes), "BUNDLE-23"),
        "cut short": (with_outer(data[:-30], signature), "BUNDLE-23"),
        "passed on by another agency": (with_outer(data, signed[OTHER_LAPTOP]), "BUNDLE-26"),
        "revoked as compromised": (made(signing_key=COMPROMISED), "BUNDLE-66"),
        "revoked as compromised, made before": (
            made(signing_key=COMPROMISED, fields=fields(created=day(-30))),
            "BUNDLE-66",
        ),
        "a key for the outside only": (made(signing_key=OUTER_ONLY), "BUNDLE-25"),
        "too large": (with_outer(big, b""), "BUNDLE-70"),
        "empty": (sealed_as(b""), "BUNDLE-01"),
        "not age at all": (sealed_as(b"PK\3\4" * 1000), "BUNDLE-01"),
        "text armor": (sealed_as(b"-----BEGIN AGE ENCRYPTED FILE-----\n"), "BUNDLE-02"),
        "a passphrase file": (
            sealed_as(b"age-encryption.org/v1\n-> scrypt aaaa 30\n"),
            "BUNDLE-03",
        ),
        "a header without end": (
            sealed_as(b"age-encryption.org/v1\n" + b"-> X\n\n" * 20_000),
            "BUNDLE-05",
        ),
        "for somebody else": (
            made(recipients=[bundle.Recipient(age=OTHER.recipient, role="ukhtc")]),
            "BUNDLE-06",
        ),
        "sealed to us by a former recipient": (
            forwarded(),
            "BUNDLE-62",
        ),
    }


def sealed_as(data: bytes) -> bundle.Sealed:
    """Any bytes in place of the age file, with a right signature outside."""
    return with_outer(data, sshsig.sign(data, OUTER, LAPTOP))


def forwarded() -> bundle.Sealed:
    to_other = made(recipients=[bundle.Recipient(age=OTHER.recipient, role="agency")])
    return resealed(age.decrypt(to_other.age_bytes, [OTHER]))


@pytest.mark.parametrize("name", list(outer_cases()))
def test_the_envelope(name: str) -> None:
    sealed, expected = outer_cases()[name]
    assert code(sealed) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"signing_key": OTHER_LAPTOP}, "BUNDLE-61"),
        ({"agency": "agency-y"}, "BUNDLE-61"),
        ({"signing_key": EXPIRED}, "BUNDLE-65"),
        ({"signing_key": EXPIRED, "fields": fields(created=day(-70))}, "BUNDLE-65"),
        ({"signing_key": JUST_ENDED}, "BUNDLE-65"),
        ({"signing_key": JUST_ENDED, "fields": fields(created=day(-11))}, ""),
        ({"signing_key": LOST}, "BUNDLE-66"),
        ({"signing_key": LOST, "fields": fields(created=day(-30))}, ""),
        ({"fields": fields(created=day(3))}, "BUNDLE-63"),
        ({"fields": fields(created=day(1))}, ""),
        ({"fields": fields(created="9999-12-31T23:59:59Z")}, "BUNDLE-63"),
        ({"fields": fields(created=day(-101))}, "BUNDLE-64"),
        ({"fields": fields(created="0001-01-01T00:00:00Z")}, "BUNDLE-64"),
    ],
)
def test_keys_and_clocks(changes: dict[str, Any], expected: str) -> None:
    assert code(made(**changes)) == expected


def statement(**changes: Any) -> Change:
    import json

    def change(files: Files) -> None:
        value = json.loads(files[bag.STATEMENT])
        value.update(changes)
        files[bag.STATEMENT] = rfc8785.dumps(value)

    return change


def put(name: str, data: bytes) -> Change:
    return lambda files: files.__setitem__(name, data)


def drop(name: str) -> Change:
    return lambda files: files.__delitem__(name) if name in files else None


OTHER_RECORD = bag.record_path(str(uuid.UUID(int=9, version=4)))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (statement(format="debrief-bundle/2"), "BUNDLE-55"),
        (statement(more=1), "BUNDLE-56"),
        (statement(export_seq=0), "BUNDLE-56"),
        (statement(export_seq=True), "BUNDLE-56"),
        (statement(purpose="other"), "BUNDLE-56"),
        (statement(recipients=[]), "BUNDLE-56"),
        (statement(created="2026-02-30T00:00:00Z"), "BUNDLE-56"),
        (statement(created="2026-05-31T00:00:00+00:00"), "BUNDLE-56"),
        (statement(unmet=["../../etc"]), "BUNDLE-56"),
        (statement(record_count=2), "BUNDLE-67"),
        (statement(bundle_id=str(uuid.UUID(int=1, version=4))), "BUNDLE-60"),
        (statement(sender={"agency": "agency-x", "key": "SHA256:" + "A" * 43}), "BUNDLE-61"),
        (statement(vault_id="\x1b]52;c;AAAA\x07"), "BUNDLE-53"),
        (put(bag.STATEMENT, b"[]"), "BUNDLE-68"),
        (put(bag.STATEMENT, b"{}"), "BUNDLE-55"),
        (put(A_RECORD, b"[]"), "BUNDLE-68"),
        (put(A_RECORD, b""), "BUNDLE-51"),
        (put(A_RECORD, b'{"a":1,"a":2}'), "BUNDLE-52"),
        (put(A_RECORD, b'{"a":NaN}'), "BUNDLE-51"),
        (put(A_RECORD, b'{"a":"\\ud800"}'), "BUNDLE-51"),
        (put(A_RECORD, b"[" * 100_000 + b"]" * 100_000), "BUNDLE-51"),
        (put(A_RECORD, '{"a":"\u202e"}'.encode()), "BUNDLE-53"),
        (put(A_RECORD, b'{"a":"\\u001b[2J"}'), "BUNDLE-53"),
        (put(A_RECORD, '{"a":"e\u0301"}'.encode()), "BUNDLE-54"),
        (put(A_RECORD, b'{"a":"' + b"x" * (5 << 20) + b'"}'), "BUNDLE-50"),
        (put(A_RECORD, b'{"a":[' + b"[]," * 1_000_000 + b"[]]}"), "BUNDLE-50"),
        (drop(A_RECORD), "BUNDLE-67"),
        (drop(bag.STATEMENT), "BUNDLE-37"),
        (put(OTHER_RECORD, b"{}"), "BUNDLE-67"),
    ],
)
def test_content_that_a_listed_key_signed(change: Change, expected: str) -> None:
    assert code(Forge(before=change).sealed()) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put(A_RECORD, b"{}"), "BUNDLE-42"),
        (put(OTHER_RECORD, b"{}"), "BUNDLE-41"),
        (drop(A_RECORD), "BUNDLE-41"),
        (put(bag.BAG_INFO, b"Evil: yes\n"), "BUNDLE-42"),
        (put(bag.SIGNATURE, b"x"), "BUNDLE-21"),
        (drop(bag.TAG_MANIFEST), "BUNDLE-37"),
        (drop(bag.SIGNATURE), "BUNDLE-37"),
        (drop(bag.MANIFEST), "BUNDLE-37"),
        (put(bag.TAG_MANIFEST, b""), "BUNDLE-23"),
        (put("fetch.txt", b"http://x - data/y\n"), "BUNDLE-32"),
        (put("data/other.json", b"{}"), "BUNDLE-32"),
        (put("data/records/../../x", b"{}"), "BUNDLE-32"),
        (put("manifest-md5.txt", b""), "BUNDLE-32"),
    ],
)
def test_content_changed_after_signing(change: Change, expected: str) -> None:
    assert code(Forge(after=change).sealed()) == expected


def manifests(change: Callable[[bytes], bytes], name: str) -> Change:
    """Change a manifest and sign again, as the holder of a listed key could."""

    def apply(files: Files) -> None:
        files[name] = change(files[name])
        if name == bag.MANIFEST:
            rest = {k: v for k, v in files.items() if k in (bag.BAGIT, bag.BAG_INFO, bag.MANIFEST)}
            files[bag.TAG_MANIFEST] = bag._manifest(rest, rest)
        files[bag.SIGNATURE] = sshsig.sign(files[bag.TAG_MANIFEST], INNER, LAPTOP)

    return apply


@pytest.mark.parametrize("name", [bag.MANIFEST, bag.TAG_MANIFEST])
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: b"", "BUNDLE-41"),
        (lambda text: text.upper(), "BUNDLE-40"),
        (lambda text: text + text, "BUNDLE-40"),
        (lambda text: text.replace(b"  ", b" *"), "BUNDLE-40"),
        (lambda text: text.replace(b"\n", b"\r\n"), "BUNDLE-40"),
        (lambda text: b"".join(reversed(text.splitlines(keepends=True))), "BUNDLE-40"),
        (lambda text: text + b"0" * 64 + b"  zz/../../x\n", "BUNDLE-41"),
    ],
)
def test_manifests_that_a_listed_key_signed(name: str, change: Callable[[bytes], bytes], expected: str) -> None:
    assert code(Forge(after=manifests(change, name)).sealed()) == expected


def test_another_declaration_that_a_listed_key_signed() -> None:
    def change(files: Files) -> None:
        files[bag.BAGIT] = files[bag.BAGIT].replace(b"1.0", b"0.97")
        signed_again = {name: files[name] for name in (bag.BAGIT, bag.BAG_INFO, bag.MANIFEST)}
        files[bag.TAG_MANIFEST] = bag._manifest(signed_again, signed_again)
        files[bag.SIGNATURE] = sshsig.sign(files[bag.TAG_MANIFEST], INNER, LAPTOP)

    assert code(Forge(after=change).sealed()) == "BUNDLE-43"


def test_many_bombs_that_are_small_each() -> None:
    bomb = b'{"a":[' + b"1," * 480_000 + b"1]}"
    names = [bag.record_path(str(uuid.UUID(int=i, version=4))) for i in range(9)]
    sealed = Forge(before=lambda files: files.update(dict.fromkeys(names, bomb))).sealed()
    assert code(sealed) == "BUNDLE-50"


def test_an_inner_signature_of_another_use_or_key() -> None:
    assert code(Forge(namespace=OUTER).sealed()) == "BUNDLE-22"
    by_stranger = Forge(signing=STRANGER).sealed()
    again = sshsig.sign(by_stranger.age_bytes, OUTER, LAPTOP)
    assert code(with_outer(by_stranger.age_bytes, again)) == "BUNDLE-24"


Archive = Callable[[bytes, Files, str], bytes]


def member(name: str, **changes: Any) -> Archive:
    """The archive by `tarfile`, with one member more."""

    def build(archive: bytes, files: Files, root: str) -> bytes:
        out = io.BytesIO()
        fmt = changes.pop("format", tarfile.USTAR_FORMAT)
        with tarfile.open(fileobj=out, mode="w", format=fmt) as tar:
            odd = tarfile.TarInfo(name.replace("ROOT", root))
            for key, value in changes.items():
                setattr(odd, key, value)
            tar.addfile(odd, io.BytesIO(bytes(odd.size)) if odd.isreg() else None)
        return out.getvalue()[:512] + archive

    return build


def by_tarfile(fmt: int, **changes: Any) -> Archive:
    def build(archive: bytes, files: Files, root: str) -> bytes:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=fmt) as tar:
            for name, data in sorted(files.items()):
                info = tarfile.TarInfo(f"{root}/{name}")
                info.size, info.mode = len(data), 0o600
                for key, value in changes.items():
                    setattr(info, key, value)
                tar.addfile(info, io.BytesIO(data))
        return out.getvalue()

    return build


def sparse(archive: bytes, files: Files, root: str) -> bytes:
    """A GNU sparse member of 10 KB that claims a tebibyte."""
    block = bytearray(archive[:512])
    block[156:157] = b"S"
    block[483:495] = b"\x80" + bytes(5) + (1 << 40).to_bytes(6, "big")
    block[148:156] = ustar._checksum(bytes(block))
    return bytes(block) + archive[512:]


def huge(archive: bytes, files: Files, root: str) -> bytes:
    block = bytearray(archive[:512])
    block[124:136] = b"77777777777\0"
    block[148:156] = ustar._checksum(bytes(block))
    return bytes(block) + archive[512:]


def twins(archive: bytes, files: Files, root: str) -> bytes:
    return ustar.pack({bag.BAG_INFO: b"x"}, root)[:1024] + archive


def two_bags(archive: bytes, files: Files, root: str) -> bytes:
    other = f"bundle-{uuid.UUID(int=1, version=4)}"
    return ustar.pack({bag.BAG_INFO: b"x"}, other)[:1024] + archive


def crowd(archive: bytes, files: Files, root: str) -> bytes:
    names = (bag.record_path(str(uuid.UUID(int=i, version=4))) for i in range(10_001))
    return b"".join(ustar.pack({name: b""}, root)[:512] for name in names) + archive


def unsorted(archive: bytes, files: Files, root: str) -> bytes:
    first = ustar.pack({bag.BAGIT: files[bag.BAGIT]}, root)[:1024]
    return first + archive.replace(first, b"", 1)


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (member("ROOT/data/x", type=tarfile.SYMTYPE, linkname="/etc/passwd"), "BUNDLE-31"),
        (member("ROOT/data/x", type=tarfile.LNKTYPE, linkname="/etc/passwd"), "BUNDLE-31"),
        (member("ROOT/data", type=tarfile.DIRTYPE), "BUNDLE-31"),
        (member("ROOT/x", type=tarfile.CHRTYPE), "BUNDLE-31"),
        (member("ROOT/x", type=tarfile.FIFOTYPE), "BUNDLE-31"),
        (member("ROOT/x", type=tarfile.CONTTYPE), "BUNDLE-31"),
        (member("ROOT/../../x"), "BUNDLE-32"),
        (member("/etc/x"), "BUNDLE-32"),
        (member("ROOT/DATA/STATEMENT.JSON"), "BUNDLE-32"),
        (member("ROOT/data/records/nul.json"), "BUNDLE-32"),
        (member("C:\\x"), "BUNDLE-32"),
        (sparse, "BUNDLE-31"),
        (huge, "BUNDLE-30"),
        (twins, "BUNDLE-33"),
        (two_bags, "BUNDLE-33"),
        (crowd, "BUNDLE-34"),
        (unsorted, "BUNDLE-36"),
        (by_tarfile(tarfile.GNU_FORMAT), "BUNDLE-30"),
        (by_tarfile(tarfile.USTAR_FORMAT, mtime=1), "BUNDLE-36"),
        (by_tarfile(tarfile.USTAR_FORMAT, mode=0o4755), "BUNDLE-36"),
        (by_tarfile(tarfile.USTAR_FORMAT, uname="root"), "BUNDLE-36"),
        (by_tarfile(tarfile.PAX_FORMAT, pax_headers={"path": "../x"}), "BUNDLE-31"),
        (lambda archive, files, root: archive + b"hidden", "BUNDLE-35"),
        (lambda archive, files, root: archive[:-1] + b"x", "BUNDLE-35"),
        (lambda archive, files, root: archive + bytes(512), "BUNDLE-36"),
        (lambda archive, files, root: archive[:-512], "BUNDLE-36"),
        (lambda archive, files, root: archive[:700], "BUNDLE-30"),
        (lambda archive, files, root: bytes(2048), "BUNDLE-30"),
        (lambda archive, files, root: b"", "BUNDLE-30"),
        (lambda archive, files, root: b"\x1f\x8b" + archive, "BUNDLE-30"),
    ],
)
def test_archives(build: Archive, expected: str) -> None:
    sealed = made()
    root, files = opened_files(sealed)
    assert code(resealed(build(plain(sealed), files, root))) == expected


def test_a_bundle_for_us_that_another_key_of_ours_opens() -> None:
    """A former key of the recipient may still open what names it, and only that."""
    assert code(made(), identities=[OTHER, UKHTC]) == ""
    assert code(made(), identities=[OTHER]) == "BUNDLE-06"
