"""Receipts: UKHTC's signed answer, by which a laptop knows what arrived whole.

A receipt depends only on the bundle's bytes, the verdict and the version of the
trust list. It has no time and no number of its own, so a bundle sent twice gets
the same bytes twice. It carries the vault's head, and is the anchor outside the
laptop against which an older copy of the vault is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field

from . import shapes, sshsig
from .refusals import ReceiptKeyUnknown, ReceiptOther
from .sealed import write_pair
from .shapes import AgencyId, Document, Name, NoTwins, Ordinal, Sha256, Uuid, VaultId
from .statement import VaultHead
from .verdict import Verdict

FORMAT: Literal["debrief-receipt/1"] = "debrief-receipt/1"
NAMESPACE = "receipt@debrief"
SUFFIX = ".receipt.json"


class Disposition(Document):
    """What became of one record. ``hold`` waits for a person at UKHTC; nothing is lost."""

    record: Uuid
    disposition: Literal["accept", "hold"]
    code: Name | None


class Receipt(Document):
    """The whole of a receipt. What a refused bundle says about itself is not repeated: null."""

    format: Literal["debrief-receipt/1"] = FORMAT
    bundle_sha256: Sha256
    trust_version: Ordinal
    result: Literal["accepted", "refused"]
    code: Name | None
    sender_agency: AgencyId | None
    bundle_id: Uuid | None
    vault_id: VaultId | None
    export_seq: Ordinal | None
    vault_head: VaultHead | None
    records: Annotated[list[Disposition], Field(max_length=10_000), NoTwins]


@dataclass(frozen=True)
class Issued:
    """A receipt as two files: `<name>.receipt.json` and its `.sig`."""

    name: str
    json_bytes: bytes
    sig_bytes: bytes

    def write(self, folder: Path) -> Path:
        """Write both files, each whole or not at all; returns the path of the receipt."""
        target = folder / (self.name + SUFFIX)
        write_pair(target, self.json_bytes, self.sig_bytes)
        return target


def receipt(verdict: Verdict) -> Receipt:
    """The receipt of a verdict."""
    if verdict.opened is None:
        assert verdict.refusal is not None
        return Receipt(
            bundle_sha256=verdict.digest,
            trust_version=verdict.trust_version,
            result="refused",
            code=verdict.refusal.code,
            sender_agency=verdict.agency,
            bundle_id=None,
            vault_id=None,
            export_seq=None,
            vault_head=None,
            records=[],
        )
    statement, held = verdict.opened.statement, verdict.opened.held
    return Receipt(
        bundle_sha256=verdict.digest,
        trust_version=verdict.trust_version,
        result="accepted",
        code=None,
        sender_agency=verdict.agency,
        bundle_id=statement.bundle_id,
        vault_id=statement.vault_id,
        export_seq=statement.export_seq,
        vault_head=statement.vault_head,
        records=[_disposition(record, held.get(record)) for record in sorted({*verdict.opened.records, *held})],
    )


def issue(verdict: Verdict, key: Ed25519PrivateKey) -> Issued:
    """Signed with the gateway's receipt key. The same verdict gives the same bytes."""
    made = receipt(verdict)
    data = made.encode()
    return Issued(made.bundle_id or made.bundle_sha256, data, sshsig.sign(data, NAMESPACE, key))


def issued_anew(held: Issued, key: Ed25519PrivateKey) -> Issued:
    """The same receipt, signed with the key of today: an earlier key may be believed no more."""
    return Issued(held.name, held.json_bytes, sshsig.sign(held.json_bytes, NAMESPACE, key))


def verify(data: bytes, signature: bytes, pinned: Iterable[str]) -> Receipt:
    """A receipt that one of the ``pinned`` public key lines signed."""
    signer = sshsig.verify(signature, data, NAMESPACE)
    if signer not in [sshsig.read_public_line(line) for line in pinned]:
        raise ReceiptKeyUnknown(key=sshsig.fingerprint(signer))
    return shapes.read(Receipt, data, name="receipt.json")


def require_for(found: Receipt, *, digest: str) -> Receipt:
    """The receipt, if it is about the bundle with this SHA-256; refused otherwise."""
    if found.bundle_sha256 != digest:
        raise ReceiptOther
    return found


def _disposition(record: str, code: str | None) -> Disposition:
    return Disposition(record=record, disposition="hold" if code else "accept", code=code)
