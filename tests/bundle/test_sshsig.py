"""SSH signatures, against `ssh-keygen` both ways, and every bit of one turned."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bundle import refusals, sshsig
from debrief.errors import Refusal

from .world import LAPTOP, attempt, key, line, run, tool

DATA = b"made up\n"
SPACE = "bundle@debrief"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "id"
    path.write_bytes(LAPTOP.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("data", [b"", DATA, bytes(range(256)) * 999])
def test_the_bytes_are_those_of_ssh_keygen(data: bytes, key_file: Path, tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(data)
    run(tool("ssh-keygen", "openssh-client"), "-Y", "sign", "-f", key_file, "-n", SPACE, "m",
        cwd=tmp_path)  # fmt: skip
    theirs = (tmp_path / "m.sig").read_bytes()
    assert sshsig.sign(data, SPACE, LAPTOP) == theirs
    assert sshsig.verify(theirs, data, SPACE) == LAPTOP.public_key().public_bytes_raw()


def test_ssh_keygen_verifies_ours_in_its_namespace_only(tmp_path: Path) -> None:
    (tmp_path / "allowed").write_text(f'agency-x namespaces="{SPACE}" {line(LAPTOP)}\n')
    (tmp_path / "s").write_bytes(sshsig.sign(DATA, SPACE, LAPTOP))
    keygen = tool("ssh-keygen", "openssh-client")
    words = [keygen, "-Y", "verify", "-f", tmp_path / "allowed", "-I", "agency-x",
             "-s", tmp_path / "s", "-n"]  # fmt: skip
    assert b"Good" in run(*words, SPACE, given=DATA)
    assert attempt(*words, "receipt@debrief", given=DATA).returncode != 0
    assert attempt(*words, SPACE, given=DATA + b"x").returncode != 0


def test_another_hash_than_sha512_is_not_read(key_file: Path, tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(DATA)
    run(tool("ssh-keygen", "openssh-client"), "-Y", "sign", "-O", "hashalg=sha256",
        "-f", key_file, "-n", SPACE, "m", cwd=tmp_path)  # fmt: skip
    with pytest.raises(refusals.SignatureMalformed):
        sshsig.verify((tmp_path / "m.sig").read_bytes(), DATA, SPACE)


def test_a_signature_is_worth_nothing_elsewhere() -> None:
    made = sshsig.sign(DATA, SPACE, LAPTOP)
    with pytest.raises(refusals.SignatureNamespace):
        sshsig.verify(made, DATA, "transport@debrief")
    with pytest.raises(refusals.SignatureWrong):
        sshsig.verify(made, DATA + b" ", SPACE)


def test_every_bit_of_a_signature_counts() -> None:
    made = sshsig.sign(DATA, SPACE, LAPTOP)
    for place in range(len(made)):
        for bit in range(8):
            turned = bytearray(made)
            turned[place] ^= 1 << bit
            with pytest.raises(Refusal, match="BUNDLE-2"):
                sshsig.verify(bytes(turned), DATA, SPACE)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\n" + text,
        lambda text: text + b"\n",
        lambda text: text.rstrip(b"\n"),
        lambda text: text.replace(b"\nU1NIU0lH", b"\n U1NIU0lH"),
        lambda text: text + text,
        lambda text: text[:60] + text[61:],
        lambda text: b"A" * 10_000,
        lambda text: b"",
    ],
)
def test_only_the_one_armor_is_read(change: object) -> None:
    assert callable(change)
    made = sshsig.sign(DATA, SPACE, LAPTOP)
    with pytest.raises(refusals.SignatureMalformed):
        sshsig.verify(change(made), DATA, SPACE)


@given(st.binary(max_size=400))
@settings(max_examples=50)
def test_anything_at_all_is_refused(blob: bytes) -> None:
    for armored in (blob, sshsig._armor(blob), sshsig._armor(b"SSHSIG\0\0\0\1" + blob)):
        with pytest.raises(refusals.SignatureMalformed):
            sshsig.read(armored)


def test_public_keys_as_ssh_writes_them(key_file: Path) -> None:
    printed = run(tool("ssh-keygen", "openssh-client"), "-y", "-f", key_file).decode().strip()
    raw = LAPTOP.public_key().public_bytes_raw()
    assert sshsig.public_line(raw) == line(LAPTOP) == " ".join(printed.split()[:2])
    assert sshsig.read_public_line(printed + " a comment") == raw
    shown = run(tool("ssh-keygen", "openssh-client"), "-l", "-f", "-", given=printed.encode())
    assert sshsig.fingerprint(raw) in shown.decode()


@pytest.mark.parametrize(
    "text",
    ["", "ssh-ed25519", "ssh-rsa AAAA", "ssh-ed25519 AAAA", line(key(9))[:-4], "ssh-ed25519 é"],
)
def test_what_is_no_public_key(text: str) -> None:
    with pytest.raises(refusals.NotAPublicKey):
        sshsig.read_public_line(text)
