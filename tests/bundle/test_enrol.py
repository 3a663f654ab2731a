"""A new vault asks to be listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief import bundle
from debrief.bundle import refusals, sshsig

from .world import LAPTOP, RECOVERY, STRANGER, line, run, tool

VAULT = "0f" * 16


def test_the_officer_reads_what_the_laptop_wrote(tmp_path: Path) -> None:
    asked = bundle.request_enrolment("agency-x", VAULT, LAPTOP, recovery=RECOVERY.recipient)
    found = bundle.read_enrolment(asked.json_bytes, asked.sig_bytes)
    assert (found.agency, found.vault_id, found.public) == ("agency-x", VAULT, line(LAPTOP))
    assert found.recovery == RECOVERY.recipient
    assert found.words() == bundle.key_words(line(LAPTOP))
    assert asked.write(tmp_path).name == f"{VAULT}.enrol.json"


def test_ssh_keygen_verifies_the_self_signature(tmp_path: Path) -> None:
    path = bundle.request_enrolment("agency-x", VAULT, LAPTOP).write(tmp_path)
    run(tool("ssh-keygen", "openssh-client"), "-Y", "check-novalidate", "-n", "enrol@debrief",
        "-s", f"{path}.sig", given=path.read_bytes())  # fmt: skip


def test_nobody_enrols_the_key_of_another() -> None:
    asked = bundle.request_enrolment("agency-x", VAULT, LAPTOP)
    stolen = sshsig.sign(asked.json_bytes, "enrol@debrief", STRANGER)
    with pytest.raises(refusals.EnrolmentKey):
        bundle.read_enrolment(asked.json_bytes, stolen)
    with pytest.raises(refusals.SignatureWrong):
        bundle.read_enrolment(asked.json_bytes.replace(b"-x", b"-y"), asked.sig_bytes)


@pytest.mark.parametrize(("agency", "vault"), [("Agency", VAULT), ("agency-x", "zz"), ("", VAULT)])
def test_an_enrolment_that_makes_no_sense(agency: str, vault: str) -> None:
    with pytest.raises(refusals.DocumentShape):
        bundle.request_enrolment(agency, vault, LAPTOP)


def test_words_differ_between_keys_and_uses() -> None:
    assert bundle.key_words(line(LAPTOP)) != bundle.key_words(line(STRANGER))
    assert len(bundle.recipient_words(RECOVERY.recipient).words) == 10
