"""A dissemination: what UKHTC gives to one partner, signed by two officers; and the partner's answer.

    signed = sign(document, officer_key)                       # each officer, over the same bytes
    letter = Letter(document=document, officers=[ann, bob])    # the one record of a bundle
    found = open_letter(data, signature, identities=[own], trust=trust, now=now)
    data, signature = acknowledge(found, key, now)             # a small file that goes back

It travels in a bundle with the purpose ``dissemination``, which UKHTC's own listed key seals. Whoever
has `age`, `tar` and `ssh-keygen` opens and answers it without any of this software
(docs/disseminations.md). It names suspects, vehicles, numbers, papers and places. It never names the
person who told of them, nor the record it was told in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field

from . import shapes, sshsig
from .age_keys import Identity
from .open import Opened, open_bundle
from .refusals import LetterExpired, LetterOfficers, NotALetter
from .shapes import AgencyId, Document, Instant, Name, NoTwins, Ordinal, PublicKey, Sha256, Uuid
from .trust import TrustList

NAMESPACE = "dissemination@debrief"
ACKNOWLEDGED = "acknowledgement@debrief"
PURPOSE = "dissemination"
OFFICERS = 2
_Said = Annotated[str, Field(min_length=1, max_length=300)]


class Grade(Document):
    """How good the source and the information are, and who may have it: codes of one scheme."""

    scheme: Name
    source: Name
    information: Name
    handling: Name


class Entry(Document):
    """One suspect, vehicle, number, paper, place or body. ``links`` are the numbers of other entries."""

    number: Ordinal
    kind: Name
    grade: Grade
    facts: dict[Name, Annotated[list[_Said], Field(min_length=1, max_length=50)]]
    links: Annotated[list[Ordinal], Field(max_length=100), NoTwins]


class Area(Document):
    """Children reported missing, by the area whose agency reported them. ``children`` is how many."""

    area: _Said
    children: Ordinal


class Dissemination(Document):
    """What the officers sign. Nothing in it may be used, or kept, after ``expires``."""

    format: Literal["debrief-dissemination/1"] = "debrief-dissemination/1"
    dissemination: Uuid
    recipient: AgencyId
    subject: _Said
    reason: _Said
    marking: _Said
    created: Instant
    expires: Instant
    entries: Annotated[list[Entry], Field(max_length=500)]
    missing: Annotated[list[Area], Field(max_length=500)]


class Officer(Document):
    """An officer who stands for it, and the signature over the document's canonical bytes."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    public: PublicKey
    signature: Annotated[str, Field(max_length=sshsig.MAX_SIGNATURE)]


class Letter(Document):
    """The record in the bundle."""

    format: Literal["debrief-letter/1"] = "debrief-letter/1"
    document: Dissemination
    officers: Annotated[list[Officer], Field(min_length=OFFICERS, max_length=OFFICERS)]


class Acknowledgement(Document):
    """What comes back: which bundle was opened, by whom, when."""

    format: Literal["debrief-acknowledgement/1"] = "debrief-acknowledgement/1"
    dissemination: Uuid
    bundle_sha256: Sha256
    recipient: AgencyId
    at: Instant


@dataclass(frozen=True, repr=False)
class Received:
    """A letter that may be believed, and the digest of the bundle it came in."""

    letter: Letter
    digest: str


def sign(document: Dissemination, key: Ed25519PrivateKey) -> str:
    """An officer's signature."""
    return sshsig.sign(document.encode(), NAMESPACE, key).decode("ascii")


def check_officer(document: Dissemination, officer: Officer) -> None:
    """Whether the signature is this officer's, over this document."""
    signer = sshsig.verify(officer.signature.encode(), document.encode(), NAMESPACE)
    if sshsig.public_line(signer) != officer.public:
        raise LetterOfficers


def open_letter(
    data: bytes, signature: bytes, *, identities: Sequence[Identity], trust: TrustList, now: datetime
) -> Received:
    """A dissemination to whoever holds ``identities``, or a refusal and nothing."""
    opened = open_bundle(data, signature, identities=identities, trust=trust, now=now)
    letter = _letter(opened, trust)
    for officer in letter.officers:
        check_officer(letter.document, officer)
    if len({o.name for o in letter.officers}) < OFFICERS or len({o.public for o in letter.officers}) < OFFICERS:
        raise LetterOfficers
    if shapes.moment(letter.document.expires) < now:
        raise LetterExpired(name=letter.document.dissemination)
    return Received(letter, opened.digest)


def _letter(opened: Opened, trust: TrustList) -> Letter:
    """Only UKHTC disseminates: a listed laptop that says it does is not believed."""
    central = {each.agency for each in trust.recipients if each.role == "ukhtc"}
    if opened.statement.purpose != PURPOSE or opened.sender.agency not in central or len(opened.records) != 1:
        raise NotALetter(found=opened.statement.purpose)
    ((_, value),) = opened.records.items()
    return shapes.shape(Letter, value, name="letter")


def acknowledge(received: Received, key: Ed25519PrivateKey, now: datetime) -> tuple[bytes, bytes]:
    """The acknowledgement and its signature."""
    made = Acknowledgement(
        dissemination=received.letter.document.dissemination,
        bundle_sha256=received.digest,
        recipient=received.letter.document.recipient,
        at=shapes.instant(now),
    )
    return made.encode(), sshsig.sign(made.encode(), ACKNOWLEDGED, key)


def read_acknowledgement(data: bytes, signature: bytes, trust: TrustList) -> Acknowledgement:
    """An acknowledgement signed by a listed key of the partner that it names."""
    key = trust.signer(sshsig.verify(signature, data, ACKNOWLEDGED), ACKNOWLEDGED)
    found = shapes.read(Acknowledgement, data, name="acknowledgement")
    at = shapes.moment(found.at)
    lost = key.revoked is not None and at >= shapes.moment(key.revoked.at)
    if key.agency != found.recipient or not key.holds(at) or lost:
        raise NotALetter(found="acknowledgement")
    return found
