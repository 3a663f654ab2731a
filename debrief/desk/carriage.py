"""Sealing for somebody other than the central repository: the statement, the count, what is remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from debrief.bundle import Bank, Packs, Purpose, Recipient, Sealed, StatementFields, VaultHead, instant, make
from debrief.desk.debrief_file import DebriefFile, stamp
from debrief.desk.desk import Desk
from debrief.words import tidy

if TYPE_CHECKING:
    from typing import Any

    from debrief.bank import Bank as Questionnaire

SHARED = "shared"


@dataclass(frozen=True)
class Face:
    """What a bundle says outside its record: unmet safeguards, unsigned decisions, withheld categories."""

    unmet: tuple[str, ...] = ()
    asserted: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


def seal(
    desk: Desk,
    records: Mapping[str, bytes],
    *,
    to: str,
    purpose: Purpose,
    recipients: Sequence[Recipient],
    edition: str,
    face: Face,
    code: str | None = None,
    bank: Questionnaire | None = None,
) -> Sealed:
    """A bundle to an agency (``to``, its id); counted per vault and recipient. ``bank`` is the record's."""
    made = [e for e in desk.vault.journal() if e.get("type") == SHARED and e["to"] == to]
    number, created = len(made) + 1, instant(desk.clock())
    seq, chain = desk.vault.head
    bank = bank or desk.bank
    fields = StatementFields(
        vault_id=desk.vault.vault_id,
        export_seq=number,
        prev_bundle_digest=made[-1]["digest"] if made else None,
        purpose=purpose,
        created=created,
        packs=Packs(
            bank=Bank(id=bank.id, version=str(bank.version), digest=bank.digest),
            edition=edition,
            rules_digest=bank.digest,
        ),
        vault_head=VaultHead(seq=seq, chain=chain),
        unmet=list(face.unmet),
        asserted_overrides=list(face.asserted),
        withheld=list(face.withheld),
        transfer_code_digest=code and code_digest(code, desk.vault.vault_id, number, created),
    )
    return make(
        records,
        fields,
        agency=desk.settings.require().agency_id,
        recipients=recipients,
        signing_key=desk.vault.signing_key(),
    )


def code_digest(code: str, vault_id: str, number: int, created: str) -> str:
    """A transfer code as a statement carries it, salted with what is the statement's own."""
    text = f"debrief-transfer/1|{vault_id}|{number}|{created}|{tidy(code)}"
    return hashlib.sha256(text.encode()).hexdigest()


def remember(
    desk: Desk,
    file: DebriefFile,
    sealed: Sealed,
    *,
    to: str,
    purpose: Purpose,
    people: Sequence[str],
    face: Face,
    **more: Any,
) -> None:
    """The journal counts what was shared; the record remembers with whom."""
    desk.vault.log(
        {
            "type": SHARED,
            "at": stamp(desk.clock()),
            "to": to,
            "purpose": purpose,
            "bundle": sealed.name,
            "digest": sealed.digest,
            "record": file.rid,
            **more,
        }
    )
    refused = file.do(
        "exported",
        bundle=sealed.name,
        digest=sealed.digest,
        purpose=purpose,
        recipients=[to, *people],
        unmet=list(face.unmet),
        withheld=list(face.withheld),
    )
    if refused is not None:
        raise refused


def last_version(desk: Desk, rid: str, to: str) -> str | None:
    """The SHA-256 of the record that this agency got last."""
    versions = [
        e["version"]
        for e in desk.vault.journal()
        if e.get("type") == SHARED and (e["record"], e["to"]) == (rid, to) and "version" in e
    ]
    return versions[-1] if versions else None
