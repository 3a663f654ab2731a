"""The published sample opens with the key that stands beside it, and holds a record of our form."""

from __future__ import annotations

from debrief.bundle import decrypt, identities, read_pair
from debrief.bundle.canonical import loads
from debrief.bundle.sshsig import read_public_line, verify
from debrief.bundle.ustar import unpack
from debrief.interview.record import Record
from debrief.places import shipped

SAMPLE = shipped("exports") / "sample"


def test_the_sample_opens_and_is_signed() -> None:
    (path,) = SAMPLE.glob("*.debrief.age")
    sealed, signature = read_pair(path)
    lines = (SAMPLE / "allowed_signers").read_text("utf-8").splitlines()
    (line,) = [each for each in lines if each.startswith("ukba-demo ")]
    listed = read_public_line("ssh-ed25519 " + line.split("ssh-ed25519 ")[1].split()[0])

    assert verify(signature, sealed, "transport@debrief") == listed

    keys = identities((SAMPLE / "ukhtc.identity").read_text("utf-8"))
    _, files = unpack(decrypt(sealed, keys))
    (name,) = [each for each in files if each.startswith("data/records/")]
    record = Record.model_validate(loads(files[name]))
    assert (record.route, record.status, record.recipient) == ("adult", "signed", "central_repository")
