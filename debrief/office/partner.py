"""Where disseminations arrive: a partner's folder with two keys and the trust list; nothing of a person.

partner.identity    the age identity that they are sealed to
partner.key         the key that acknowledges, sealed with six words
partner.json        who the partner is
trust.json, .sig    the list, its roots confirmed by the handbook's words when the first one came
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief.bundle.sealed import write_pair
from debrief.bundle.shapes import read
from debrief.repository.files import make_folder, write_file
from debrief.repository.place import identity_text
from debrief.repository.refusals import AlreadyThere, KeyMissing, TrustMissing

from .sealed_keys import open_key

IDENTITY, KEY, ABOUT, TRUST = "partner.identity", "partner.key", "partner.json", "trust.json"


def make_partner(folder: Path, agency: str, kind: str) -> tuple[bundle.Request, str]:
    """A new folder with its keys: the request to be listed, and the words that open the key."""
    if folder.exists() and any(folder.iterdir()):
        raise AlreadyThere(path=str(folder))
    sealed, _, words = bundle.make_root()
    identity = bundle.generate()
    asked = bundle.request_enrolment(
        agency, secrets.token_hex(16), bundle.open_root(sealed, words), recipient=identity.recipient, kind=kind
    )
    make_folder(folder)
    write_file(folder / IDENTITY, identity_text(identity).encode())
    write_file(folder / KEY, sealed)
    write_file(folder / ABOUT, json.dumps({"agency": agency, "kind": kind}).encode())
    return asked, words


def is_pinned(folder: Path) -> bool:
    """Whether a list is held already, whose roots say which comes next."""
    return (folder / TRUST).exists()


def take_list(folder: Path, data: bytes, signatures: Sequence[bytes], now: datetime) -> bundle.TrustList:
    """Takes a list in. The caller has had the words of the first one's roots compared."""
    if is_pinned(folder):
        found = bundle.update_trust(held_list(folder), data, signatures, now=now)
    else:
        offered = read(bundle.TrustList, data, name=TRUST)
        pins = {"roots": offered.roots, "threshold": offered.threshold}
        found = bundle.first_trust(data, signatures, **pins, now=now)  # type: ignore[arg-type]
    write_file(folder / TRUST, found.encode())
    return found


def held_list(folder: Path) -> bundle.TrustList:
    """The list held. It was checked when it came in."""
    try:
        return read(bundle.TrustList, (folder / TRUST).read_bytes(), name=TRUST)
    except OSError:
        raise TrustMissing(file=TRUST) from None


def open_received(folder: Path, path: Path, now: datetime) -> bundle.Received:
    """A dissemination to this partner, or a refusal. Nothing of it is written."""
    data, signature = bundle.read_pair(path)
    identities = bundle.identities(_kept(folder, IDENTITY).decode("ascii", "replace"))
    return bundle.open_letter(data, signature, identities=identities, trust=held_list(folder), now=now)


def write_acknowledgement(folder: Path, received: bundle.Received, words: str, to: Path, now: datetime) -> Path:
    """Signs that it arrived; the path of the file that goes back, its signature beside it."""
    data, signature = bundle.acknowledge(received, _signing_key(folder, words), now)
    path = to / f"{received.letter.document.dissemination}.acknowledgement.json"
    write_pair(path, data, signature)
    return path


def _signing_key(folder: Path, words: str) -> Ed25519PrivateKey:
    return open_key(_kept(folder, KEY), words)


def _kept(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise KeyMissing(file=name) from None
