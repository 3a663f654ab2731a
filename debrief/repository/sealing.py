"""Sealing what the central repository itself sends: answers to inquiries, disseminations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from debrief import bundle
from debrief.bank import Bank

from .place import ANSWER_KEY
from .store import Repository


def seal(
    repository: Repository,
    bank: Bank,
    records: Mapping[str, bytes],
    *,
    purpose: bundle.Purpose,
    recipients: Sequence[bundle.Recipient],
    now: datetime,
) -> bundle.Sealed:
    """A bundle of UKHTC's. The audit's head is this sender's log; the number of its entries counts them."""
    seq, chain = repository.audit_head()
    fields = bundle.StatementFields(
        vault_id=repository.place.number(),
        export_seq=max(seq, 1),
        prev_bundle_digest=None,
        purpose=purpose,
        created=bundle.instant(now),
        packs=bundle.Packs(
            bank=bundle.Bank(id=bank.id, version=str(bank.version), digest=bank.digest),
            edition=next(iter(sorted(bank.editions))),
            rules_digest=bank.digest,
        ),
        vault_head=bundle.VaultHead(seq=seq, chain=chain),
        unmet=[],
        asserted_overrides=[],
        withheld=[],
        transfer_code_digest=None,
    )
    return bundle.make(
        records,
        fields,
        agency=repository.place.agency(repository.trust),
        recipients=recipients,
        signing_key=repository.place.signing_key(ANSWER_KEY),
    )
