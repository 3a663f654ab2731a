"""Disseminations: a graded package of suspects, vehicles, numbers, papers and places for one partner.

    sending = draft(repository, bank, order, user="ann", key=anns_key, now=now)
    check(repository, sending.dissemination, user="bob", key=bobs_key, now=now)
    sending, path = send(repository, bank, sending.dissemination, stick, user="ann", now=now)
    acknowledged(repository, ack_path, user="ann", now=now)      # what came back

Two officers sign the same bytes, each with a key that somebody else wrote down for them. It is sealed
to one partner of the trust list, and it expires. docs/disseminations.md.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief.bank import Bank
from debrief.bundle.canonical import dumps
from debrief.bundle.sshsig import public_line
from debrief.repository import Repository, require
from debrief.repository.disseminations import (
    Judge,
    Sending,
    SendingStep,
    State,
    add_dissemination,
    add_sending_step,
    contents_of,
    disseminations,
)
from debrief.repository.officers import officer_key
from debrief.repository.sealing import seal

from .contents import Chosen, entries_of
from .faces import face
from .grading import grade
from .missing import areas
from .refusals import (
    CheckedByTheSame,
    DisseminationExpired,
    ExpiresWrong,
    NoOfficerKey,
    NoSuchDissemination,
    NotACard,
    NothingToSend,
    OtherAcknowledgement,
    RecipientUnknown,
    TakenBackSince,
)
from .stepping import in_state, or_unknown

RIGHT = "disseminate"
LONGEST = timedelta(days=365)


@dataclass(frozen=True)
class Order:
    """What is to be sent to whom. ``cards``: record's number, card and grade (``person:1``, ``B21``)."""

    recipient: str
    subject: str
    reason: str
    marking: str
    expires: datetime
    cards: Sequence[tuple[str, str, str]] = ()
    missing: bool = False
    """Whether children reported missing are counted by area."""


def draft(
    repository: Repository, bank: Bank, order: Order, *, user: str, key: Ed25519PrivateKey, now: datetime
) -> Sending:
    """Chooses, grades, and signs as the first officer. What it reads stands in the audit."""
    by = _officer(repository, user, key)
    kind = _kind(repository, order.recipient, now)
    if not now < order.expires <= now + LONGEST:
        raise ExpiresWrong(limit=LONGEST.days)
    chosen = [_chosen(repository, *each) for each in order.cards]
    uids = sorted({uid for each in chosen for uid in each})
    missing = repository.uids() if order.missing else []
    if not uids and not missing:
        raise NothingToSend
    with repository.reader(by, order.reason, "draft dissemination", [*uids, *missing]) as read:
        graded = [
            _graded(bank, read.debriefs(), found, each) for found, each in zip(chosen, order.cards, strict=True)
        ]
        own = read.narrowed(uids)
        said = (order.subject, order.reason, order.marking)
        entries = entries_of(bank, own, graded, kind=kind, said=said) if uids else []
        counted = areas(read.narrowed(missing), kind, repository.trust) if order.missing else []
    if not entries and not counted:
        raise NothingToSend
    document = bundle.Dissemination(
        dissemination=str(uuid.uuid4()),
        recipient=order.recipient,
        subject=order.subject,
        reason=order.reason,
        marking=face(repository, order.marking),
        created=bundle.instant(now),
        expires=bundle.instant(order.expires),
        entries=entries,
        missing=counted,
    )
    return add_dissemination(repository, document, uids, _signed(document, by, key, "drafted", now))


def check(
    repository: Repository, dissemination: str, *, user: str, key: Ed25519PrivateKey, now: datetime
) -> Sending:
    """The second officer read it, and signs."""
    by = _officer(repository, user, key)
    held = find(repository, dissemination)
    _not_expired(held, now)

    def judge(found: Sending) -> None:
        in_state(dissemination, found.state, "drafted")
        first = found.steps[0]
        if by == first.by or public_line(key.public_key()) == first.public:
            raise CheckedByTheSame(name=by)

    judge(held)
    document = contents_of(repository, held, user=by, purpose="check of a dissemination").document
    return _step(repository, dissemination, _signed(document, by, key, "checked", now), judge=judge)


def send(
    repository: Repository, bank: Bank, dissemination: str, folder: Path, *, user: str, now: datetime
) -> tuple[Sending, Path]:
    """Seals it to its recipient; the path of the bundle in ``folder``."""
    by, held = require(repository, user, RIGHT), find(repository, dissemination)
    in_state(dissemination, held.state, "checked")
    _not_expired(held, now)
    found = contents_of(repository, held, user=by, purpose="sending of a dissemination")
    if not found.live >= set(held.sources):
        raise TakenBackSince(name=held.dissemination)
    letter = bundle.Letter(document=found.document, officers=_officers(held))
    for officer in letter.officers:
        bundle.check_officer(found.document, officer)
    sealed = seal(
        repository,
        bank,
        {dissemination: dumps(letter.model_dump(mode="json"))},
        purpose="dissemination",
        recipients=_keys(repository, held.recipient, now),
        now=now,
    )
    path = sealed.write(folder)
    step = SendingStep(bundle.instant(now), by, "sent", bundle=sealed.digest)
    return _step(repository, dissemination, step, judge=_in("checked")), path


