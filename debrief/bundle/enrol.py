"""Enrolment: a new vault asks to be listed.

The file is carried by hand to UKHTC, whose officer has the words read back by
telephone before the root holders sign a list with the key. The self-signature
shows that whoever wrote the file holds the key; it vouches for nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import words

from . import shapes, sshsig
from .age_keys import recipient_bytes
from .refusals import EnrolmentKey
from .sealed import write_pair
from .shapes import AgencyId, AgencyKind, AgeRecipient, Document, PublicKey, VaultId

FORMAT: Literal["debrief-enrolment/1"] = "debrief-enrolment/1"
NAMESPACE = "enrol@debrief"
SUFFIX = ".enrol.json"


class Enrolment(Document):
    """The whole of an enrolment file. ``recovery`` is the agency's recovery recipient.

    ``recipient`` is the laptop's own: what other agencies, and UKHTC's answers, are sealed to.
    ``kind`` is what the agency is (a code such as police), as its consents are recorded.
    """

    format: Literal["debrief-enrolment/1"] = FORMAT
    agency: AgencyId
    vault_id: VaultId
    public: PublicKey
    recovery: AgeRecipient | None
    recipient: AgeRecipient | None = None
    kind: AgencyKind | None = None

    def words(self) -> words.Fingerprint:
        """What is read back over the telephone."""
        return key_words(self.public)


@dataclass(frozen=True)
class Request:
    """An enrolment as two files: `<vault_id>.enrol.json` and its `.sig`."""

    name: str
    json_bytes: bytes
    sig_bytes: bytes

    def write(self, folder: Path) -> Path:
        """Write both files, each whole or not at all; returns the path of the request."""
        target = folder / (self.name + SUFFIX)
        write_pair(target, self.json_bytes, self.sig_bytes)
        return target


def request(
    agency: str,
    vault_id: str,
    signing_key: Ed25519PrivateKey,
    *,
    recovery: str | None = None,
    recipient: str | None = None,
    kind: str | None = None,
) -> Request:
    """The enrolment of this vault's signing key, and of its own recipient."""
    public = sshsig.public_line(signing_key.public_key())
    value = {
        "format": FORMAT,
        "agency": agency,
        "vault_id": vault_id,
        "public": public,
        "recovery": recovery,
        "recipient": recipient,
        "kind": kind,
    }
    data = shapes.shape(Enrolment, value, name="enrolment").encode()
    return Request(vault_id, data, sshsig.sign(data, NAMESPACE, signing_key))


def read(data: bytes, signature: bytes) -> Enrolment:
    """An enrolment signed by the key that it names."""
    signer = sshsig.verify(signature, data, NAMESPACE)
    found = shapes.read(Enrolment, data, name="enrolment")
    if sshsig.public_line(signer) != found.public:
        raise EnrolmentKey
    return found


def key_words(public: str) -> words.Fingerprint:
    """The words of a signing key (``ssh-ed25519 AAAA…``)."""
    return words.fingerprint("ssh-ed25519", sshsig.read_public_line(public))


def recipient_words(age: str) -> words.Fingerprint:
    """The words of a recipient (``age1…``), as printed in the agency's handbook."""
    return words.fingerprint("age", recipient_bytes(age))
