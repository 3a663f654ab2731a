"""Who read a de-brief, and what somebody read. Asking is a read too, and stands in the audit itself.

for entry in who_read(repository, record, user="carol", purpose="complaint 7"): ...
for entry in what_read(repository, "ann", user="carol", purpose="complaint 7"): ...
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from debrief.process import stopping

from .analysts import account
from .audit_tables import OBJECTS
from .reader import Reader
from .refusals import NoSuchRecord
from .store import Repository
from .tables import AUDIT, RECEIPTS

_PERIOD = re.compile(r"opened ([\d-]*)\.\.([\d-]*) in (\d+) bundles sha256:[0-9a-f]{64}", re.ASCII)
"""How a read of a whole period is entered (``scope``)."""


@dataclass(frozen=True)
class Entry:
    """One entry of the audit. ``objects`` as it stands there: names, or their number and hash."""

    seq: int
    at: str
    user: str
    purpose: str
    action: str
    objects: str
    count: int


def who_read(repository: Repository, record: str, *, user: str, purpose: str) -> list[Entry]:
    """Every read of the de-briefs of this record's number, in order; also those among a thousand others."""
    number = record.replace("-", "").lower()[:32]
    uids = repository.uids(record=number)
    if not uids:
        raise NoSuchRecord(record=number)
    with repository.reader(user, purpose, "audit who", uids) as read:
        held = [_held(repository, read.narrowed([uid])) for uid in uids]
    own = select(OBJECTS.c.seq).where(OBJECTS.c.object.in_(uids))
    named = [AUDIT.c.objects.contains(uid, autoescape=True) for uid in uids]
    found = _entries(repository, or_(*named, AUDIT.c.seq.in_(own), AUDIT.c.objects.startswith("opened ")))
    return [entry for entry in found if _is_of(entry, held)]


@dataclass(frozen=True)
class _Held:
    """The day a de-brief was opened (None: withdrawn since), and how many bundles came before its first."""

    opened: str | None
    before: int


def _held(repository: Repository, read: Reader) -> _Held:
    bundles = [row["bundle"] for row in read.carried()]
    with repository.journal() as connection:
        first = select(func.min(RECEIPTS.c.received)).where(RECEIPTS.c.bundle.in_(bundles)).scalar_subquery()
        earlier = select(func.count()).select_from(RECEIPTS).where(RECEIPTS.c.received < first)
        before = connection.execute(earlier).scalar_one()
    return _Held(next((str(row["opened"]) for row in read.debriefs()), None), before)


def _is_of(entry: Entry, held: list[_Held]) -> bool:
    """A read of a period was of what was opened in it and had come by then: as many bundles as it names.

    Where that cannot be known any more, the read is shown.
    """
    match = _PERIOD.fullmatch(entry.objects)
    if match is None:
        return True
    first, last, bundles = match[1], match[2] or "9", int(match[3])
    return any(each.before < bundles and (each.opened is None or first <= each.opened <= last) for each in held)


def what_read(repository: Repository, who: str, *, user: str, purpose: str) -> list[Entry]:
    """Everything that one account read, in order."""
    with repository.reader(user, purpose, "audit what", []):
        everything = _entries(repository, AUDIT.c.seq > 0)
    return [entry for entry in everything if account(entry.user) == account(who)]


def _entries(repository: Repository, where: ColumnElement[Any]) -> list[Entry]:
    columns = [AUDIT.c[name] for name in Entry.__dataclass_fields__]
    with repository.journal() as connection:
        found = connection.execute(select(*columns).where(where).order_by(AUDIT.c.seq))
        return [Entry(*row) for row in stopping.counted(found)]
