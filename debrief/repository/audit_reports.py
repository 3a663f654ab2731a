"""Who read a de-brief, and what somebody read. Asking is a read too, and stands in the audit itself.

for entry in who_read(repository, record, user="carol", purpose="complaint 7"): ...
for entry in what_read(repository, "ann", user="carol", purpose="complaint 7"): ...
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from .analysts import account
from .audit_tables import OBJECTS
from .refusals import NoSuchRecord
from .store import Repository
from .tables import AUDIT


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
    with repository.reader(user, purpose, "audit who", uids):
        own = select(OBJECTS.c.seq).where(OBJECTS.c.object.in_(uids))
        named = [AUDIT.c.objects.contains(uid, autoescape=True) for uid in uids]
        return _entries(repository, or_(*named, AUDIT.c.seq.in_(own)))


def what_read(repository: Repository, who: str, *, user: str, purpose: str) -> list[Entry]:
    """Everything that one account read, in order."""
    with repository.reader(user, purpose, "audit what", []):
        everything = _entries(repository, AUDIT.c.seq > 0)
    return [entry for entry in everything if account(entry.user) == account(who)]


def _entries(repository: Repository, where: ColumnElement[Any]) -> list[Entry]:
    columns = [AUDIT.c[name] for name in Entry.__dataclass_fields__]
    with repository.journal() as connection:
        return [Entry(*row) for row in connection.execute(select(*columns).where(where).order_by(AUDIT.c.seq))]
