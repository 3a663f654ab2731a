"""What becomes of a de-brief when the work is done: held, archived, sealed or erased.

Sealed: only the central repository and the agency's recovery key can read it. Erased: nobody can,
from this vault. Both wait until every entry lies elsewhere (see ``elsewhere``), no disclosure hold
is set and no sitting is open. What stays here is the outline (see ``outline``).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debrief.desk.debrief_file import stamp
from debrief.desk.elsewhere import ARCHIVED, Elsewhere, content_of, elsewhere, plain
from debrief.desk.outline import outline
from debrief.desk.refusals import (
    ArchiveNotShown,
    ArchiveUnreadable,
    NoCertificate,
    OnHold,
    OnlyHere,
    OtherBank,
    SittingOpen,
    UnknownReference,
)
from debrief.interview import read_event, write_event

if TYPE_CHECKING:
    from debrief.desk.desk import Desk

CERTIFICATE = "debrief-erasure/1"
NAMESPACE = "erasure@debrief"
ARCHIVE = "debrief-archive/1"
ARCHIVE_NAMESPACE = "archive@debrief"
KEY_NAMESPACE = "sealed-key@debrief"
Events = list[dict[str, Any]]


@dataclass(frozen=True)
class Erased:
    """The certificate of an erasure, and where it was written; ``<path>.sig`` is beside it."""

    path: Path
    certificate: dict[str, Any]


def find(desk: Desk, reference: str) -> str:
    """The id of a de-brief that this laptop can read, by its reference or id."""
    for rid in desk.vault.debriefs():
        events = desk.vault.read(rid)
        if reference == rid or (events and events[0].get("reference") == reference):
            return rid
    raise UnknownReference(record=reference)


def hold(desk: Desk, rid: str, reason: str) -> None:
    """Sets a disclosure hold: nothing of this record is sealed or erased."""
    _do(desk, rid, "hold_set", reason)


def lift_hold(desk: Desk, rid: str, reason: str) -> None:
    """Lifts the hold."""
    _do(desk, rid, "hold_lifted", reason)


def archive(desk: Desk, rid: str, folder: Path) -> Path:
    """Writes every entry as one age file to the agency's recovery key, with a ``.sig`` beside it.

    It stands in for a receipt, also where the central repository refused. ``age -d`` opens it.
    """
    from debrief.bundle import encrypt

    events, vault = desk.vault.read(rid), desk.vault
    content = plain({"format": ARCHIVE, "vault_id": vault.vault_id, "record": rid, "events": events})
    sealed = encrypt(content, vault.recovery_recipients)
    path = _write(desk, folder / f"{uuid.uuid4()}.archive.age", sealed, ARCHIVE_NAMESPACE)
    entry = {
        "record": rid,
        "entries": len(events),
        "content": content_of(events),
        "digest": hashlib.sha256(sealed).hexdigest(),
    }
    vault.log({"type": ARCHIVED, "at": stamp(desk.clock()), **entry})
    return path


def seal(desk: Desk, rid: str) -> None:
    """Seals a de-brief to the central repository and the agency's recovery key; training to that alone."""
    events = desk.vault.read(rid)
    _require_free(events, elsewhere(desk, rid, events))
    training = bool(events[0].get("training"))
    ukhtc = [] if training else [each.age for each in desk.settings.recipients(desk.clock())]
    recipients = list(dict.fromkeys([*ukhtc, *desk.vault.recovery_recipients]))
    desk.vault.seal(rid, lambda key: sealed_to(key, recipients), outline(events))


def purge(desk: Desk, rid: str, folder: Path, *, archive: Path | None = None) -> Erased:
    """Erases a de-brief, and writes the certificate, without words, to ``folder``.

    Where an archive stands in for receipts, it has to be shown: one that was lost keeps nothing.
    """
    from debrief.bundle.refusals import Unwritable

    events = desk.vault.read(rid)
    held = elsewhere(desk, rid, events)
    _require_free(events, held)
    shown = elsewhere(desk, rid, events, archives=_digests(archive))
    if shown.missing:
        raise ArchiveNotShown(record=_reference(events))
    if not folder.is_dir():
        raise Unwritable(file=str(folder), reason="there is no such folder")
    desk.vault.erase(rid, outline(events), _certificate(desk, rid, events, held))
    return certificate(desk, rid, folder)