def acknowledged(repository: Repository, path: Path, *, user: str, now: datetime) -> Sending:
    """Takes in what a partner signed when it arrived."""
    by = require(repository, user, RIGHT)
    data, signature = bundle.read_pair(path)
    found = bundle.read_acknowledgement(data, signature, repository.trust)
    held = find(repository, found.dissemination)
    sent = held.step("sent")
    if sent is None or (sent.bundle, held.recipient) != (found.bundle_sha256, found.recipient):
        raise OtherAcknowledgement(file=path.name)
    if not sent.at <= found.at <= held.expires:
        raise DisseminationExpired(name=held.dissemination)
    step = SendingStep(bundle.instant(now), by, "acknowledged", signature=signature.decode("ascii"))
    return _step(repository, held.dissemination, step, judge=_in("sent"))


def cancel(repository: Repository, dissemination: str, *, user: str, now: datetime) -> Sending:
    """Takes back what was not sent yet."""
    step = SendingStep(bundle.instant(now), require(repository, user, RIGHT), "cancelled")
    return _step(repository, dissemination, step, judge=_in("drafted", "checked"))


def show(repository: Repository, dissemination: str, *, user: str, purpose: str) -> bundle.Dissemination:
    """What it says, for the officer who is to sign it. Audited."""
    by = require(repository, user, RIGHT)
    return contents_of(repository, find(repository, dissemination), user=by, purpose=purpose).document


def expired(repository: Repository, now: datetime) -> list[Sending]:
    """What was sent and has expired: every copy is to be destroyed."""
    held = disseminations(repository)
    return [each for each in held if each.step("sent") and bundle.moment(each.expires) < now]


def find(repository: Repository, dissemination: str) -> Sending:
    """A dissemination by its number, without its content; or ``NoSuchDissemination``."""
    for each in disseminations(repository):
        if each.dissemination == dissemination:
            return each
    raise NoSuchDissemination(name=dissemination)


# -- inside ----------------------------------------------------------------------------------------


def _officer(repository: Repository, user: str, key: Ed25519PrivateKey) -> str:
    name = require(repository, user, RIGHT)
    if officer_key(repository, name) != public_line(key.public_key()):
        raise NoOfficerKey(name=name)
    return name


def _kind(repository: Repository, recipient: str, now: datetime) -> str:
    _keys(repository, recipient, now)
    return next((each.kind for each in repository.trust.agencies if each.id == recipient), None) or "other"


def _keys(repository: Repository, recipient: str, now: datetime) -> list[bundle.Recipient]:
    listed = repository.trust.recipients_for(now, "partner")
    found = [bundle.Recipient(age=each.age, role="partner") for each in listed if each.agency == recipient]
    if not found:
        raise RecipientUnknown(agency=recipient)
    return found


def _chosen(repository: Repository, record: str, card: str, codes: str) -> list[str]:
    number = record.replace("-", "").lower()[:32]
    uids = repository.uids(record=number)
    kind, _, instance = card.partition(":")
    if len(uids) != 1 or not kind or not instance.isascii() or not instance.isdecimal():
        raise NotACard(card=f"{number[:8]}/{card}")
    return uids


def _graded(
    bank: Bank, debriefs: Sequence[dict[str, str]], uids: Sequence[str], said: tuple[str, str, str]
) -> Chosen:
    record, card, codes = said
    kind, _, instance = card.partition(":")
    edition = next((each["edition"] for each in debriefs if each["debrief_uid"] == uids[0]), None)
    if edition is None:
        raise NotACard(card=card)
    return Chosen(uids[0], record, kind, int(instance), grade(bank, edition, codes))


def _signed(
    document: bundle.Dissemination, by: str, key: Ed25519PrivateKey, state: State, now: datetime
) -> SendingStep:
    signature = bundle.sign_dissemination(document, key)
    return SendingStep(bundle.instant(now), by, state, public_line(key.public_key()), signature)


def _officers(held: Sending) -> list[bundle.Officer]:
    return [
        bundle.Officer(name=step.by, public=step.public, signature=step.signature)
        for step in held.steps
        if step.state in ("drafted", "checked") and step.public and step.signature
    ]


def _not_expired(held: Sending, now: datetime) -> None:
    if bundle.moment(held.expires) <= now:
        raise DisseminationExpired(name=held.dissemination)


_step = or_unknown(add_sending_step, NoSuchDissemination)


def _in(*states: State) -> Judge:
    """What judges that a dissemination is in one of these states."""
    return lambda held: in_state(held.dissemination, held.state, *states)
