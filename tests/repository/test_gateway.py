"""UKHTC's two rooms: the gateway passes on what it cannot read; the vault room reads."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from typer.testing import CliRunner

from debrief import bundle, cli
from debrief import repository as ukhtc
from debrief.bundle import Passage, read_pair
from debrief.bundle.passage import NAMESPACE
from debrief.bundle.shapes import read
from debrief.bundle.sshsig import sign, verify
from debrief.commands import trust as trust_commands
from debrief.commands import ukhtc as commands
from debrief.errors import Refusal

from .world import NOW, Laptop, Told, admitted, bank, opened

CANARY = "kestrelcanary"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (cli, commands, trust_commands):
        monkeypatch.setattr(module, "now", lambda: NOW)
    monkeypatch.setattr("debrief.commands.asking.places_to_ask", lambda: [0, 1, 2])
    monkeypatch.setattr("debrief.repository.opening.load_bank", lambda _: bank())


def typed(*words: object, given: str = "") -> Any:
    return CliRunner().invoke(cli.app, [str(word) for word in words], input=given)


@pytest.fixture
def gateway(place: ukhtc.Place, tmp_path: Path) -> Path:
    """Made by command, from the published list and the handbook's words; listed at the vault room."""
    folder, listed = tmp_path / "gateway", place.part("trust") / "trust.json"
    words = ukhtc.read_list(place).anchor_words().words
    assert isinstance(typed("ukhtc", "init", folder, "--gateway", listed, given="no\n").exception, SystemExit)
    assert not folder.exists()
    made = typed("ukhtc", "init", folder, "--gateway", listed, given="\n".join(words[:3]) + "\n")
    assert made.exit_code == 0, made.output
    (request,) = folder.glob("*.enrol.json")
    heard = str(ukhtc.read_enrolment(request).words())
    enrol = ["trust", "enrol", request, "--gateway", "--repository", place.folder]
    assert typed(*enrol, given=f"{heard}\n").exit_code == 0
    assert typed("trust", "take", listed, "--repository", folder).exit_code == 0
    return folder


def said(seed: int) -> dict[str, Any]:
    told = Told(seed).adult().exploited("labour").add("leg")
    return told.answer("leg_from/1", {"town": CANARY, "country": "NG"}).json()


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_goes_through_the_gateway_is_what_came(
    place: ukhtc.Place, gateway: Path, laptop: Laptop, stick: Path, tmp_path: Path
) -> None:
    """Ciphertext, a code, a note; then the same database as by the direct way."""
    sent = [laptop.sealed(place, [said(n)]) for n in range(3)]
    for each in sent:
        each.write(stick)
    (stick / "garbage.debrief.age").write_bytes(b"made up")
    (stick / "garbage.debrief.age.sig").write_bytes(sent[0].sig_bytes)
    stranger = Laptop(9, "agency-z").sealed(place, [said(7)])
    stranger.write(stick)
    shutil.copytree(place.folder, tmp_path / "direct")

    through = typed("ukhtc", "import", stick, "--repository", gateway)
    assert through.exit_code == 1
    assert (through.output.count("passed_on"), through.output.count("refused")) == (3, 2)
    forwarded = sorted((gateway / "forward").glob("*.age"))
    assert sorted(path.read_bytes() for path in forwarded) == sorted(each.age_bytes for each in sent)
    assert stranger.age_bytes not in everything(gateway / "forward").values()

    for source, target in ((gateway / "forward", place.folder), (stick, tmp_path / "direct")):
        typed("ukhtc", "import", source, "--repository", target)
    with opened(place) as one, opened(ukhtc.read_place(tmp_path / "direct")) as other:
        assert one.counts()["bundle"] == 3
        assert one.digest() == other.digest()

    before = everything(gateway)
    assert typed("ukhtc", "import", stick, "--repository", gateway).exit_code == 1
    assert everything(gateway) == before  # the same again: the same bytes, and the same notes


