"""Drafted, checked by another, released; and held against everything that was released before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.office import release as office
from debrief.office.cells import Publication
from debrief.office.floor import ledger_cells
from debrief.office.publishing import written
from debrief.repository import Repository
from debrief.repository.releases import ledger_of, releases
from tests.repository.world import NOW, opened

from .attacker import Attacker
from .made import AGES, KINDS, publication, random_counts, table, write

Q1, Q2, Q3, Q4 = (f"2010-Q{n}" for n in range(1, 5))
LATER = "2011-Q1"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    place = ukhtc.init_repository(tmp_path_factory.mktemp("office") / "ukhtc", now=NOW)
    with opened(place) as repository:
        ukhtc.keep_analyst(repository, "ann", {"publish"}, by="ann", now=NOW)
        ukhtc.keep_analyst(repository, "bob", {"publish"}, by="ann", now=NOW)
        yield repository


def out(repository: Repository, made: Publication, folder: Path, *, when: datetime = NOW) -> str:
    number = office.draft(repository, made, write, user="ann", now=when).release
    office.check(repository, number, user="bob", now=when)
    return office.release(repository, number, folder, user="ann", now=when)[0].release


def exact(sexual_child: int, period: str = f"..{Q1}") -> Publication:
    counts = {(Q1, kind, age): 30 for kind in KINDS for age in AGES}
    counts[Q1, "sexual", "child"] = sexual_child
    return publication(table(counts, period, [Q1], exact=True), period=period)


def test_two_analysts_and_the_bytes_that_were_checked(repository: Repository, tmp_path: Path) -> None:
    made = publication(table(random_counts(3, [Q4]), Q4, [Q4]), period=Q4)
    with pytest.raises(Refusal, match="UKHTC-90"):
        office.draft(repository, made, write, user="eve", now=NOW)
    drafted = office.draft(repository, made, write, user="ann", now=NOW)
    number = drafted.release
    with pytest.raises(Refusal, match="OFFICE-07"):
        office.release(repository, number, tmp_path, user="bob", now=NOW)
    with pytest.raises(Refusal, match="OFFICE-06"):
        office.check(repository, number, user="  ANN ", now=NOW)
    with pytest.raises(Refusal, match="UKHTC-90"):
        office.check(repository, number, user="eve", now=NOW)
    with pytest.raises(Refusal, match="OFFICE-05"):
        office.check(repository, "nothing", user="bob", now=NOW)
    office.check(repository, number, user="bob", now=NOW)
    released, path = office.release(repository, number, tmp_path, user="ann", now=NOW)
    assert sha256(path.read_bytes()).hexdigest() == released.page_sha256
    assert sha256(path.with_suffix(".csv").read_bytes()).hexdigest() == released.csv_sha256
    assert [(step.state, step.by) for step in released.steps] == [
        ("drafted", "ann"), ("checked", "bob"), ("released", "ann"),
    ]  # fmt: skip
    assert (released.marking, released.method) == ("OFFICIAL", "Floored to tens.")
    with pytest.raises(Refusal, match="OFFICE-07"):
        office.check(repository, number, user="bob", now=NOW)
    with pytest.raises(Refusal, match="OFFICE-08"):
        office.withdraw(repository, number, " ", user="bob", now=NOW)
    second = out(repository, made, tmp_path, when=datetime(2026, 7, 1, tzinfo=UTC))
    office.supersede(repository, number, second, user="ann", now=NOW)
    office.withdraw(repository, second, "a wrong port", user="bob", now=NOW)
    states = {each.release: each.state for each in releases(repository)}
    assert (states[number], states[second]) == ("superseded", "withdrawn")


def test_a_release_that_reveals_by_difference_names_the_earlier_one(
    repository: Repository, tmp_path: Path
) -> None:
    """Also one that was withdrawn since: the public has it."""
    number = out(repository, exact(30), tmp_path)
    office.withdraw(repository, number, "a test", user="ann", now=NOW)
    for made in (exact(37), exact(26, Q1), exact(26), exact(37, f"..{Q2}")):
        with pytest.raises(Refusal, match="OFFICE-01") as refused:
            office.draft(repository, made, write, user="ann", now=NOW)
        assert refused.value.facts["name"] == number
    alone = replace(exact(37).tables[0].cells[0], definition=(("period", f"..{Q1}"), ("age", "child")))
    one = replace(
        exact(30).tables[0], rows=(("a", "A"),), columns=(("b", "B"),), cells=(replace(alone, count=145),)
    )
    with pytest.raises(Refusal, match="OFFICE-01"):  # all children, but for five
        office.draft(repository, publication(one, period=f"..{Q1}"), write, user="ann", now=NOW)
    assert office.draft(repository, exact(45), write, user="ann", now=NOW).state == "drafted"


def test_what_came_between_draft_and_release_counts(repository: Repository, tmp_path: Path) -> None:
    """Two drafts that are safe alone, and not together."""
    first, second = (exact(n, f"..{Q3}") for n in (60, 64))
    numbers = [office.draft(repository, made, write, user="ann", now=NOW).release for made in (first, second)]
    for number in numbers:
        office.check(repository, number, user="bob", now=NOW)
    office.release(repository, numbers[0], tmp_path, user="ann", now=NOW)
    with pytest.raises(Refusal, match="OFFICE-01") as refused:
        office.release(repository, numbers[1], tmp_path, user="ann", now=NOW)
    assert refused.value.facts["name"] == numbers[0]


def test_no_other_stretch_of_time_and_no_third_dimension(repository: Repository) -> None:
    made = publication(table(random_counts(1, [Q4]), Q4, [Q4]), period=Q4)

    def changed(*more: tuple[str, str], period: str = Q4) -> Publication:
        (held,) = made.tables
        cells = tuple(replace(c, definition=(("period", period), *c.definition[1:], *more)) for c in held.cells)
        return replace(made, tables=(replace(held, cells=cells),))

    for period in ("2011-03", "2011", "2011-Q5", "2011-Q2..2011-Q1", "..", ""):
        with pytest.raises(Refusal, match="OFFICE-04"):
            office.draft(repository, changed(period=period), write, user="ann", now=NOW)
    with pytest.raises(Refusal, match="OFFICE-03"):
        office.draft(repository, changed(("port", "dover")), write, user="ann", now=NOW)
    assert office.draft(repository, changed(("country", "VN")), write, user="ann", now=NOW)


def test_the_ledger_only_grows_and_its_true_counts_are_read_in_the_audit(repository: Repository) -> None:
    made = publication(table(random_counts(5, [Q4]), Q4, [Q4]), period=Q4)
    number = office.draft(repository, made, write, user="ann", now=NOW).release
    seq, _ = repository.audit_head()
    held = ledger_of(repository, number, user="bob", purpose="a test")
    assert [(c.definition, c.count) for c in held] == [(c.definition, c.count) for c in made.cells()]
    assert repository.audit_head()[0] == seq + 1
    for change in ("UPDATE release_cell SET low = 0", "DELETE FROM release_step", "DELETE FROM release_draft"):
        with repository._engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(change))
    with repository._engine.connect() as connection, pytest.raises(Refusal, match="UKHTC-41"):
        connection.execute(text("SELECT count FROM release_cell"))


def test_a_page_changed_in_the_database_is_not_given_out(repository: Repository, tmp_path: Path) -> None:
    made = publication(table(random_counts(6, [Q4]), Q4, [Q4]), period=Q4)
    number = office.draft(repository, made, write, user="ann", now=NOW).release
    office.check(repository, number, user="bob", now=NOW)
    with repository._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER release_draft_no_update"))
        connection.execute(
            text("UPDATE release_draft SET page = :p WHERE release = :r"), {"p": b"another", "r": number}
        )
    with pytest.raises(Refusal, match="OFFICE-10"):
        office.release(repository, number, tmp_path, user="ann", now=NOW)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", range(6))
def test_an_attacker_with_every_release_recovers_no_small_group(seed: int) -> None:
    """Quarters, cumulative series, with and without a dimension: as far as the ledger lets them out."""
    from debrief.office.disclosure import revealed

    periods = (Q1, Q2, Q3)
    counts = random_counts(seed + 100, periods, KINDS[:3])
    made = [table(counts, q, [q], KINDS[:3]) for q in periods]
    made += [table(counts, f"..{q}", periods[: n + 1], KINDS[:3]) for n, q in enumerate(periods) if n]
    made += [
        table(counts, f"..{Q3}", periods, KINDS[:3], ages=()),
        table(counts, f"{Q2}..{Q3}", periods[1:], KINDS[:3]),
    ]
    attacker = Attacker({"exploitation": KINDS[:3], "age": AGES}, periods)
    public = []
    for n, each in enumerate(made):
        cells = ledger_cells(publication(each))
        if revealed(cells, public) is None:
            public += [replace(cell, release=str(n)) for cell in cells]
            attacker.sees(cells)
    assert len(public) > 30
    assert attacker.recovered(public) == []


def test_what_is_published_of_an_exercise_says_so(tmp_path: Path) -> None:
    place = ukhtc.init_repository(tmp_path / "ukhtc", now=NOW, training=True)
    with opened(place) as repository:
        ukhtc.keep_analyst(repository, "ann", {"publish"}, by="ann", now=NOW)
        made = publication(table(random_counts(3, [Q4]), Q4, [Q4]), period=Q4)
        held = office.draft(repository, made, written, user="ann", now=NOW)
    assert held.marking == "TRAINING · OFFICIAL"
    assert "TRAINING · OFFICIAL" in held.page.decode()
