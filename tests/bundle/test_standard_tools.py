"""A bundle opens with `age`, `tar`, `ssh-keygen`, `sha256sum`, `bagit.py`: nothing of ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from debrief import bundle
from debrief.bundle import ustar

from .world import NOW, OTHER, UKHTC, attempt, made, records, run, tool, trust

WHEN = NOW.strftime("%Y%m%d%H%M%SZ")


class Desk:
    """A desk with standard tools, the two files, a key, and the list of signers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sealed = made(records=records(3))
        self.file = self.sealed.write(folder)
        (folder / "allowed_signers").write_text(bundle.allowed_signers(trust()))
        (folder / "key").write_text(UKHTC.secret() + "\n")
        (folder / "other").write_text(OTHER.secret() + "\n")
        self.age = tool("age", "age")
        self.keygen = tool("ssh-keygen", "openssh-client")

    def verify(self, namespace: str, signature: Path, *more: str, who: str = "agency-x"):
        return [
            self.keygen, "-Y", "verify", "-f", self.folder / "allowed_signers", "-I", who,
            "-n", namespace, "-O", f"verify-time={WHEN}", "-s", signature, *more,
        ]  # fmt: skip

    def opened(self) -> Path:
        archive = run(self.age, "-d", "-i", self.folder / "key", self.file)
        out = self.folder / "out"
        out.mkdir()
        run(tool("tar", "tar"), "-x", "-C", out, given=archive)
        return out / f"bundle-{self.sealed.name}"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_it_opens_and_verifies(desk: Desk) -> None:
    outer = Path(f"{desk.file}.sig")
    run(*desk.verify("transport@debrief", outer), given=desk.file.read_bytes())
    bag = desk.opened()
    tags = bag / "tagmanifest-sha256.txt"
    inner = desk.verify("bundle@debrief", bag / "tagmanifest-sha256.txt.sig")
    run(*inner, given=tags.read_bytes())
    sums = tool("sha256sum", "coreutils")
    run(sums, "--strict", "-c", "tagmanifest-sha256.txt", cwd=bag)
    run(sums, "--strict", "-c", "manifest-sha256.txt", cwd=bag)
    validator = Path(sys.executable).parent / "bagit.py"
    assert validator.exists(), "This test needs bagit.py; install the package bagit."
    run(sys.executable, validator, "--validate", bag)
    assert len(list((bag / "data" / "records").iterdir())) == 3


def test_the_tools_refuse_what_is_wrong(desk: Desk) -> None:
    data, outer = desk.file.read_bytes(), Path(f"{desk.file}.sig")
    refused = [
        (desk.verify("bundle@debrief", outer), data),
        (desk.verify("transport@debrief", outer, who="agency-y"), data),
        (desk.verify("transport@debrief", outer), data[:-1] + bytes([data[-1] ^ 1])),
        ([desk.age, "-d", "-i", desk.folder / "other"], data),
        ([desk.age, "-d", "-i", desk.folder / "key"], data[:-1] + bytes([data[-1] ^ 1])),
    ]
    for words, given in refused:
        assert attempt(*words, given=given).returncode != 0
    assert attempt(*desk.verify("transport@debrief", outer), given=data).returncode == 0


def test_tar_lists_plain_files_of_one_mode(desk: Desk) -> None:
    archive = run(desk.age, "-d", "-i", desk.folder / "key", desk.file)
    listed = run(tool("tar", "tar"), "-t", "-v", "--numeric-owner", "-f", "-", given=archive)
    for line in listed.decode().splitlines():
        assert line.startswith("-rw------- 0/0 ")
        assert "1970-01-01" in line
    assert len(archive) == ustar.padded(len(archive))
