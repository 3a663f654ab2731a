"""No read without an entry; no entry changed without it being seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository.audit import _hash
from debrief.repository.fact_tables import ANSWERS
from debrief.repository.tables import AUDIT, HEAD

from .world import Laptop, Told, bank, facts, take


@pytest.fixture
def held(repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path) -> ukhtc.Repository:
    told = Told(1).adult().answer("per_called", {"roman": "CANARY NAME"}, "answered")
    laptop.sealed(place, [told.json()]).write(stick)
    assert not take(repository, stick).refused
    return repository


def entries(repository: ukhtc.Repository) -> list[dict[str, object]]:
    with repository._engine.connect() as connection:
        return [dict(r) for r in connection.execute(select(AUDIT)).mappings()]


def test_each_read_leaves_one_entry_without_a_value(held: ukhtc.Repository) -> None:
    assert entries(held) == []
    found = facts(held)
    (entry,) = entries(held)
    assert (entry["user"], entry["purpose"], entry["action"]) == ("ann", "a test", "facts")
    assert entry["objects"] == found["head"]["debrief_uid"]
    assert any("CANARY NAME" in str(row) for row in found["fact_answer"])
    assert "CANARY" not in str(entry)
    ukhtc.nrm_table(held, user="ann", purpose="a test")
    ukhtc.routes_table(held, bank(), user="ann", purpose="a test")
    assert len(entries(held)) == 3
    assert held.verify_audit() == 3


def test_the_entry_stands_before_the_first_row_is_read(held: ukhtc.Repository) -> None:
    with pytest.raises(ZeroDivisionError), held.reader("ann", "a test", "facts", ["ab" * 16]):
        raise ZeroDivisionError
    assert len(entries(held)) == 1


@pytest.mark.parametrize(("user", "purpose"), [("", "a test"), ("ann", " ")])
def test_nobody_reads_without_name_and_purpose(held: ukhtc.Repository, user: str, purpose: str) -> None:
    with pytest.raises(Refusal, match="UKHTC-40"), held.reader(user, purpose, "facts", []):
        pytest.fail("rows without a reader")
    assert entries(held) == []


def test_a_read_outside_a_reader_is_refused(held: ukhtc.Repository) -> None:
    for table in (HEAD, ANSWERS):
        with held._engine.connect() as connection, pytest.raises(Refusal, match="UKHTC-41"):
            connection.execute(select(table))


def test_a_reader_sees_the_debriefs_it_named_and_no_other(held: ukhtc.Repository) -> None:
    with held.reader("ann", "a test", "facts", ["ab" * 16]) as read:
        assert read.answers() == read.heads() == []
        assert read.exploitation() == {}


def test_of_many_debriefs_their_number_and_a_hash_are_kept(held: ukhtc.Repository) -> None:
    with held.reader("ann", "a test", "facts", [f"{n:032}" for n in range(21)]):
        pass
    (entry,) = entries(held)
    assert str(entry["objects"]).startswith("21 sha256:")
    assert entry["count"] == 21


@pytest.mark.parametrize("change", ["UPDATE audit SET user = 'bob'", "DELETE FROM audit"])
def test_the_audit_only_grows(held: ukhtc.Repository, change: str) -> None:
    facts(held)
    with held._engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(change))


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET user = 'bob' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"]
)
def test_whoever_takes_the_triggers_away_breaks_the_chain(held: ukhtc.Repository, change: str) -> None:
    for _ in range(3):
        facts(held)
    with held._engine.begin() as connection:
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER audit_no_{verb}"))
        connection.execute(text(change))
    with pytest.raises(Refusal, match="UKHTC-42") as refused:
        held.verify_audit()
    assert refused.value.facts["number"] == "2"


def test_an_entry_written_anew_with_a_right_hash_of_its_own_is_found(
    held: ukhtc.Repository,
) -> None:
    for _ in range(3):
        facts(held)
    entry = entries(held)[1]
    del entry["hash"]
    with held._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        changed = {"user": "bob", "hash": _hash({**entry, "user": "bob"})}
        connection.execute(AUDIT.update().where(AUDIT.c.seq == 2).values(**changed))
    with pytest.raises(Refusal, match="UKHTC-42") as refused:
        held.verify_audit()
    assert refused.value.facts["number"] == "3"
