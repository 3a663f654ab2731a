"""What is shown of a count, and whether whoever reckons can undo it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.office import disclosure
from debrief.office.cells import Cell, Publication, Table
from debrief.office.disclosure import revealed
from debrief.office.floor import floored, is_exact, ledger_cells
from debrief.repository.releases import LedgerCell

from .attacker import Attacker
from .made import AGES, KINDS, publication, random_counts, table

TABLES = 60
QUARTER = "2011-Q1"


def one(count: int, **more: bool) -> str:
    cell = Cell((("period", QUARTER), ("exploitation", "labour")), count, **more)
    made = Table("t", "t", (("a", "A"),), (("b", "B"),), (cell,))
    return floored(publication(made)).tables[0].figures[0].text


def test_counts_are_floored_to_tens_and_below_ten_nothing_is_told() -> None:
    assert [one(n) for n in (0, 1, 9, 10, 19, 20, 1259)] == ["[c]", "[c]", "[c]", "10", "10", "20", "1,250"]
    assert one(0, structural_zero=True) == "0"


def test_only_the_national_two_way_table_of_figures_from_ten_may_be_exact() -> None:
    counts = {(QUARTER, kind, age): 12 for kind in KINDS for age in AGES}
    national = table(counts, QUARTER, [QUARTER], exact=True)
    assert is_exact(national)
    shown = [figure.text for figure in floored(publication(national)).tables[0].figures]
    assert shown[:3] == ["12", "12", "24"]
    assert not is_exact(replace(national, exact=False))
    counts[QUARTER, "labour", "child"] = 9
    assert not is_exact(table(counts, QUARTER, [QUARTER], exact=True))
    of_a_country = replace(
        national, cells=tuple(replace(c, definition=(*c.definition, ("country", "VN"))) for c in national.cells)
    )
    assert not is_exact(of_a_country)
    finer = replace(
        national, cells=tuple(replace(c, definition=(*c.definition, ("sex", "female"))) for c in national.cells)
    )
    assert not is_exact(finer)


@given(st.lists(st.integers(0, 99), min_size=10, max_size=10))
@settings(max_examples=30, deadline=None)
def test_nothing_shown_is_more_than_the_true_count_nor_ten_less(counts: list[int]) -> None:
    by_cell = {(QUARTER, kind, age): counts.pop() for kind in KINDS for age in AGES}
    for cell in ledger_cells(publication(table(by_cell, QUARTER, [QUARTER]))):
        assert cell.low <= cell.count <= cell.high
        assert cell.low % 10 == 0
        assert cell.high - cell.low >= 9


def attacked(made: Publication, cells: list[LedgerCell]) -> int:
    attacker = Attacker({"exploitation": KINDS, "age": AGES}, [QUARTER])
    attacker.sees(cells)
    return len(attacker.recovered(cells))


def test_an_attacker_who_reckons_with_every_figure_recovers_no_small_group() -> None:
    """500 tables: python -m benchmarks disclosure. Here a sample of them."""
    small = 0
    for seed in range(TABLES):
        made = publication(table(random_counts(seed, [QUARTER]), QUARTER, [QUARTER]))
        cells = ledger_cells(made)
        small += sum(0 < cell.count < 10 for cell in cells)
        assert attacked(made, cells) == 0, seed
    assert small > TABLES


def test_the_same_attacker_does_recover_them_where_only_small_cells_are_blanked() -> None:
    """The floor taken out: true totals beside blanks."""
    found = 0
    for seed in range(8):
        made = publication(table(random_counts(seed, [QUARTER]), QUARTER, [QUARTER]))
        blanked = [
            replace(c, low=0, high=9) if c.count < 10 else replace(c, low=c.count, high=c.count)
            for c in ledger_cells(made)
        ]
        found += attacked(made, blanked)
    assert found > 8


def test_a_total_that_would_give_its_parts_away_is_kept_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten cells of nineteen and nine: their floors and a floored total leave only one way to fill them."""
    kinds = tuple(f"kind{n}" for n in range(10))
    counts = {(QUARTER, kind, "adult"): 9 if kind == "kind0" else 19 for kind in kinds}
    made = publication(table(counts, QUARTER, [QUARTER], kinds, ages=()))

    def recovered() -> int:
        attacker = Attacker({"exploitation": kinds}, [QUARTER])
        cells = ledger_cells(made)
        attacker.sees(cells)
        return len([c for c in cells if c.count == 9 and attacker.recovers(c.definition, 9)])

    assert recovered() == 0
    assert floored(made).tables[0].figures[-1].text == "[c]"
    monkeypatch.setattr(disclosure, "SMALL", range(0))
    assert recovered() == 1


def test_the_difference_of_two_exact_figures_is_a_group_too() -> None:
    def exact(count: int, *pairs: tuple[str, str], release: str = "") -> LedgerCell:
        return LedgerCell((("period", QUARTER), *pairs), count, count, count, release)

    whole, part = exact(40, release="first"), exact(33, ("age", "adult"))
    found = revealed([part], [whole])
    assert found is not None
    assert found.releases == ("first",)
    assert revealed([exact(30, ("age", "adult"))], [whole]) is None
    assert revealed([exact(33, ("exploitation", "labour"), ("age", "adult"))], [whole]) is None


def test_ten_quarters_and_their_sum_leave_one_way_to_fill_them() -> None:
    """Each was safe when it was released; the sum of all would say that each was as large as it could be."""
    quarters = [f"{2008 + n // 4}-Q{n % 4 + 1}" for n in range(10)]

    def shown(period: str, count: int, release: str = "") -> LedgerCell:
        return LedgerCell(
            (("period", period), ("age", "child")), count, count // 10 * 10, count // 10 * 10 + 9, release
        )

    earlier = [shown(quarter, 9 if n == 3 else 19, f"release{n}") for n, quarter in enumerate(quarters)]
    whole = shown("2008-Q1..2010-Q2", 180)
    attacker = Attacker({"age": ["child"]}, quarters)
    attacker.sees([*earlier, whole])
    assert attacker.recovers(earlier[3].definition, 9)
    found = revealed([whole], earlier)
    assert found is not None
    assert "release3" in found.releases
    assert (
        revealed([shown("2008-Q1..2010-Q2", 189)], [*earlier[:3], shown(quarters[3], 18), *earlier[4:]]) is None
    )


def test_values_joined_are_a_whole_of_those_they_join() -> None:
    def exact(count: int, value: str, release: str = "") -> LedgerCell:
        return LedgerCell((("period", QUARTER), ("kind", value)), count, count, count, release)

    whole = exact(60, "a+b+c", "first")
    for new in ([exact(55, "a")], [exact(55, "c+a")], [exact(30, "a"), exact(26, "b")]):
        found = revealed(new, [whole])
        assert found is not None
        assert found.releases == ("first",)
    assert revealed([exact(55, "d"), exact(40, "a"), exact(20, "b")], [whole]) is None
