"""From a de-brief to a sealed bundle on a stick, and from a receipt back into the vault."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from debrief.desk.debrief_file import DebriefFile, stamp
from debrief.desk.desk import Desk
from debrief.desk.refusals import NotSignedOff, ReceiptUnknown, RolledBack, TrainingStays
from debrief.interview.extract import extract
from debrief.interview.record import Purpose, Record, record_json
from debrief.interview.sharing import CENTRAL

if TYPE_CHECKING:
    from debrief.bundle import Receipt, Sealed, StatementFields

EXPORTED, RECEIPT = "exported", "receipt"


@dataclass(frozen=True)
class Preview:
    """What an export would carry, before it is made: the face of it, without content."""

    record: Record
    unmet: tuple[str, ...]
    asserted: tuple[str, ...]
    withheld: dict[str, int]


@dataclass(frozen=True)
class Exported:
    """A bundle that was made and written."""

    path: Path
    bundle: str
    digest: str
    preview: Preview


def preview(desk: Desk, file: DebriefFile, purpose: Purpose) -> Preview:
    """What would be sent to the central repository. Raises a refusal where nothing may be."""
    from debrief.desk.overrides import asserted_in, proved

    state = file.interview.state
    if state.opened is not None and state.opened.training:
        raise TrainingStays(record=file.reference)
    if purpose in ("full", "supplement") and not (file.interview.signed or state.withdrawn):
        raise NotSignedOff(record=file.reference)
    record = extract(
        file.interview,
        recipient=CENTRAL,
        purpose=purpose,
        supersedes=_last_version(desk, file.rid),
        proved=proved(desk, file),
    )
    return Preview(
        record=record,
        unmet=tuple(gate.check for gate in record.unmet),
        asserted=asserted_in(record),
        withheld=dict(record.withheld),
    )


def export(desk: Desk, file: DebriefFile, folder: Path, purpose: Purpose) -> Exported:
    """Seals the record to the central repository and writes ``<uuid>.debrief.age`` and ``.sig``."""
    from debrief.bundle import make
    from debrief.bundle.canonical import dumps

    seen = preview(desk, file, purpose)
    data = dumps(record_json(seen.record))
    recipients = desk.settings.recipients(desk.clock())
    sealed = make(
        {str(uuid.UUID(file.rid)): data},
        _statement(desk, seen, purpose),
        agency=desk.settings.agency_id,
        recipients=recipients,
        signing_key=desk.vault.signing_key(),
    )
    path = sealed.write(folder)
    _remember(desk, file, sealed, seen, data, [each.age for each in recipients])
    return Exported(path, sealed.name, sealed.digest, seen)


def _statement(desk: Desk, seen: Preview, purpose: Purpose) -> StatementFields:
    from debrief.bundle import Bank, Packs, StatementFields, VaultHead, instant

    made = [e for e in desk.vault.journal() if e.get("type") == EXPORTED]
    seq, chain = desk.vault.head
    bank = seen.record.bank
    return StatementFields(
        vault_id=desk.vault.vault_id,
        export_seq=len(made) + 1,
        prev_bundle_digest=made[-1]["digest"] if made else None,
        purpose=purpose,
        created=instant(desk.clock()),
        packs=Packs(
            bank=Bank(id=bank.id, version=str(bank.version), digest=bank.digest),
            edition=seen.record.edition,
            rules_digest=bank.digest,
        ),
        vault_head=VaultHead(seq=seq, chain=chain),
        unmet=list(seen.unmet),
        asserted_overrides=list(seen.asserted),
        withheld=sorted(seen.withheld),
        transfer_code_digest=None,
    )


def _remember(
    desk: Desk, file: DebriefFile, sealed: Sealed, seen: Preview, data: bytes, ages: list[str]
) -> None:
    """The journal counts exports; the record remembers to whom it went."""
    entry: dict[str, Any] = {
        "type": EXPORTED,
        "at": stamp(desk.clock()),
        "bundle": sealed.name,
        "digest": sealed.digest,
        "record": file.rid,
        "version": hashlib.sha256(data).hexdigest(),
    }
    desk.vault.log(entry)
    refused = file.do(
        "exported",
        bundle=sealed.name,
        digest=sealed.digest,
        purpose=seen.record.purpose,
        recipients=ages,
        unmet=list(seen.unmet),
        withheld=sorted(seen.withheld),
    )
    if refused is not None:
        raise refused


def _last_version(desk: Desk, rid: str) -> str | None:
    versions = [
        entry["version"]
        for entry in desk.vault.journal()
        if entry.get("type") == EXPORTED and entry["record"] == rid
    ]
    return versions[-1] if versions else None


def _check_anchor(desk: Desk, receipt: Receipt) -> None:
    """A receipt says how far this vault had come: the one thing outside by which an older copy is noticed."""
    if receipt.vault_id != desk.vault.vault_id or receipt.vault_head is None:
        return
    # whatever it was sealed for, a vault that went on from there has it in its journal
    known = any(entry.get("digest") == receipt.bundle_sha256 for entry in desk.vault.journal())
    if not known or not desk.vault.went_through(receipt.vault_head.seq, receipt.vault_head.chain):
        raise RolledBack


class TakenReceipt(NamedTuple):
    """A receipt that was taken in: the de-brief it is for, and what it says of it."""

    reference: str
    result: Literal["accepted", "held", "refused"]
    code: str | None
    """Why it was held or refused."""


def take_receipt(desk: Desk, path: Path) -> TakenReceipt:
    """Takes in a receipt."""
    from debrief.bundle import read_pair, verify_receipt

    data, signature = read_pair(path)
    receipt = verify_receipt(data, signature, desk.settings.receipt_keys())
    made = [
        e for e in desk.vault.journal() if e.get("type") == EXPORTED and e["digest"] == receipt.bundle_sha256
    ]
    _check_anchor(desk, receipt)
    if not made:
        raise ReceiptUnknown
    file = None if made[0]["record"] in desk.vault.sealed() else desk.open(made[0]["record"])
    held = {d.record: d for d in receipt.records}
    own = held.get(str(uuid.UUID(made[0]["record"])))
    result: Literal["accepted", "held", "refused"]
    result = "refused" if receipt.result == "refused" else "held" if own and own.code else "accepted"
    code = receipt.code or (own.code if own else None)
    desk.vault.log(
        {
            "type": RECEIPT,
            "at": stamp(desk.clock()),
            "digest": receipt.bundle_sha256,
            "result": result,
            "trust_version": receipt.trust_version,
            "receipt": data.decode(),
        }
    )
    if file is None:  # the journal has it; the de-brief itself was sealed since
        reference = str((desk.vault.stub(made[0]["record"]) or {}).get("reference", ""))
        return TakenReceipt(reference, result, code)
    refused = file.do(
        "receipt_taken",
        bundle=made[0]["bundle"],
        digest=receipt.bundle_sha256,
        result=result,
        **({"code": code} if code else {}),
    )
    if refused is not None:
        raise refused
    return TakenReceipt(file.reference, result, code)
