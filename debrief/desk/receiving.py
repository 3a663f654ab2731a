"""Taking in what comes from another agency or from the central repository.

Whatever is wrong with a bundle, the refusal comes before anything of it is shown or kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from debrief.bundle import Opened, open_bundle, read_pair
from debrief.desk.debrief_file import DebriefFile, stamp
from debrief.desk.desk import Desk
from debrief.desk.handover import check_code, read_handed, settle, was_received
from debrief.desk.identity import own_identities, own_identity
from debrief.desk.inquiry import take_answer
from debrief.desk.partners import kind_of, trust_of
from debrief.desk.refusals import (
    MisshapenHandOver,
    NoDebriefNamed,
    NotForReceiving,
    ReceivedAlready,
    TrainingTakesNothing,
)

RECEIVED = "received"


@dataclass(frozen=True)
class Received:
    """What was taken in: into which de-brief, from whom, and how many items are settled by it."""

    reference: str
    purpose: str
    agency: str
    settled: int


def receive(
    desk: Desk, path: Path, *, code: str | None = None, into: str | None = None, new: str | None = None
) -> Received:
    """Takes in a hand-over (with its code, into a de-brief) or an answer to an inquiry of this laptop."""
    opened = open_shared(desk, path)
    purpose, sender = opened.statement.purpose, opened.statement.sender.agency
    if purpose not in ("handover", "answer"):
        raise NotForReceiving(found=purpose)
    if opened.digest in {e["digest"] for e in desk.vault.journal() if e.get("type") == RECEIVED}:
        raise ReceivedAlready
    if purpose == "answer":
        file, count = take_answer(desk, opened)
    else:
        check_code(opened.statement, code)
        kind = kind_of(trust_of(desk), sender)
        record = read_handed(only_record(opened), desk.settings.require().agency)
        file = _target(desk, into, new)
        _require_real(file)
        if was_received(file, opened.digest):
            raise ReceivedAlready
        count = settle(file, record, kind, opened.digest)
    desk.vault.log({"type": RECEIVED, "at": stamp(desk.clock()), "digest": opened.digest, "record": file.rid})
    return Received(file.reference, purpose, sender, count)


def open_shared(desk: Desk, path: Path) -> Opened:
    """A bundle sealed to this laptop by a listed key. Nothing is kept."""
    data, signature = read_pair(path)
    identities = own_identities(desk) or [own_identity(desk)]
    return open_bundle(data, signature, identities=identities, trust=trust_of(desk), now=desk.clock())


def only_record(opened: Opened) -> dict[str, Any]:
    """The one record that such a bundle holds."""
    if len(opened.records) != 1:
        raise MisshapenHandOver(field="records")
    (value,) = opened.records.values()
    return dict(value)


def _require_real(file: DebriefFile) -> None:
    state = file.interview.state
    if state.opened is not None and state.opened.training:
        raise TrainingTakesNothing(record=file.reference)


def _target(desk: Desk, into: str | None, new: str | None) -> DebriefFile:
    if into is not None:
        return desk.find(into)
    if new is not None:
        return desk.new(new)
    raise NoDebriefNamed
