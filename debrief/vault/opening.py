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
class Log:
    """The parts of an opened log. ``losses`` is empty unless they were accepted by the caller."""

    store: Store
    ring: KeyRing
    survey: Survey
    head_file: HeadFile
    losses: list[Loss]
    behind: bool


def open_log(folder: Path, keys: VaultKeys, epoch: int, *, accept_loss: bool) -> Log:
    """Survey the log of ``folder``; the first loss is raised unless ``accept_loss``."""
    head_file = HeadFile(folder / HEAD, keys)
    promised, losses = _promised(head_file)
    ring, survey, accepted = _look(folder, keys, epoch, promised)
    losses = _judge(survey, promised, accepted, head_file.path) + losses
    if losses and not accept_loss:
        raise losses[0]
    store = Store(folder / DATABASE)
    try:
        store.checkpoint()
    except DiskFull:
        pass  # what is there can be read and handed over; the next append will say so
    except Refusal:
        store.close()
        raise
    return Log(store, ring, survey, head_file, losses, behind=survey.head != promised)


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


def _look(folder: Path, keys: VaultKeys, epoch: int, promised: Head | None) -> tuple[KeyRing, Survey, set[int]]:
    path = folder / DATABASE
    if not path.is_file():
        raise DatabaseDamaged(file=str(path), reason="missing")
    store, ring = Store(path, read_only=True), KeyRing(keys, epoch)
    try:
        store.require_own_schema()
        ring.load(store.wraps())
        if ring.cipher(JOURNAL) is None:
            raise DatabaseDamaged(file=str(path), reason="the journal's key is missing")
        surveyor = Surveyor(keys, ring, epoch, promised.seq if promised else 0)
        survey = surveyor.walk(store.events())
        rows = store.events_at(survey.index.get(JOURNAL, []))
        journal = [event for _, _, event in opened(keys, ring, epoch, rows)]
        _tell_sealed_from_damaged(survey, journal)
        return ring, survey, _accepted(journal)
    finally:
        store.close()


def _tell_sealed_from_damaged(survey: Survey, journal: list[dict[str, Any]]) -> None:
    """A key that the journal does not say was dropped has been lost, and its rows with it."""
    sealed = {event.get("record") for event in journal if event.get("type") == SEALED}
    for rid, rows in survey.keyless.items():
        if rid.hex() not in sealed:
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