def test_the_gateway_cannot_read(
    place: ukhtc.Place, gateway: Path, laptop: Laptop, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No identity lies anywhere in it, no decryption is tried, and no byte of it is in clear."""
    secrets = [path.read_bytes() for path in (place.part("keys")).iterdir()]
    sealed = laptop.sealed(place, [said(1)])
    sealed.write(stick)
    for name in (
        "debrief.bundle.age.decrypt",
        "debrief.bundle.open.open_bundle",
        "debrief.bundle.ustar.unpack",
    ):
        monkeypatch.setattr(name, never)
    assert typed("ukhtc", "import", stick, "--repository", gateway).exit_code == 0
    monkeypatch.undo()
    found = everything(gateway)
    assert [path.name for path in found if path.parent.name == "keys"] == ["gateway.key"]
    for path, content in found.items():
        assert b"AGE-SECRET-KEY" not in content.upper(), path
        assert CANARY.encode() not in content, path
        assert content not in secrets, path
    # whoever takes the machine over has what is in it: nothing there opens what it passed on
    with pytest.raises(Refusal, match="UKHTC-07"):
        ukhtc.read_place(gateway).identity()
    for words in (["status"], ["table", "nrm"], ["table", "routes"], ["audit", "verify"]):
        result = typed("ukhtc", *words, "--repository", gateway)
        assert (result.exit_code, "UKHTC-50" in result.output) == (1, True)
    plain = bundle.decrypt(sealed.age_bytes, place.identities())
    assert CANARY.encode() in plain  # and it is there to be found


def never(*_: object, **__: object) -> None:
    raise AssertionError("a gateway decrypts nothing")


def test_a_note_of_the_gateway_is_no_receipt(
    place: ukhtc.Place, gateway: Path, laptop: Laptop, stick: Path
) -> None:
    sealed = laptop.sealed(place, [said(1)])
    sealed.write(stick)
    typed("ukhtc", "import", stick, "--repository", gateway)
    (path,) = (gateway / "receipts").glob("*.passage.json")
    data, signature = read_pair(path)
    note = read(Passage, data, name="passage")
    assert (note.bundle_sha256, note.sender_agency) == (sealed.digest, "agency-x")
    trust = ukhtc.read_list(ukhtc.read_place(gateway))
    keys = [key for key in trust.keys if key.namespaces == [NAMESPACE]]
    assert [key.public for key in keys] == [bundle_line(verify(signature, data, NAMESPACE))]
    pinned = [key.public for key in trust.receipt_keys]
    with pytest.raises(Refusal, match="BUNDLE-2"):
        bundle.verify_receipt(data, signature, pinned)
    # nor can a gateway that was taken over make one, or seal, or sign a decision
    forged = rfc8785.dumps({"format": "debrief-receipt/1"})
    key = ukhtc.read_place(gateway).signing_key("gateway.key")
    with pytest.raises(Refusal, match="BUNDLE-80"):
        bundle.verify_receipt(forged, sign(forged, "receipt@debrief", key), pinned)
    with pytest.raises(Refusal, match="BUNDLE-25"):
        trust.signer(key.public_key().public_bytes_raw(), "transport@debrief")
    # and ssh-keygen alone can check it
    command = ["ssh-keygen", "-Y", "verify", "-f", gateway / "trust" / "allowed_signers", "-I", "ukhtc"]
    command += ["-n", NAMESPACE, "-O", "verify-time=20260601120000Z", "-s", f"{path}.sig"]
    assert subprocess.run(command, input=data, capture_output=True).returncode == 0


def bundle_line(raw: bytes) -> str:
    from debrief.bundle.sshsig import public_line

    return public_line(raw)


def test_a_gateway_goes_by_the_newest_list_it_was_given(
    place: ukhtc.Place, gateway: Path, stick: Path, laptop: Laptop
) -> None:
    second = Laptop(2, "agency-y")
    second.sealed(place, [said(1)]).write(stick)
    assert typed("ukhtc", "import", stick, "--repository", gateway).exit_code == 1
    admitted(place, second)
    listed = place.part("trust") / "trust.json"
    earlier = {path: path.read_bytes() for path in listed.parent.glob("trust.json*")}
    assert typed("trust", "take", listed, "--repository", gateway).exit_code == 0
    assert typed("ukhtc", "import", stick, "--repository", gateway).exit_code == 0
    assert not list((gateway / "quarantine").iterdir())  # what is passed on leaves quarantine
    public = ukhtc.read_list(place).keys[1].public
    ukhtc.revoke(place, public, "compromised", NOW, NOW)
    assert typed("trust", "take", listed, "--repository", gateway).exit_code == 0
    laptop.sealed(place, [said(2)]).write(stick)
    assert "BUNDLE-66" in typed("ukhtc", "import", stick, "--repository", gateway).output
    for path, content in earlier.items():
        path.write_bytes(content)
    result = typed("trust", "take", listed, "--repository", gateway)
    assert isinstance(result.exception, Refusal)
    assert result.exception.code == "BUNDLE-90"  # never back to a list in which it was not revoked
    wrong = typed("trust", "take", listed, "--repository", place.folder)
    assert isinstance(wrong.exception, Refusal)
    assert wrong.exception.code == "UKHTC-58"


def test_nobody_is_made_a_gateway_unheard(place: ukhtc.Place, gateway: Path, tmp_path: Path) -> None:
    (request,) = gateway.glob("*.enrol.json")
    version = ukhtc.read_list(place).version
    enrol = ["trust", "enrol", request, "--gateway", "--repository", place.folder]
    assert isinstance(typed(*enrol, given="wrong\n").exception, Refusal)
    heard = str(ukhtc.read_enrolment(request).words())
    again = typed(*enrol, given=f"{heard}\n").exception
    assert isinstance(again, Refusal)
    assert again.code == "UKHTC-15"
    assert ukhtc.read_list(place).version == version
