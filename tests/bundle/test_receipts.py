"""Receipts depend on the bundle's bytes, the verdict and the trust list's version alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from debrief import bundle
from debrief.bundle import refusals, sshsig
from debrief.errors import Refusal

from .world import (
    LAPTOP,
    NOW,
    OTHER,
    RECEIPTS,
    RECORD,
    STRANGER,
    examined,
    line,
    made,
    records,
    run,
    tool,
    trust,
    trust_value,
)

PINNED = [line(RECEIPTS)]


def test_a_receipt_says_what_arrived_whole() -> None:
    sealed = made(records=records(2))
    issued = bundle.issue(examined(sealed), RECEIPTS)
    found = bundle.verify_receipt(issued.json_bytes, issued.sig_bytes, PINNED)
    assert found.result == "accepted"
    assert found.code is None
    assert found.bundle_sha256 == sealed.digest
    assert found.bundle_id == issued.name == sealed.name
    assert (found.export_seq, found.vault_id) == (3, "0f" * 16)
    assert found.vault_head is not None
    assert found.vault_head.seq == 41
    assert found.trust_version == 7
    assert [r.record for r in found.records] == sorted(records(2))
    assert {r.disposition for r in found.records} == {"accept"}
    assert bundle.require_for(found, digest=sealed.digest) is found


def test_the_same_bundle_gets_the_same_bytes_whenever_it_comes() -> None:
    sealed = made(records=records(3))
    one = bundle.issue(examined(sealed), RECEIPTS)
    two = bundle.issue(examined(sealed, now=NOW + timedelta(days=9)), RECEIPTS)
    assert one == two
    newer = bundle.TrustList.model_validate(trust_value(version=8))
    assert bundle.issue(examined(sealed, trust=newer), RECEIPTS) != one


def test_a_held_record_is_named_with_its_code() -> None:
    def unknown(record: dict[str, object]) -> None:
        if record["id"] == RECORD:
            raise refusals.RecordShape(name="x")

    made_out = bundle.receipt(examined(made(records=records(2)), validate=unknown))
    assert {(r.record == RECORD, r.disposition, r.code) for r in made_out.records} == {
        (True, "hold", "BUNDLE-68"),
        (False, "accept", None),
    }


def test_a_refused_bundle_gets_its_code_and_repeats_no_claim() -> None:
    sealed = made(recipients=[bundle.Recipient(age=OTHER.recipient, role="ukhtc")])
    issued = bundle.issue(examined(sealed), RECEIPTS)
    found = bundle.verify_receipt(issued.json_bytes, issued.sig_bytes, PINNED)
    assert (found.result, found.code) == ("refused", "BUNDLE-06")
    assert found.sender_agency == "agency-x"
    assert found.bundle_id is found.vault_id is found.vault_head is None
    assert issued.name == found.bundle_sha256 == sealed.digest


def test_a_strangers_bundle_names_no_agency() -> None:
    found = bundle.receipt(examined(made(signing_key=STRANGER)))
    assert (found.sender_agency, found.code) == (None, "BUNDLE-24")


def test_only_the_pinned_key_is_believed() -> None:
    issued = bundle.issue(examined(made()), LAPTOP)
    with pytest.raises(refusals.ReceiptKeyUnknown):
        bundle.verify_receipt(issued.json_bytes, issued.sig_bytes, PINNED)
    data = issued.json_bytes
    with pytest.raises(refusals.SignatureNamespace):
        bundle.verify_receipt(data, sshsig.sign(data, "bundle@debrief", RECEIPTS), PINNED)


def test_a_receipt_for_another_bundle_does_not_license_anything() -> None:
    found = bundle.receipt(examined(made()))
    with pytest.raises(refusals.ReceiptOther):
        bundle.require_for(found, digest=made().digest)


def test_every_byte_of_a_receipt_counts() -> None:
    issued = bundle.issue(examined(made()), RECEIPTS)
    for place in range(len(issued.json_bytes)):
        turned = bytearray(issued.json_bytes)
        turned[place] ^= 1
        with pytest.raises(Refusal):
            bundle.verify_receipt(bytes(turned), issued.sig_bytes, PINNED)


def test_a_signed_receipt_that_makes_no_sense() -> None:
    for data in (b"{}", b"[]", b"null", b'{"format":"debrief-receipt/2"}', b"not json"):
        with pytest.raises(Refusal):
            bundle.verify_receipt(data, sshsig.sign(data, "receipt@debrief", RECEIPTS), PINNED)


def test_ssh_keygen_verifies_a_receipt(tmp_path: Path) -> None:
    path = bundle.issue(examined(made()), RECEIPTS).write(tmp_path)
    (tmp_path / "allowed").write_text(bundle.allowed_signers(trust()))
    when = NOW.strftime("%Y%m%d%H%M%SZ")
    run(tool("ssh-keygen", "openssh-client"), "-Y", "verify", "-f", tmp_path / "allowed",
        "-I", "ukhtc", "-n", "receipt@debrief", "-O", f"verify-time={when}",
        "-s", f"{path}.sig", given=path.read_bytes())  # fmt: skip
