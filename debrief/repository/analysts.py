"""Who may do what at UKHTC: a list of analysts and their rights, kept where the decisions are.

    keep_analyst(repository, "ann", {"link", "publish"}, by="ann", now=now)
    user = require(repository, "Ann", "link")          # "ann", or a refusal

A row is never changed: the last one of a name holds. Until somebody has the right
``analysts``, whoever can open the database may write the list; from then on only those who
have it, and it is never taken from the last of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select

from debrief.bundle import instant

from .analyst_tables import ANALYSTS
from .refusals import LastKeeper, NoSuchRight, NotAllowed
from .store import Repository

KEEP = "analysts"
RIGHTS = (KEEP, "disseminate", "groups", "link", "publish")
"""What an analyst may be allowed; whatever only reads needs a name and a purpose, and no right."""


def account(user: str) -> str:
    """The name of an account as it is compared: one person is not two for a capital letter."""
    return " ".join(unicodedata.normalize("NFKC", user).casefold().split())[:200]


def analysts(repository: Repository) -> dict[str, frozenset[str]]:
    """Every analyst with at least one right, by name."""
    with repository.journal() as connection:
        return _held(connection)


def require(repository: Repository, user: str, right: str) -> str:
    """The account's name as decisions keep it. Raises ``NotAllowed`` for whoever lacks the right."""
    name = account(user)
    if right not in analysts(repository).get(name, ()):
        raise NotAllowed(name=name, type=right)
    return name


def keep_analyst(repository: Repository, name: str, rights: Collection[str], *, by: str, now: datetime) -> None:
    """Writes down what ``name`` may do from now on. No rights: the name leaves the list."""
    for right in sorted(set(rights) - set(RIGHTS)):
        raise NoSuchRight(found=right, expected=", ".join(RIGHTS))
    with repository.journal(write=True) as connection:
        held = _held(connection)
        _may_keep(held, account(by))
        after = {**held, account(name): frozenset(rights)}
        if _keepers(held) and not _keepers(after):
            raise LastKeeper(name=account(name))
        number = connection.execute(select(func.max(ANALYSTS.c.seq))).scalar() or 0
        row = {
            "seq": number + 1, "at": instant(now), "name": account(name),
            "rights": " ".join(sorted(set(rights))), "by": account(by),
        }  # fmt: skip
        connection.execute(ANALYSTS.insert().values(**row))


def _held(connection: Connection) -> dict[str, frozenset[str]]:
    rows = connection.execute(select(ANALYSTS.c.name, ANALYSTS.c.rights).order_by(ANALYSTS.c.seq))
    last = {name: frozenset(rights.split()) for name, rights in rows}
    return {name: rights for name, rights in last.items() if rights}


def _keepers(held: dict[str, frozenset[str]]) -> set[str]:
    return {name for name, rights in held.items() if KEEP in rights}


def _may_keep(held: dict[str, frozenset[str]], by: str) -> None:
    keepers = _keepers(held)
    if keepers and by not in keepers:
        raise NotAllowed(name=by, type=KEEP)
