"""From an opened bundle to rows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeAlias

from debrief import bundle
from debrief.interview.record import Record

from .accepting import uid_of
from .bodies import Bodies

Row: TypeAlias = dict[str, Any]


def bundle_row(opened: bundle.Opened) -> Row:
    """What its statement says of the bundle."""
    said = opened.statement
    return {
        "sha256": opened.digest,
        "signed": opened.signed,
        "bundle_id": said.bundle_id,
        "agency": said.sender.agency,
        "sender_key": said.sender.key,
        "vault_id": said.vault_id,
        "export_seq": said.export_seq,
        "prev": said.prev_bundle_digest,
        "purpose": said.purpose,
        "created": said.created,
        "edition": said.packs.edition,
        "bank": said.packs.bank.id,
        "bank_version": said.packs.bank.version,
        "bank_digest": said.packs.bank.digest,
        "vault_seq": said.vault_head.seq,
        "vault_chain": said.vault_head.chain,
        "records": said.record_count,
    }


def version_rows(
    opened: bundle.Opened, records: Mapping[str, Record], bodies: Bodies
) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows of heads (bare), versions and carriage. A withdrawal has no body."""
    agency = opened.statement.sender.agency
    heads, versions, carried = [], [], []
    for name in opened.records:
        record, body = records[name], opened.written[name]
        uid = uid_of(agency, record.record)
        digest = sha256(body).hexdigest()
        version = _version(uid, digest, record)
        if record.status != "withdrawn":
            version["sealed"] = bodies.seal(uid, digest, body)
        heads.append(_bare_head(uid, agency, record.record))
        versions.append(version)
        carried.append({"debrief_uid": uid, "sha256": digest, "bundle": opened.digest})
    return heads, versions, carried


def held_rows(opened: bundle.Opened) -> list[Row]:
    """Records kept apart, under the number they would have had."""
    agency = opened.statement.sender.agency
    return [
        {
            "debrief_uid": uid_of(agency, uuid.UUID(name).hex),
            "bundle": opened.digest,
            "code": code,
        }
        for name, code in sorted(opened.held.items())
    ]


def receipt_row(digest: str, issued: bundle.Issued, received: str) -> Row:
    return {
        "bundle": digest,
        "received": received,
        "name": issued.name,
        "document": issued.json_bytes,
        "signature": issued.sig_bytes,
    }


def _version(uid: str, digest: str, record: Record) -> Row:
    return {
        "debrief_uid": uid,
        "sha256": digest,
        "revision": record.revision,
        "supersedes": record.supersedes,
        "purpose": record.purpose,
        "status": record.status,
        "sealed": None,
    }


def _bare_head(uid: str, agency: str, record: str) -> Row:
    return {
        "debrief_uid": uid,
        "agency": agency,
        "record": record,
        "sha256": None,
        "revision": 0,
        "state": "live",
        "fork": False,
        "gap": False,
    }
