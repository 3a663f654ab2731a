"""Across agencies: each person once, by confirmed links alone; and suspects by the victims who told of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from debrief import repository as ukhtc
from debrief.office import linking
from debrief.office import publications as made
from debrief.office.cells import Publication
from debrief.office.publications import Asked
from debrief.office.publications.linked import _band
from debrief.repository import verdicts
from tests.repository.world import NOW, Laptop, Told, admitted, bank, number, take

from .people import IN_QUARTER, another

BOTH, ONE = 12, 11
"""People whom both agencies asked, and people whom only the first did."""


def told() -> dict[str, Any]:
    person = Told(0, day=IN_QUARTER).adult()
    person.add("card_person").answer("card_person/1.p_role", {"choices": ["transporter"]})
    return person.json()


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ukhtc.Repository]:
    """Records 1 to 12 and 101 to 112 are the same people at two agencies; 13 to 23 were asked once."""
    folder = tmp_path_factory.mktemp("linked")
    place = ukhtc.init_repository(folder / "ukhtc", now=NOW)
    laptops = Laptop(1, "agency-x"), Laptop(2, "agency-y")
    admitted(place, *laptops)
    stick = folder / "stick"
    stick.mkdir()
    value = told()
    laptops[0].sealed(place, [another(value, n + 1) for n in range(BOTH + ONE)]).write(stick)
    laptops[1].sealed(place, [another(value, n + 101) for n in range(BOTH)]).write(stick)
    with ukhtc.open_repository(place.folder, now=NOW, bank=bank()) as repository:
        assert take(repository, stick).refused == 0
        for name in ("ann", "bob"):
            ukhtc.keep_analyst(repository, name, {"link"}, by="ann", now=NOW)
        yield repository


def join(repository: ukhtc.Repository, left: int, right: int, card: str, *users: str) -> None:
    sides = [f"{repository.uids(record=number(seed))[0]}:{card}" for seed in (left, right)]
    pair = linking.propose_pair(repository, *sides, user="ann", now=NOW)
    for user in users:
        verdicts.decide(repository, pair, "same", user=user, reason="made up", now=NOW)


def counts(found: Publication, name: str) -> dict[str, int]:
    (table,) = (table for table in found.tables if table.id == name)
    return {code: cell.count for (code, _), cell in zip(table.rows, table.cells, strict=True)}


def test_people_and_suspects_are_counted_once_whoever_asked(linked: ukhtc.Repository, asked: Asked) -> None:
    before = made.overlap(linked, bank(), asked)
    assert counts(before, "how-many") == {"total": 35, "1": 35, "2": 0, "3": 0, "4+": 0}
    for n in range(BOTH):
        join(linked, n + 1, n + 101, "debriefed:0", "ann", "bob")
    join(linked, 13, 14, "debriefed:0", "ann")
    after = made.overlap(linked, bank(), asked)
    assert counts(after, "how-many") == {"total": 23, "1": 11, "2": 12, "3": 0, "4+": 0}
    assert counts(after, "combinations") == {"agency-x & agency-y": 12}
    told_of = made.suspects(linked, bank(), asked)
    assert counts(told_of, "suspects") == {"total": 35, "1": 35, "2": 0, "3-5": 0, "6-10": 0, "11+": 0}
    join(linked, 1, 101, "card_person:1", "ann")
    join(linked, 101, 2, "card_person:1", "ann")
    told_of = made.suspects(linked, bank(), asked)
    assert counts(told_of, "suspects") == {"total": 33, "1": 32, "2": 1, "3-5": 0, "6-10": 0, "11+": 0}


def test_each_number_of_victims_has_its_row() -> None:
    found = {n: _band(n) for n in (1, 2, 3, 5, 6, 10, 11, 400)}
    assert list(found.values()) == ["1", "2", "3-5", "3-5", "6-10", "6-10", "11+", "11+"]
