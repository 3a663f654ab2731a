"""Opening the log: look at everything through a read-only connection, judge, then open to write.

Nothing on the disk changes before the judgement: SQLite would otherwise tidy a damaged
write-ahead log away, and with it what could still be rescued.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from debrief.errors import Refusal

from .head import Head, HeadFile
from .header import Header
from .keys import VaultKeys
from .refusals import (
    AnswersMissing,
    DatabaseDamaged,
    DiskFull,
    HeadBehind,
    HeadUnreadable,
    HistoryDiffers,
    Loss,
    RowsDamaged,
)
from .store import Store
from .survey import Survey, Surveyor, opened
from .wraps import JOURNAL, KeyRing

DATABASE = "log.sqlite"
HEAD = "head"
LOSS_ACCEPTED = "vault.loss-accepted"
SEALED = "vault.sealed"
_NAMED = 12


@dataclass(slots=True)
class Seen:
    """The parts of a log, looked through; ``losses`` are for the caller to raise or to accept."""

    ring: KeyRing
    survey: Survey
    head_file: HeadFile
    losses: list[Loss]
    behind: bool
    sealed: set[bytes]
    """The de-briefs whose key was dropped on purpose, or will be before anything else is done."""


@dataclass(slots=True)
class Log(Seen):
    """An opened log. ``losses`` is empty unless they were accepted by the caller."""

    store: Store


def open_log(folder: Path, keys: VaultKeys, header: Header, *, accept_loss: bool) -> Log:
    """Survey the log of ``folder``; the first loss is raised unless ``accept_loss``."""
    seen = look(folder, keys, header)
    if seen.losses and not accept_loss:
        raise seen.losses[0]
    store = Store(folder / DATABASE)
    try:
        store.checkpoint()
    except DiskFull:
        pass  # what is there can be read and handed over; the next append will say so
    except Refusal:
        store.close()
        raise
    return Log(seen.ring, seen.survey, seen.head_file, seen.losses, seen.behind, seen.sealed, store)


def look(folder: Path, keys: VaultKeys, header: Header) -> Seen:
    """Every row of the log of ``folder``, through a connection that changes nothing."""
    head_file = HeadFile(folder / HEAD, keys, keys.elders[-1][1] if header.changing else None)
    promised, losses = _promised(head_file)
    ring, survey, journal = _look(folder, keys, header, promised)
    sealed = _sealed(journal)
    _tell_sealed_from_damaged(survey, sealed)
    losses = _judge(survey, promised, _accepted(journal), head_file.path) + losses
    return Seen(ring, survey, head_file, losses, survey.head != promised, sealed)


def under(log: Log, folder: Path, keys: VaultKeys, header: Header, head: Head) -> Log:
    """The same log under another header: its record keys opened, its rows not looked at again."""
    survey = log.survey
    survey.head = head
    for rid in log.sealed & set(survey.index):
        survey.keyless[rid] = survey.index.pop(rid)
    ring, head_file = ring_of(keys, header, log.store), HeadFile(folder / HEAD, keys)
    return Log(ring, survey, head_file, [], False, log.sealed, log.store)


def ring_of(keys: VaultKeys, header: Header, store: Store) -> KeyRing:
    """The record keys, opened."""
    ring = KeyRing(keys, header.settled_epoch, least=header.least_wrap_epoch)
    ring.load(store.wraps())
    return ring


def describe(losses: list[Loss], survey: Survey) -> dict[str, Any]:
    """What the journal keeps of an accepted loss: codes and numbers, never a value."""
    return {
        "type": LOSS_ACCEPTED,
        "codes": [loss.code for loss in losses],
        "facts": [dict(loss.facts) for loss in losses],
        "found": survey.head.seq,
        "rows": sorted(survey.damaged),
    }


def _promised(head_file: HeadFile) -> tuple[Head | None, list[Loss]]:
    try:
        return head_file.read(), []
    except HeadUnreadable as refusal:
        return None, [refusal]


def _look(
    folder: Path, keys: VaultKeys, header: Header, promised: Head | None
) -> tuple[KeyRing, Survey, list[dict[str, Any]]]:
    path, epoch = folder / DATABASE, header.settled_epoch
    if not path.is_file():
        raise DatabaseDamaged(file=str(path), reason="missing")
    store = Store(path, read_only=True)
    try:
        store.require_own_schema()
        store.require_sound()
        ring = ring_of(keys, header, store)
        if ring.cipher(JOURNAL) is None:
            raise DatabaseDamaged(file=str(path), reason="the journal's key is missing")
        surveyor = Surveyor(keys, ring, epoch, promised.seq if promised else 0)
        survey = surveyor.walk(store.events())
        rows = store.events_at(survey.index.get(JOURNAL, []))
        return ring, survey, [event for _, _, event in opened(keys, ring, epoch, rows)]
    finally:
        store.close()


def _sealed(journal: list[dict[str, Any]]) -> set[bytes]:
    named = [event.get("record") for event in journal if event.get("type") == SEALED]
    return {bytes.fromhex(rid) for rid in named if isinstance(rid, str)}


def _tell_sealed_from_damaged(survey: Survey, sealed: set[bytes]) -> None:
    """A key that the journal does not say was dropped has been lost, and its rows with it."""
    for rid, rows in survey.keyless.items():
        if rid not in sealed:
            survey.damaged.update(rows)


def _accepted(journal: list[dict[str, Any]]) -> set[int]:
    notes = [event for event in journal if event.get("type") == LOSS_ACCEPTED]
    return {row for note in notes for row in note.get("rows") or () if isinstance(row, int)}


def _judge(survey: Survey, promised: Head | None, accepted: set[int], path: Path) -> list[Loss]:
    losses: list[Loss] = []
    fresh = sorted(survey.damaged - accepted)
    if fresh:
        losses.append(RowsDamaged(count=len(fresh), number=_listed(fresh)))
    last = survey.head.seq
    expected = max(promised.seq if promised else 0, last + survey.unfinished)
    if expected > last:
        losses.append(AnswersMissing(expected=expected, found=last))
    elif promised and survey.watched != promised.chain:
        losses.append(HistoryDiffers(number=promised.seq))
    elif promised and promised.seq not in (last, survey.batch_began - 1):
        # a crash leaves the head behind by one append at most
        losses.append(HeadBehind(file=str(path), found=promised.seq, expected=last))
    return losses


def _listed(numbers: list[int]) -> str:
    listed = ", ".join(map(str, numbers[:_NAMED]))
    return listed + ", …" if len(numbers) > _NAMED else listed
