"""trust.json: which keys may seal for which agency, to whom, and until when.

Signed by UKHTC's root holders, carried by hand, and changed only by TUF's
rules: the version rises, an expired list is not taken in, and a list with new
roots is signed by the old threshold and by the new.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from debrief import words

from . import shapes, sshsig
from .refusals import KeyNamespace, KeyRevoked, TrustStale, UnknownKey
from .shapes import AgencyId, AgencyKind, AgeRecipient, Document, Instant, NoTwins, Ordinal, PublicKey

FORMAT: Literal["debrief-trust/1"] = "debrief-trust/1"
EXPORT_GRACE = timedelta(days=90)
"""How long after its expiry a list may still be exported by. Interviewing is never stopped."""

Namespace = Literal[
    "transport@debrief", "bundle@debrief", "override@debrief", "gateway@debrief", "acknowledgement@debrief"
]  # fmt: skip
"""``override``: the owner of this laptop may sign decisions made on another. ``gateway``: UKHTC's
gateway notes what it passed on, and signs nothing else. ``acknowledgement``: a partner says that a
dissemination arrived, and signs nothing else."""


class Agency(Document):
    """An agency, the name it goes by, and its kind: the code by which people agree to its being told."""

    id: AgencyId
    name: Annotated[str, Field(min_length=1, max_length=100)]
    kind: AgencyKind | None = None


class Revoked(Document):
    """``lost``: not believed from ``at`` on. ``compromised``: not believed at all."""

    at: Instant
    kind: Literal["lost", "compromised"]


class Dated(Document):
    """Something that holds from one moment to another."""

    from_: Instant = Field(alias="from")
    to: Instant

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.from_ < self.to:
            raise ValueError("from must be before to")
        return self

    def holds(self, now: datetime) -> bool:
        return shapes.moment(self.from_) <= now <= shapes.moment(self.to)


class ListedKey(Dated):
    """A public key that may have been revoked."""

    public: PublicKey
    revoked: Revoked | None

    @property
    def compromised(self) -> bool:
        return self.revoked is not None and self.revoked.kind == "compromised"


class SigningKey(ListedKey):
    """A laptop's key: for one agency, for some uses."""

    agency: AgencyId
    namespaces: Annotated[list[Namespace], Field(min_length=1), NoTwins]


class ListedRecipient(Dated):
    """Somebody to seal to."""

    role: Literal["ukhtc", "ukhtc-recovery", "agency", "agency-recovery", "partner"]
    age: AgeRecipient
    agency: AgencyId


class ReceiptKey(ListedKey):
    """A key of UKHTC's gateway, which signs receipts."""


Roots = Annotated[list[PublicKey], Field(min_length=1, max_length=16), NoTwins]


class TrustList(Document):
    """The whole of trust.json."""

    format: Literal["debrief-trust/1"] = FORMAT
    version: Ordinal
    issued: Instant
    expires: Instant
    roots: Roots
    threshold: Ordinal
    agencies: list[Agency]
    keys: list[SigningKey]
    recipients: list[ListedRecipient]
    receipt_keys: list[ReceiptKey]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        known = {agency.id for agency in self.agencies}
        named = {k.agency for k in self.keys} | {r.agency for r in self.recipients}
        publics = [k.public for k in self.keys] + [k.public for k in self.receipt_keys]
        publics += self.roots
        if self.threshold > len(self.roots) or not self.issued < self.expires:
            raise ValueError("threshold or dates")
        if len(known) != len(self.agencies) or not named <= known:
            raise ValueError("agencies")
        # One key is one thing: a laptop's key must not also be a root.
        if len(set(publics)) != len(publics):
            raise ValueError("the same key twice")
        return self

    def expired(self, now: datetime) -> bool:
        """Say so, and ask for a newer list; nothing stops yet."""
        return now > shapes.moment(self.expires)

    def recipients_for(self, now: datetime, *roles: str) -> list[ListedRecipient]:
        """Who may be sealed to now. Refused when the list expired over 90 days ago."""
        if now - EXPORT_GRACE > shapes.moment(self.expires):
            raise TrustStale(version=self.version)
        return [r for r in self.recipients if r.role in roles and r.holds(now)]

    def anchor_words(self) -> words.Fingerprint:
        """The words of the root holders together: who pins them pins all that they will sign.

        They cover the threshold and every root, and through the signatures the rest of the list.
        The words of a recipient alone would let a stranger wrap UKHTC's public key in his own list.
        """
        named = "\n".join([str(self.threshold), *sorted(self.roots)])
        return words.fingerprint("roots", named.encode())

    def signer(self, public: bytes, namespace: str) -> SigningKey:
        """The listed key that may sign in ``namespace``, or a refusal.

        A key revoked as compromised is refused here; all that depends on when
        the bundle was made is asked when its statement has been read.
        """
        line = sshsig.public_line(public)
        key = next((key for key in self.keys if key.public == line), None)
        if key is None:
            raise UnknownKey(key=sshsig.fingerprint(public))
        if namespace not in key.namespaces:
            raise KeyNamespace(key=sshsig.fingerprint(public), expected=namespace)
        if key.compromised:
            raise KeyRevoked(key=sshsig.fingerprint(public))
        return key
