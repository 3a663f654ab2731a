"""A repository on a PostgreSQL server: the same rows, the same answers, refusals where it differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief import repository as ukhtc
from debrief.errors import Refusal

from .servers import Server
from .world import NOW, Laptop, Told, bank, take


@pytest.fixture
def address(server: Server, place: ukhtc.Place, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of an empty database, with the folder of keys where the environment says."""
    monkeypatch.setenv(ukhtc.HOME, str(place.folder))
    return server.new_database()


def at(address: str) -> ukhtc.Repository:
    return ukhtc.open_repository(address, now=NOW, bank=bank())


def test_x(address: str, place: ukhtc.Place, laptop: Laptop, stick: Path) -> None:
    laptop.sealed(place, [Told(n).adult().exploited("labour").json() for n in range(3)]).write(stick)
    with at(address) as r, ukhtc.open_repository(place.folder, now=NOW, bank=bank()) as e:
        assert not take(r, stick).refused
        assert not take(e, stick).refused
        assert r.digest() == e.digest()
        print(ukhtc.nrm_table(r, user="ann", purpose="statistics").text())
        assert r.verify_audit() == 1
