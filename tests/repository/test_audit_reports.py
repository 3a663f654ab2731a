"""Who read a de-brief, also as one of many; what somebody read."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository.audit_reports import what_read, who_read

from .world import Laptop, Told, bank, facts, number, take, version


@pytest.fixture
def held(repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path) -> ukhtc.Repository:
    laptop.sealed(place, [Told(n).adult().json() for n in range(25)]).write(stick)
    assert not take(repository, stick).refused
    return repository


def test_each_reader_of_a_de_brief_is_named_and_so_is_each_read(held: ukhtc.Repository) -> None:
    facts(held, 1)
    facts(held, 2)
    ukhtc.nrm_table(held, user="bob", purpose="statistics")  # all twenty-five of them
    ukhtc.nrm_table(held, user="bob", purpose="nobody", first="1999-01-01", last="1999-12-31")
    ukhtc.routes_table(held, bank(), user="Bob ", purpose="routes")
    asked = {"user": "carol", "purpose": "complaint 7"}
    readers = [(e.user, e.purpose, e.action) for e in who_read(held, number(1), **asked)]
    assert readers == [
        ("ann", "a test", "facts"),
        ("bob", "statistics", "table nrm"),
        ("Bob ", "routes", "table routes"),
        ("carol", "complaint 7", "audit who"),
    ]
    assert [e.user for e in who_read(held, number(2), **asked)] == ["ann", "bob", "Bob ", "carol"]
    of_bob = what_read(held, "BOB", **asked)
    assert [(e.purpose, e.count) for e in of_bob] == [("statistics", 25), ("nobody", 0), ("routes", 25)]
    assert held.verify_audit() == 8  # asking was entered too


def test_asking_needs_a_purpose_and_a_record(held: ukhtc.Repository) -> None:
    with pytest.raises(Refusal, match="UKHTC-40"):
        who_read(held, number(1), user="carol", purpose=" ")
    with pytest.raises(Refusal, match="UKHTC-43"):
        who_read(held, number(99), user="carol", purpose="complaint 7")


def test_what_came_after_a_read_was_not_read(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    """Nor what lies outside its period; of a de-brief that was taken back, no read is left out."""
    asked = {"user": "carol", "purpose": "complaint 7"}
    told = Told(1).adult()
    first = told.json()
    take(repository, laptop.sealed(place, [first]).write(stick))
    ukhtc.nrm_table(repository, user="bob", purpose="all", first="2026-05-04")
    ukhtc.nrm_table(repository, user="bob", purpose="before", last="2026-05-03")
    take(repository, laptop.sealed(place, [Told(2).adult().json()]).write(stick), day=1)
    ukhtc.nrm_table(repository, user="bob", purpose="later")

    def purposes(seed: int) -> list[str]:
        return [e.purpose for e in who_read(repository, number(seed), **asked) if e.user == "bob"]

    assert purposes(1) == ["all", "later"]
    assert purposes(2) == ["later"]
    gone = told.do("withdrew", reason="a made-up reason").json(supersedes=version(first))
    take(repository, laptop.sealed(place, [gone]).write(stick), day=2)
    assert purposes(1) == ["all", "before", "later"]
