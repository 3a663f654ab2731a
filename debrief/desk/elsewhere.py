"""Which entries of a de-brief lie safely elsewhere: in a bundle that the central repository
acknowledged, or in an archive sealed to the agency's recovery key.

A bundle counts for what it carried and for no more: it is made again from the entries that stood
before it, compared with the digest of what was sent, and its history is looked at entry by entry.
What was held back from it (S4, a wish, a protected source) lies in no bundle and needs an archive.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from debrief.desk.export import EXPORTED, RECEIPT
from debrief.desk.refusals import OtherBank
from debrief.interview import write_event
from debrief.interview.extract import extract
from debrief.interview.record import record_json
from debrief.interview.sharing import CENTRAL

if TYPE_CHECKING:
    from debrief.desk.desk import Desk

ARCHIVED = "archived"
_IN_THE_JOURNAL = {"exported", "receipt_taken"}
"""Kinds of entries that the vault's own journal holds too."""
_WHOLE = {"full", "urgent", "supplement"}

Events = list[dict[str, Any]]


@dataclass(frozen=True)
class Elsewhere:
    """What lies where, as digests; ``missing`` entries lie nowhere else."""

    missing: int
    bundles: list[dict[str, str]]
    """Acknowledged bundles: ``bundle``, ``digest`` and ``receipt`` (SHA-256 of the receipt)."""
    archives: list[dict[str, Any]]
    """Archives that count: ``digest`` of the file, ``entries`` and ``at``."""


def elsewhere(desk: Desk, rid: str, events: Events, *, archives: Collection[str] | None = None) -> Elsewhere:
    """What of ``events`` lies elsewhere. ``archives``: only archives with these digests count."""
    journal = desk.vault.journal()
    bundles, kept = _bundles(journal, rid), list(_archives(journal, rid, events))
    if archives is not None:
        kept = [each for each in kept if each["digest"] in archives]
    held = {i for each in kept for i in range(each["entries"])}
    for bundle in bundles:
        held |= _carried(desk, journal, rid, events, bundle["digest"])
    missing = [i for i, e in enumerate(events) if i not in held and e["kind"] not in _IN_THE_JOURNAL]
    return Elsewhere(len(missing), bundles, kept)


def content_of(events: Events) -> str:
    """SHA-256 of entries, in one written form."""
    return hashlib.sha256(plain(events)).hexdigest()


def plain(value: object) -> bytes:
    """JSON with sorted keys and no white space."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _archives(journal: Events, rid: str, events: Events) -> Iterator[dict[str, Any]]:
    for entry in journal:
        if entry.get("type") == ARCHIVED and entry["record"] == rid:
            count = entry["entries"]
            if entry["content"] == content_of(events[:count]):
                yield {"digest": entry["digest"], "entries": count, "at": entry["at"]}


def _bundles(journal: Events, rid: str) -> list[dict[str, str]]:
    receipts = {e["digest"]: e for e in journal if e.get("type") == RECEIPT and e["result"] == "accepted"}
    return [
        {
            "bundle": entry["bundle"],
            "digest": entry["digest"],
            "receipt": hashlib.sha256(receipts[entry["digest"]]["receipt"].encode()).hexdigest(),
        }
        for entry in journal
        if entry.get("type") == EXPORTED and entry["record"] == rid and entry["digest"] in receipts
    ]


def _carried(desk: Desk, journal: Events, rid: str, events: Events, digest: str) -> set[int]:
    """The entries that went with a bundle; none where that can no longer be shown."""
    from debrief.bundle.canonical import dumps
    from debrief.desk.overrides import proved

    sent = [e for e in journal if e.get("type") == EXPORTED and e["record"] == rid]
    nth = next(n for n, entry in enumerate(sent) if entry["digest"] == digest)
    at = next((i for i, e in enumerate(events) if e["kind"] == "exported" and e["digest"] == digest), None)
    if at is None or events[at]["purpose"] not in _WHOLE:
        return set()
    try:
        file = desk.open(rid)
    except OtherBank:
        return set()
    interview = file.as_of(at)
    record = extract(
        interview,
        recipient=CENTRAL,
        purpose=events[at]["purpose"],
        supersedes=sent[nth - 1]["version"] if nth else None,
        proved=proved(desk, file),
    )
    if hashlib.sha256(dumps(record_json(record))).hexdigest() != sent[nth]["version"] or record.history is None:
        return set()
    return _matched([write_event(e) for e in interview.state.events], list(record.history.events))


def _matched(all_of_them: Events, carried: Events) -> set[int]:
    """The places of a part in the whole, in the same order; what went in another form is not found."""
    found: set[int] = set()
    begin = 0
    for one in carried:
        at = next((i for i in range(begin, len(all_of_them)) if all_of_them[i] == one), None)
        if at is not None:
            found.add(at)
            begin = at + 1
    return found
