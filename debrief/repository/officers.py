"""Officers' keys: the public keys by which disseminations are signed, kept by whoever keeps the analysts' list.

    keep_officer(repository, "ann", public, by="head", now=now)
    officer_key(repository, "ann")              # the last one written down

Nobody writes down their own: an officer could then sign in the name of a second.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from debrief.bundle import instant
from debrief.bundle.sshsig import public_line, read_public_line

from .analysts import KEEP, account, require
from .dissemination_tables import OFFICERS
from .refusals import NotAllowed
from .store import Repository


def keep_officer(repository: Repository, name: str, public: str, *, by: str, now: datetime) -> None:
    """Writes down the key that ``name`` signs with from now on (``ssh-ed25519 AAAA…``)."""
    keeper, line = require(repository, by, KEEP), public_line(read_public_line(public))
    if keeper == account(name):
        raise NotAllowed(name=keeper, type="officers")
    with repository.journal(write=True) as connection:
        number = connection.execute(select(func.max(OFFICERS.c.seq))).scalar() or 0
        row = {"seq": number + 1, "at": instant(now), "name": account(name), "public": line, "by": keeper}
        connection.execute(OFFICERS.insert().values(**row))


def officer_key(repository: Repository, name: str) -> str | None:
    """The public key that holds for an officer; None where there is none."""
    query = select(OFFICERS.c.public).where(OFFICERS.c.name == account(name))
    with repository.journal() as connection:
        return connection.execute(query.order_by(OFFICERS.c.seq.desc()).limit(1)).scalar()
