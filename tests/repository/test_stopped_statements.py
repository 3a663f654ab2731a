"""A statement that takes long is ended from another thread, in a file and on a server; the next one works."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from debrief import repository as ukhtc
from debrief.process.refusals import StoppedWhenAsked
from debrief.process.stopping import Work
from debrief.repository import Repository

from .servers import Server
from .world import NOW, bank

LONG = {
    "sqlite": "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n LIMIT 99999999)"
    " SELECT max(x) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def ended(repository: Repository) -> None:
    """Asks something that would take a minute, and is stopped once it is at it."""
    work, begun = Work(), threading.Event()

    def ask() -> None:
        with repository.journal() as connection:
            begun.set()
            connection.execute(text(LONG[connection.dialect.name]))

    threading.Thread(target=lambda: begun.wait() and work.stop()).start()
    with pytest.raises(StoppedWhenAsked):
        work.run(ask)
    assert repository.verify_audit() == 0
    assert Work().run(repository.verify_audit) == 0


def test_in_a_file(repository: Repository) -> None:
    ended(repository)


def test_on_a_server(server: Server, place: ukhtc.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ukhtc.HOME, str(place.folder))
    with ukhtc.open_repository(server.new_database(), now=NOW, bank=bank()) as repository:
        ended(repository)
