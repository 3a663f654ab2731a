"""What the gateway says about a bundle that it passed on, unread.

It is no receipt: the gateway cannot tell whether the bundle opens. It is signed in a namespace of
its own, so that no laptop takes it for UKHTC's word and seals or erases on the strength of it.
"""

from __future__ import annotations

from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import sshsig
from .receipts import Issued
from .shapes import AgencyId, Document, Ordinal, Sha256

FORMAT: Literal["debrief-passage/1"] = "debrief-passage/1"
NAMESPACE: Literal["gateway@debrief"] = "gateway@debrief"


class Passage(Document):
    """The whole of a passage note. It depends on the bundle's bytes and the list alone."""

    format: Literal["debrief-passage/1"] = FORMAT
    bundle_sha256: Sha256
    trust_version: Ordinal
    sender_agency: AgencyId


def issue_passage(passage: Passage, key: Ed25519PrivateKey) -> Issued:
    """Signed with the gateway's own key. The same passage gives the same bytes."""
    data = passage.encode()
    return Issued(passage.bundle_sha256, data, sshsig.sign(data, NAMESPACE, key))
