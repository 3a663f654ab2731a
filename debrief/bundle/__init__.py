"""The sealed bundle: what is carried from the laptop to UKHTC, or from agency to agency.

It opens with `age`, `tar`, `ssh-keygen`, `sha256sum` and any BagIt tool, without
any of this software (docs/bundle-format.md). Here it is made and taken in:

    sealed = make(records, fields, agency=agency, recipients=recipients, signing_key=key)
    path = sealed.write(stick)

    verdict = examine(*read_pair(path), identities=[ukhtc], trust=trust, now=received)
    issued = issue(verdict, receipt_key)

`open_bundle` is `examine` with refusals raised; `check_outer` is what a gateway
does that can read nothing. Records are canonical JSON; what they mean is not
known in this room.
"""

from __future__ import annotations

from .age import decrypt, encrypt
from .age_keys import Identity, generate, identities, identity, recipient
from .dissemination import (
    Acknowledgement,
    Area,
    Dissemination,
    Entry,
    Grade,
    Letter,
    Officer,
    Received,
    acknowledge,
    check_officer,
    open_letter,
    read_acknowledgement,
)
from .dissemination import sign as sign_dissemination
from .enrol import Enrolment, Request, key_words, recipient_words
from .enrol import read as read_enrolment
from .enrol import request as request_enrolment
from .make import make
from .open import Opened, check_outer, open_bundle
from .packs import Pack, PackKind, make_pack, open_pack, read_pack, sign_pack
from .passage import Passage, issue_passage
from .port_returns import PortReturns, Yield, read_returns
from .receipts import Issued, Receipt, issue, issued_anew, receipt, require_for
from .receipts import verify as verify_receipt
from .root_key import make_root, open_root
from .sealed import MAX_BUNDLE, Sealed, read_pair
from .shapes import instant, moment
from .statement import (
    Bank,
    Packs,
    Purpose,
    Recipient,
    Role,
    Sender,
    Statement,
    StatementFields,
    VaultHead,
)
from .trust import (
    Agency,
    ListedRecipient,
    ReceiptKey,
    Revoked,
    SigningKey,
    TrustList,
)
from .trust_text import allowed_signers, revocations
from .trust_update import first as first_trust
from .trust_update import sign as sign_trust
from .trust_update import update as update_trust
from .verdict import Verdict, examine

__all__ = [
    "MAX_BUNDLE",
    "Acknowledgement",
    "Agency",
    "Area",
    "Bank",
    "Dissemination",
    "Enrolment",
    "Entry",
    "Grade",
    "Identity",
    "Issued",
    "Letter",
    "ListedRecipient",
    "Officer",
    "Opened",
    "Pack",
    "PackKind",
    "Packs",
    "Passage",
    "PortReturns",
    "Purpose",
    "Receipt",
    "ReceiptKey",
    "Received",
    "Recipient",
    "Request",
    "Revoked",
    "Role",
    "Sealed",
    "Sender",
    "SigningKey",
    "Statement",
    "StatementFields",
    "TrustList",
    "VaultHead",
    "Verdict",
    "Yield",
    "acknowledge",
    "allowed_signers",
    "check_officer",
    "check_outer",
    "decrypt",
    "encrypt",
    "examine",
    "first_trust",
    "generate",
    "identities",
    "identity",
    "instant",
    "issue",
    "issue_passage",
    "issued_anew",
    "key_words",
    "make",
    "make_pack",
    "make_root",
    "moment",
    "open_bundle",
    "open_letter",
    "open_pack",
    "open_root",
    "read_acknowledgement",
    "read_enrolment",
    "read_pack",
    "read_pair",
    "read_returns",
    "receipt",
    "recipient",
    "recipient_words",
    "request_enrolment",
    "require_for",
    "revocations",
    "sign_dissemination",
    "sign_pack",
    "sign_trust",
    "update_trust",
    "verify_receipt",
]
