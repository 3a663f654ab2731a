"""Decisions are someone's: the lead's own signature under an override, a decision to share, a sign-off.

A decision that is recorded counts at once, and stands as "asserted, not signed" on every
export until the lead it names has signed it: with their own passphrase on this laptop
(``sign_here``), or by a small file from their own (``request``, ``sign``,
``take_signature``). Nothing ever waits for it.

The signed text holds no word of anybody: the decision, the lead, the moment, and a
commitment to what was recorded, which only this vault can open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from debrief.bundle import TrustList, moment
from debrief.bundle.canonical import dumps
from debrief.bundle.shapes import AgencyId, Document, Instant, Sha256, Uuid, VaultId, read
from debrief.bundle.sshsig import public_line, sign, verify
from debrief.bundle.trust import SigningKey
from debrief.desk.debrief_file import DebriefFile, stamp
from debrief.desk.desk import Desk
from debrief.desk.partners import trust_of
from debrief.desk.refusals import KeyNotValid, NoDecision, NotTheLead, OtherRequest, OwnDecision, SignedHere
from debrief.errors import Refusal
from debrief.interview import write_event
from debrief.interview.accept import same_person
from debrief.interview.events import Overridden, SharingOverridden, SignedOff
from debrief.interview.record import Record
from debrief.interview.state import SHARING, SIGN_OFF
from debrief.vault import read_header
from debrief.vault.slots import open_slots, user_of

NAMESPACE = "override@debrief"
SIGNING = "signing"
FORMAT: Literal["debrief-signing/1"] = "debrief-signing/1"


class SigningRequest(Document):
    """What a lead signs. ``slot`` is set when the lead signed on the interviewer's own laptop."""

    format: Literal["debrief-signing/1"] = FORMAT
    request: Uuid
    record: VaultId
    agency: AgencyId
    decision: str
    lead: str
    at: Instant
    commitment: Sha256
    slot: VaultId | None


@dataclass(frozen=True)
class Decision:
    """A decision on record, and who signed it, if anybody."""

    id: str
    lead: str
    signature: str | None
    event: Overridden | SharingOverridden | SignedOff


def decisions(file: DebriefFile) -> list[Decision]:
    """Every decision of a lead in a de-brief, as it stands."""
    state = file.interview.state
    found = [
        Decision(check, event.lead, state.overrides[check].signature, event)
        for check, event in sorted(state.asserted.items())
    ]
    orders = {e.agency: e for e in state.events if isinstance(e, SharingOverridden)}
    found += [
        Decision(SHARING + agency, event.decided_by, state.sharing_orders[agency].signature, event)
        for agency, event in sorted(orders.items())
    ]
    found += [Decision(SIGN_OFF, s.name, s.signature, s) for s in state.signatures if s.role == "lead"]
    return found


def decision(file: DebriefFile, name: str) -> Decision:
    for each in decisions(file):
        if each.id == name:
            return each
    raise NoDecision(rule=name)


# -- signing -----------------------------------------------------------------------------------


def request(desk: Desk, file: DebriefFile, name: str, *, slot: str | None = None) -> SigningRequest:
    """The text to be signed for a decision; this vault remembers what it commits to."""
    found, nonce = decision(file, name), secrets.token_hex(16)
    if same_person(found.event.by, found.lead) and found.id != SIGN_OFF:
        raise OwnDecision(rule=name)
    made = SigningRequest(
        request=str(uuid.uuid4()),
        record=file.rid,
        agency=desk.settings.require().agency_id,
        decision=name,
        lead=found.lead,
        at=stamp(_moment(found.event.at)),
        commitment=_commitment(found, nonce),
        slot=slot,
    )
    entry = {"type": SIGNING, "at": stamp(desk.clock()), "record": file.rid, "nonce": nonce}
    desk.vault.log({**entry, "request": made.encode().decode()})
    return made


def sign_here(desk: Desk, file: DebriefFile, name: str, passphrase: str, *, token: bytes | None = None) -> None:
    """The lead signs on this laptop, with the passphrase (and the token) of their own slot."""
    slot, user = _who_opens(desk, passphrase, token)
    found = decision(file, name)
    if not same_person(user, found.lead):
        raise NotTheLead(rule=name)
    data = request(desk, file, name, slot=slot).encode()
    _record(file, found, data, sign(data, NAMESPACE, desk.vault.signing_key()))


