"""The journal of what ports sent back: taken in once, whatever the order, and added up by indicator."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from debrief.bundle import Opened, PortReturns

from . import database
from .port_return_tables import RETURNS
from .store import Repository


def keep_returns(repository: Repository, opened: Opened, returns: PortReturns) -> None:
    """Enters the returns of one bundle; the same bundle again changes nothing."""
    said = opened.statement
    rows = [
        {
            "sha256": opened.digest, "agency": said.sender.agency, "vault_id": said.vault_id,
            "created": said.created, "release": returns.release, "port": returns.port,
            "quarter": returns.quarter, **row.model_dump(),
        }
        for row in returns.indicators
    ]  # fmt: skip
    with repository.journal(write=True) as connection:
        database.insert_new(connection, RETURNS, rows)


def yields(repository: Repository, quarter: str) -> dict[str, tuple[int, int]]:
    """By indicator, over all ports and profiles of a quarter: travellers looked at, and found.

    Of one vault, port and profile the last bundle counts, by its own date and then its digest."""
    own = RETURNS.c
    query = select(RETURNS).where(own.quarter == quarter).order_by(own.created, own.sha256)
    with repository.journal() as connection:
        rows = list(connection.execute(query).mappings())
    last = {(row["vault_id"], row["port"], row["release"]): row["sha256"] for row in rows}
    checked, found = Counter[str](), Counter[str]()
    for row in rows:
        if last[row["vault_id"], row["port"], row["release"]] == row["sha256"]:
            checked[row["indicator"]] += row["checked"]
            found[row["indicator"]] += row["found"]
    return {indicator: (count, found[indicator]) for indicator, count in checked.items()}
