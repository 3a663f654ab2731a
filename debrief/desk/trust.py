"""Taking in the central repository's trust list, and asking to be listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from debrief.bundle import (
    Request,
    TrustList,
    first_trust,
    request_enrolment,
    update_trust,
)
from debrief.bundle.shapes import read
from debrief.desk.desk import Desk
from debrief.desk.identity import own_identity

if TYPE_CHECKING:
    from debrief.words import Fingerprint


def read_trust(path: Path) -> tuple[bytes, list[bytes]]:
    """A trust list file and its signatures: ``trust.json``, ``trust.json.sig``, ``trust.json.2.sig`` …"""
    from debrief.bundle.refusals import BundleUnreadable

    try:
        signatures = sorted(path.parent.glob(path.name + "*.sig"))
        return path.read_bytes(), [each.read_bytes() for each in signatures]
    except OSError as error:
        raise BundleUnreadable(file=path.name, reason=error.strerror or "error") from None


def words_of(data: bytes) -> Fingerprint:
    """The words of a trust list's root holders, to be compared with the handbook's."""
    return read(TrustList, data, name="trust.json").anchor_words()


def take_trust(desk: Desk, data: bytes, signatures: list[bytes]) -> TrustList:
    """Takes a trust list in: the first one as its words were confirmed, later ones by TUF's rules."""
    held = desk.settings.trust_list()
    now = desk.clock()
    if held is None:
        offered = read(TrustList, data, name="trust.json")
        taken = first_trust(data, signatures, roots=offered.roots, threshold=offered.threshold, now=now)
    else:
        taken = update_trust(held, data, signatures, now=now)
    desk.set(trust=data.decode())
    return taken


def enrolment(desk: Desk) -> Request:
    """This laptop's request to be listed, with the recipient that others seal to."""
    recovery = desk.vault.recovery_recipients
    settings = desk.settings.require()
    return request_enrolment(
        settings.agency_id,
        desk.vault.vault_id,
        desk.vault.signing_key(),
        recovery=recovery[0] if recovery else None,
        recipient=own_identity(desk).recipient,
        kind=settings.agency,
    )
