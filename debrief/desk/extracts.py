"""An extract for one agency: what it needs, what the person agreed to, and what was withheld, by category.

    made = make_extract(desk, file, partner(desk, "county-la"), folder)
    made.record.withheld          # {"restricted": 3, "other_agencies": 41}

Restricted answers (S4) travel only in a protection extract, sealed to named people.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from debrief.bundle.canonical import dumps
from debrief.desk.carriage import Face, last_version, remember, seal
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.desk import Desk
from debrief.desk.overrides import asserted_in, proved
from debrief.desk.partners import Named, Partner, recipients
from debrief.desk.refusals import TakenBack, TrainingStays, UseExport
from debrief.interview.extract import extract
from debrief.interview.recipients import CENTRAL
from debrief.interview.record import Record, record_json


@dataclass(frozen=True)
class Shared:
    """A bundle that was made for an agency, and what it carries."""

    path: Path
    bundle: str
    digest: str
    record: Record = field(repr=False)
    face: Face
    code: str | None = field(default=None, repr=False)
    """Of a hand-over: the transfer code, to be given by another way than the file."""


def make_extract(
    desk: Desk,
    file: DebriefFile,
    to: Partner,
    folder: Path,
    *,
    protection: bool = False,
    named: tuple[Named, ...] = (),
) -> Shared:
    """Seals what ``to`` may hold of a de-brief. Raises a refusal, and nothing is written, where it may not."""
    if to.kind == CENTRAL and not protection:
        raise UseExport
    return share(desk, file, to, folder, "protection" if protection else "extract", named=named)


def share(
    desk: Desk,
    file: DebriefFile,
    to: Partner,
    folder: Path,
    purpose: Literal["extract", "protection", "handover"],
    *,
    named: tuple[Named, ...] = (),
    code: str | None = None,
) -> Shared:
    """One record to one agency."""
    sealed_to = recipients(desk, to, named, only_named=purpose == "protection")
    record = record_for(desk, file, to, purpose)
    face = Face(
        tuple(dict.fromkeys(gate.check for gate in record.unmet)),
        asserted_in(record),
        tuple(sorted(record.withheld)),
    )
    data = dumps(record_json(record))
    sealed = seal(
        desk, {str(uuid.UUID(file.rid)): data}, to=to.id, purpose=purpose, recipients=sealed_to,
        bank=file.bank, edition=record.edition, face=face, code=code,
    )  # fmt: skip
    path = sealed.write(folder)
    people = [f"{each.name} ({each.key})" for each in named]
    version = hashlib.sha256(data).hexdigest()
    remember(desk, file, sealed, to=to.id, purpose=purpose, people=people, face=face, version=version)
    return Shared(path, sealed.name, sealed.digest, record, face, code)


def record_for(
    desk: Desk, file: DebriefFile, to: Partner, purpose: Literal["extract", "protection", "handover"]
) -> Record:
    """What would go, before anything is sealed."""
    state = file.interview.state
    if state.opened is not None and state.opened.training:
        raise TrainingStays(record=file.reference)
    if state.withdrawn:
        raise TakenBack(record=file.reference)
    return extract(
        file.interview,
        recipient=to.kind,
        purpose=purpose,
        supersedes=last_version(desk, file.rid, to.id),
        proved=proved(desk, file),
    )
