"""A whole period is read in one view of the database, and the audit says which before a row is given out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository import Scope, audit, database
from debrief.repository.tables import AUDIT

from .world import OPENED, Laptop, Told, bank, take

YEAR = Scope("2026-01-01", "2026-12-31")


@pytest.fixture
def held(repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path) -> ukhtc.Repository:
    """Two opened in 2026, one of them by way of a place that is only a country; one the year before."""
    first = Told(1).adult().exploited("labour").add("leg")
    first.answer("leg_from/1", {"words": "Vietnam", "country": "VN"})
    first.answer("leg_to/1", {"words": "Paris", "country": "FR"})
    told = [first, Told(2).child().exploited("labour"), Told(3, day=OPENED.replace(year=2025)).adult()]
    laptop.sealed(place, [each.json() for each in told]).write(stick)
    assert not take(repository, stick).refused
    return repository


def entries(repository: ukhtc.Repository) -> list[dict[str, Any]]:
    with repository._engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(AUDIT)).mappings()]


def read(repository: ukhtc.Repository, scope: Scope = YEAR) -> Any:
    return repository.scope("ann", "a test", "a table", scope)


def test_the_entry_names_period_number_and_bundles(held: ukhtc.Repository, stick: Path) -> None:
    with read(held) as found:
        assert found.count == 2
        assert {row["reference"] for row in found.debriefs()} == {"MADE-UP-1", "MADE-UP-2"}
        assert found.exploitation() == {("labour", "adult"): 1, ("labour", "child"): 1}
        assert len(found.legs()) == 1
        assert found.answers_to(["leg_from"])[0]["country"] == "VN"
    digest = sha256(next(stick.glob("*.age")).read_bytes()).hexdigest()
    bundles = sha256(digest.encode()).hexdigest()
    (entry,) = entries(held)
    assert entry["objects"] == f"opened 2026-01-01..2026-12-31 in 1 bundles sha256:{bundles}"
    assert (entry["count"], entry["user"], entry["purpose"]) == (2, "ann", "a test")
    assert held.verify_audit() == 1


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        (Scope(), 3),
        (Scope(last="2025-12-31"), 1),
        (Scope(first="2026-05-04"), 2),
        (Scope("2026-05-05", "2026-05-06"), 0),
    ],
)
def test_every_question_is_of_the_period_alone(held: ukhtc.Repository, scope: Scope, count: int) -> None:
    with read(held, scope) as found:
        uids = {row["debrief_uid"] for row in found.debriefs()}
        assert len(uids) == found.count == count
        assert {row["debrief_uid"] for row in found.legs()} <= uids
        assert {row["debrief_uid"] for row in found.answers_to(["per_age_status"])} == uids
        assert sum(found.kinds().values()) == len(uids & set(listed(held, YEAR)))


def listed(repository: ukhtc.Repository, scope: Scope) -> list[str]:
    with read(repository, scope) as found:
        return [row["debrief_uid"] for row in found.debriefs()]


def test_nothing_is_given_out_when_the_entry_cannot_be_written(
    held: ukhtc.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refusal, match="UKHTC-40"), held.scope("ann", " ", "a table", YEAR):
        pytest.fail("rows without a purpose")

    def full(*unused: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(audit, "append_named", full)
        with pytest.raises(OSError), read(held):
            pytest.fail("rows without an entry")
    assert entries(held) == []
    with read(held):
        assert len(entries(held)) == 1  # committed: another connection sees it


def test_what_is_taken_in_meanwhile_is_not_read(
    held: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    with read(held) as found:
        laptop.sealed(place, [Told(4).adult().json()]).write(stick)
        assert not take(held, stick).refused
        assert len(found.debriefs()) == found.count == 2
        assert found.totals().agencies == {"agency-x"}
    with read(held) as found:
        assert found.count == 3


def test_a_read_outside_stays_refused_while_a_scope_was_open(held: ukhtc.Repository) -> None:
    with read(held):
        pass
    with database.reading(held._engine) as connection, pytest.raises(Refusal, match="UKHTC-41"):
        connection.execute(select(database.fact_tables.DEBRIEFS))


def test_a_place_that_is_only_its_country_is_named_once(held: ukhtc.Repository) -> None:
    said = ukhtc.routes_table(held, bank(), user="ann", purpose="a test")
    assert "Vietnam → Paris, France" in said
    assert "VN → Paris FR" in said
    assert "Vietnam, Vietnam" not in said
    assert "Vietnam VN" not in said
