"""statement.json: what a bundle says about itself, before any record is read.

It names sender, recipients, purpose, and the place of this bundle in the
sequence of its vault. It holds no word that anybody said. It is covered by the
inner signature, so that a bundle forwarded to somebody not named is refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from . import shapes
from .shapes import (
    AgencyId,
    AgeRecipient,
    Count,
    Document,
    Instant,
    KeyPrint,
    Name,
    NoTwins,
    Ordinal,
    Sha256,
    Uuid,
    VaultId,
)

FORMAT: Literal["debrief-bundle/1"] = "debrief-bundle/1"

Purpose = Literal[
    "full",
    "urgent",
    "extract",
    "protection",
    "handover",
    "supplement",
    "withdrawal",
    "inquiry",
    "answer",
    "dissemination",
    "port-returns",
]
Role = Literal["ukhtc", "ukhtc-recovery", "agency", "agency-recovery", "partner", "named"]
Names = Annotated[list[Name], Field(max_length=1000), NoTwins]


class Sender(Document):
    """Who sealed it: an agency of the trust list, and which of its keys (`ssh-keygen -l`)."""

    agency: AgencyId
    key: KeyPrint


class Recipient(Document):
    """Who can open it. ``partner`` is given disseminations and nothing else; ``named`` is somebody
    outside the trust list."""

    age: AgeRecipient
    role: Role


class Bank(Document):
    """The questions that were asked, by the digest of their canonical form."""

    id: Name
    version: Name
    digest: Sha256


class Packs(Document):
    """Everything that decided which questions were offered."""

    bank: Bank
    edition: Name
    rules_digest: Sha256


class VaultHead(Document):
    """How far the vault's log had come: the last event and the chain up to it."""

    seq: Count
    chain: Sha256


class StatementFields(Document):
    """What the exporting side says. ``make`` adds what it knows itself.

    ``export_seq`` and ``prev_bundle_digest`` (SHA-256 of the last .age file)
    count per vault and recipient. ``unmet`` and ``asserted_overrides`` are rule
    ids; ``withheld`` are categories. None of them says anything about a person.
    """

    vault_id: VaultId
    export_seq: Ordinal
    prev_bundle_digest: Sha256 | None
    purpose: Purpose
    created: Instant
    packs: Packs
    vault_head: VaultHead
    unmet: Names
    asserted_overrides: Names
    withheld: Names
    transfer_code_digest: Sha256 | None


class Statement(StatementFields):
    """The whole of statement.json."""

    format: Literal["debrief-bundle/1"] = FORMAT
    bundle_id: Uuid
    sender: Sender
    recipients: Annotated[list[Recipient], Field(min_length=1, max_length=64), NoTwins]
    record_count: Count

    @property
    def created_at(self) -> datetime:
        """``created`` as a moment."""
        return shapes.moment(self.created)
