"""What the repository's benchmarks compare does the same work: correctness only, nothing here is timed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select, text

from benchmarks import importing, million
from debrief import repository as ukhtc
from debrief.repository import database
from debrief.repository.nrm_table import ROWS
from debrief.repository.store import _CONTENT
from debrief.simulate import simulate

from .world import NOW, bank


def test_the_bare_rows_are_those_of_the_import(tmp_path: Path) -> None:
    made = simulate(bank(), tmp_path / "made", records=15, agencies=2, seed=1, now=NOW)
    assert not made.supplemented + made.withdrawn  # of those the bare rows are of the first account only
    done = importing.beside(tmp_path / "made", str(made.place.folder), str(tmp_path / "bare.db"))
    assert done["records"] == 15
    with ukhtc.open_repository(made.place.folder, bank=bank()) as repository:
        counted = repository.counts()
    engine = database.embedded(tmp_path / "bare.db", bytes(32))
    with database.reading(engine) as connection:
        for table in _CONTENT:
            assert (
                connection.execute(select(func.count()).select_from(table)).scalar_one() == counted[table.name]
            )
    engine.dispose()


def test_the_count_by_hand_is_the_table(repository: ukhtc.Repository) -> None:
    million.fill(repository._engine, 500)
    table = ukhtc.nrm_table(repository, user="ann", purpose="a test")
    with database.reading(repository._engine) as connection, database.audit.within():
        for how in ("", "NOT INDEXED"):
            by_hand = connection.execute(text(million._PEOPLE.format(how=how))).all()
            assert {(row, group): n for row, group, n in by_hand} == {
                (row.code, group): getattr(row, group)
                for row in table.rows
                for group in ("child", "adult")
                if getattr(row, group)
            }
        agencies = connection.execute(text(million._TOTALS)).all()
        kinds = connection.execute(text(million._KINDS)).all()
    assert (len(agencies), sum(more for _, more, _ in agencies)) == (table.agencies, table.several)
    assert sum(n for *_, n in kinds) == sum(line.total for line in table.kinds) == 500
    assert table.total.total == 500
    assert {row.code for row in table.rows} == {code for code, _ in ROWS}