def certificate(desk: Desk, rid: str, folder: Path) -> Erased:
    """Writes the certificate of an erasure (again), signed with the laptop's key."""
    from debrief.bundle.canonical import dumps

    found = desk.vault.sealed().get(rid, {}).get("certificate")
    if not found:
        raise NoCertificate(record=rid)
    path = _write(desk, folder / f"{rid}.erased.json", dumps(found), NAMESPACE)
    return Erased(path, found)


def sealed_key(desk: Desk, rid: str, folder: Path) -> list[Path]:
    """Writes the age files that open a sealed de-brief for UKHTC and for the recovery key."""
    found = []
    for nth, each in enumerate(desk.vault.sealed_key(rid), 1):
        path = folder / f"{rid}.{nth}.key.age"
        found.append(_write(desk, path, each, KEY_NAMESPACE))
    return found


def sealed_to(plain: bytes, recipients: Sequence[str]) -> list[bytes]:
    """One age file for each kind of recipient: post-quantum ones are never mixed with others."""
    from debrief.bundle import encrypt

    hybrid = [each for each in recipients if each.startswith("age1pq1")]
    others = [each for each in recipients if each not in hybrid]
    return [encrypt(plain, some) for some in (others, hybrid) if some]


# -- inside -----------------------------------------------------------------------------------


def _do(desk: Desk, rid: str, kind: str, reason: str) -> None:
    """A hold can be set whatever the questionnaire: one that is not here must not stand in its way."""
    try:
        refused = desk.open(rid).do(kind, reason=reason)
    except OtherBank:
        at = max(stamp(desk.clock()), desk.vault.read(rid)[-1]["at"])
        event = read_event({"kind": kind, "at": at, "by": desk.staff, "reason": reason})
        desk.vault.append(rid, [write_event(event)])
        return
    if refused is not None:
        raise refused


def _require_free(events: Events, held: Elsewhere) -> None:
    """No hold, no open sitting, nothing that lies only here; the refusal otherwise."""
    reference = _reference(events)
    if _last(events, "hold_set", "hold_lifted") == "hold_set":
        raise OnHold(record=reference)
    if _last(events, "sitting_started", "sitting_ended") == "sitting_started":
        raise SittingOpen(record=reference)
    if held.missing:
        raise OnlyHere(record=reference, count=held.missing)


def _last(events: Events, *kinds: str) -> str | None:
    found = [event["kind"] for event in events if event["kind"] in kinds]
    return found[-1] if found else None


def _certificate(desk: Desk, rid: str, events: Events, held: Elsewhere) -> dict[str, Any]:
    """What was erased, and where it lies now: counts and digests only."""
    backups = [e["at"] for e in desk.vault.journal() if e.get("type") == "vault.backed-up"]
    return {
        "format": CERTIFICATE,
        "vault_id": desk.vault.vault_id,
        "record": rid,
        "reference": _reference(events),
        "erased": stamp(desk.clock()),
        "by": desk.staff,
        "entries": len(events),
        "sittings": sum(1 for event in events if event["kind"] == "sitting_started"),
        "bundles": held.bundles,
        "archives": held.archives,
        "backups": backups,
    }


def _digests(archive: Path | None) -> set[str]:
    if archive is None:
        return set()
    try:
        return {hashlib.sha256(archive.read_bytes()).hexdigest()}
    except OSError as problem:
        raise ArchiveUnreadable(file=archive.name, reason=problem.strerror or "error") from None


def _reference(events: Events) -> str:
    return str(events[0].get("reference", "")) if events else ""


def _write(desk: Desk, path: Path, content: bytes, namespace: str) -> Path:
    from debrief.bundle.sealed import write_pair
    from debrief.bundle.sshsig import sign

    write_pair(path, content, sign(content, namespace, desk.vault.signing_key()))
    return path