def has_tokens(desk: Desk) -> bool:
    """Whether anybody who opens this vault has a token besides the passphrase."""
    return any(slot.token for slot in read_header(desk.vault.folder).header.slots)


def _who_opens(desk: Desk, passphrase: str, token: bytes | None) -> tuple[str, str]:
    """The slot that a passphrase opens, and whose it is; ``WrongPassphrase`` where it opens none."""
    header = read_header(desk.vault.folder).header
    keys, slot = open_slots(header, passphrase, user=None, token=token)
    return slot.id, user_of(keys, slot)


def sign_request(desk: Desk, data: bytes) -> bytes:
    """The signature of this laptop's owner under a request from another; they must be the lead it names."""
    asked = read(SigningRequest, data, name="signing request")
    if not any(same_person(own, asked.lead) for own in (desk.settings.require().interviewer, desk.vault.user)):
        raise NotTheLead(rule=asked.decision)
    return sign(data, NAMESPACE, desk.vault.signing_key())


def take_signature(desk: Desk, data: bytes, signature: bytes) -> tuple[str, str]:
    """Records the lead's signature from their own laptop; returns the reference and the decision."""
    signer = verify(signature, data, NAMESPACE)
    if public_line(signer) == desk.vault.public_key():
        raise SignedHere
    _require_listed(desk, signer)
    entries = [e for e in desk.vault.journal() if e.get("type") == SIGNING]
    if data.decode("utf-8", "replace") not in [e["request"] for e in entries]:
        raise OtherRequest
    asked = read(SigningRequest, data, name="signing request")
    file = desk.open(asked.record)
    _record(file, decision(file, asked.decision), data, signature)
    if asked.decision not in proved(desk, file):
        raise OtherRequest
    return file.reference, asked.decision


def _record(file: DebriefFile, found: Decision, data: bytes, signature: bytes) -> None:
    text = f"{data.decode()}\n{signature.decode('ascii')}"
    refused = file.do("override_signed", check=found.id, lead=found.lead, signature=text)
    if refused is not None:
        raise refused


def _require_listed(desk: Desk, public: bytes) -> SigningKey:
    key, now = trust_of(desk).signer(public, NAMESPACE), desk.clock()
    if not key.holds(now) or (key.revoked is not None and now >= moment(key.revoked.at)):
        raise KeyNotValid
    return key


# -- what may be believed -------------------------------------------------------------------------


def proved(desk: Desk, file: DebriefFile) -> frozenset[str]:
    """The decisions under which the named lead's signature stands and is right."""
    nonces = {
        e["request"]: e["nonce"]
        for e in desk.vault.journal()
        if e.get("type") == SIGNING and e["record"] == file.rid
    }
    trust = desk.settings.trust_list()
    return frozenset(each.id for each in decisions(file) if _is_proved(desk, trust, each, nonces, file.rid))


def _is_proved(desk: Desk, trust: TrustList | None, found: Decision, nonces: dict[str, str], rid: str) -> bool:
    text, _, armored = (found.signature or "").partition("\n")
    if text not in nonces:
        return False
    try:
        signer = verify(armored.encode(), text.encode(), NAMESPACE)
        own = public_line(signer) == desk.vault.public_key()
        asked = read(SigningRequest, text.encode(), name="signing request")
        if not own and trust is not None:
            trust.signer(signer, NAMESPACE)
    except Refusal:
        return False
    believed = asked.slot is not None if own else trust is not None and asked.slot is None
    return (
        believed
        and (asked.record, asked.decision) == (rid, found.id)
        and same_person(asked.lead, found.lead)
        and hmac.compare_digest(asked.commitment, _commitment(found, nonces[text]))
    )


def _commitment(found: Decision, nonce: str) -> str:
    """What the decision says, its reason too, under a nonce: it can be shown later and not guessed."""
    said = {k: v for k, v in write_event(found.event).items() if k != "signature"}
    return hashlib.sha256(f"debrief-commitment/1|{nonce}|".encode() + dumps(said)).hexdigest()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def asserted_in(record: Record) -> tuple[str, ...]:
    """The decisions that are asserted and not signed, for the face of an export."""
    found = [each.check for each in record.overrides if not each.signed]
    found += [SIGN_OFF for each in record.signatures if each.role == "lead" and not each.signed]
    return tuple(dict.fromkeys(found))
