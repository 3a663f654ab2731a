"""What the publications count of made-up people whose numbers are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.exchange.page_values import FigureTable
from debrief.office import publications as made
from debrief.office.cells import Publication, Table
from debrief.office.floor import floored
from debrief.office.publications import Asked, Period
from debrief.office.publications.counting import Counting
from debrief.office.publications.indicators import PERSONAL, SIGNS
from debrief.office.publications.nrm import _two_way
from debrief.office.publications.words import Words
from debrief.repository.scope import Scope
from debrief.repository.statistics import Definition, Population
from debrief.repository.statistics_dimensions import DIMENSIONS
from tests.repository.world import bank

from .conftest import TODAY
from .people import CARRIER, PEOPLE, SHAPES

BLANK = Publication("nrm", "T", "S", "2026-Q1", "en", ())
NOW = sum(now for _, now, _ in SHAPES)


def table(publication: Publication, name: str) -> Table:
    (found,) = (table for table in publication.tables if table.id == name)
    return found


def counts(found: Table) -> dict[str, list[int]]:
    """Each row's true counts."""
    wide = len(found.columns)
    return {
        code: [cell.count for cell in found.cells[n * wide : (n + 1) * wide]]
        for n, (code, _) in enumerate(found.rows)
    }


# -- counting --------------------------------------------------------------------------------


def test_a_definition_is_counted_as_it_reads(people: ukhtc.Repository) -> None:
    with people.reader("ann", "a test", "publish", people.uids()) as read:
        population = Population(read)
        _as_they_read(population, read.facts())


def _as_they_read(population: Population, rows: dict[str, list[dict[str, object]]]) -> None:
    def whose(table: str, fits: Callable[[dict[str, object]], bool]) -> set[object]:
        return {row["debrief_uid"] for row in rows[table] if fits(row)}

    quarter = whose("fact_debrief", lambda row: row["quarter"] == "2026-Q1")
    child = whose("fact_debrief", lambda row: row["age_group"] == "child")
    russia = whose("fact_leg", lambda row: "RU" in (row["from_country"], row["to_country"]))
    dover = whose("fact_entry", lambda row: row["port"] == "dover")
    period = ("period", "2026-Q1")
    assert population.count(()) == PEOPLE
    assert population.count((period,)) == len(quarter) == NOW
    assert population.count((("period", "..2026-Q1"),)) == PEOPLE
    assert population.count((("period", "..2025-Q3"),)) == 0
    assert population.count((period, ("age", "child"))) == len(quarter & child)
    assert population.count((("passed", "RU"), ("port", "dover"))) == len(russia & dover) > 0
    assert population.count((("nationality", "VN+RO"),)) == 34 + 21 + 43 + 58
    assert sorted(population.numbers(population.people((period,)))) == sorted(map(str, quarter))


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_more_conditions_never_fit_more_people(people: ukhtc.Repository, data: st.DataObject) -> None:
    with people.scope("ann", "a test", "publish", Scope()) as read:
        population = Population(read)
        names = data.draw(st.lists(st.sampled_from(sorted(DIMENSIONS)), min_size=1, max_size=3, unique=True))
        pairs = tuple((n, data.draw(st.sampled_from([*sorted(population.by(n)), "nothing"]))) for n in names)
        assert population.count(pairs) <= population.count(pairs[:-1])
        apart = [population.count((*pairs[:-1], (names[-1], v))) for v in population.by(names[-1])]
        assert sum(apart) >= max(apart, default=0)
        assert all(n <= population.count(pairs[:-1]) for n in apart)


def test_rows_stand_by_tens_so_that_their_order_tells_nothing_more(
    people: ukhtc.Repository, asked: Asked
) -> None:
    """43 and 34 are 40 and 30; equal tens stand by their codes, whatever lies behind them."""
    found = made.money(people, bank(), asked)
    rows = counts(table(found, "money_how"))
    assert list(rows) == ["total", "cash", "hawala"]
    assert rows["cash"] == rows["hawala"] == [43]
    for publication in (found, made.brief(people, bank(), asked, of=["VN", "RO", "NG", "IS"])):
        for each in publication.tables:
            if each.shape in ("bars", "map"):
                tens = [(-(cells[0] // 10), code) for code, cells in list(counts(each).items())[1:]]
                assert tens == sorted(tens)
                assert all(cells[0] >= 10 for cells in list(counts(each).values())[1:])


# -- the publications ------------------------------------------------------------------------


def test_the_nrm_table_by_quarter_and_up_to_it(people: ukhtc.Repository, asked: Asked, tmp_path: Path) -> None:
    path = tmp_path / "prosecutions.yaml"
    path.write_text("period: a made-up year\nsource: made up\nchild: 13\nadult: 19\ntotal: 32\n")
    given = ukhtc.read_prosecutions(path)
    found = made.nrm(people, bank(), asked, prosecutions=given)
    assert counts(table(found, "nrm")) == {
        "sexual": [0, 7, 7],
        "labour": [34, 43, 77],
        "domestic_servitude": [0, 27, 27],
        "unspecified": [0, 0, 0],
        "total": [34, 77, 111],
        "prosecutions": [13, 19, 32],
    }
    assert counts(table(found, "nrm-cumulative"))["labour"] == [55, 101, 156]
    whole = made.nrm(people, bank(), replace(asked, period=asked.period.cumulative()))
    assert [each.id for each in whole.tables] == ["nrm-cumulative", "kinds"]
    assert table(whole, "nrm-cumulative").cells == table(found, "nrm-cumulative").cells
    assert counts(table(found, "kinds")) == {
        "labour": [0, 43, 43],
        "cannabis": [34, 0, 34],
        "domestic_servitude": [0, 27, 27],
        "several": [0, 0, 0],
    }
    exact = ukhtc.nrm_table(people, user="ann", purpose="a test", first="2026-01-01", last="2026-03-31")
    assert [(row.child, row.adult) for row in exact.rows] == [
        tuple(cells[:2])
        for code, cells in counts(table(found, "nrm")).items()
        if code in dict(found.tables[0].rows[:4])
    ]
    shown = floored(found)
    assert not any(each.exact for each in shown.tables), "one figure below ten, and none is exact"
    assert shown.tables[0].at(1, 0).value == 30
    only_total = made.nrm(people, bank(), asked, prosecutions=given.model_copy(update={"child": None}))
    assert counts(table(only_total, "prosecutions")) == {"prosecutions": [19, 32]}


class Three(Population):
    """Values whose order by count and by tens are not the same."""

    def __init__(self) -> None:
        """Nobody is read."""
        self.everyone = 0

    def people(self, definition: Definition) -> int:
        return 0

    def values(self, dimension: str, among: int) -> dict[str, int]:
        return {"b": 18, "a": 12, "d": 9, "c": 25}


def test_of_equal_tens_nobody_can_tell_which_is_more(asked: Asked) -> None:
    assert Counting(Three(), Words(bank(), asked.edition, {}), asked, ()).values("control") == ["c", "a", "b"]


class Strategy(Population):
    """The people of the strategy's para 6, by count alone."""

    COUNTS = {  # noqa: RUF012
        ("sexual", "child"): 99, ("sexual", "adult"): 438, ("labour", "child"): 98, ("labour", "adult"): 267,
        ("domestic_servitude", "child"): 44, ("domestic_servitude", "adult"): 175,
        ("unspecified", "child"): 81, ("unspecified", "adult"): 52,
    }  # fmt: skip

    def __init__(self) -> None:
        """Nobody is read."""

    def count(self, definition: Definition) -> int:
        asked = dict(definition)
        return sum(
            n
            for (row, age), n in self.COUNTS.items()
            if asked.get("exploitation", row) == row and asked.get("age", age) == age
        )


def test_the_strategys_own_table_is_exact_with_its_prosecutions_and_rounded_with_one_small_figure(
    asked: Asked,
) -> None:
    counted = Counting(Strategy(), Words(bank(), asked.edition, {}), asked, ())
    given = ukhtc.Prosecutions(period="2009", source="made up", child=10, adult=26, total=36)

    def shown(given: ukhtc.Prosecutions | None) -> FigureTable:
        two_way = _two_way(counted, asked.period, given, exact=True)
        return floored(replace(BLANK, tables=(two_way,))).tables[0]

    exact = shown(given)
    assert exact.exact
    assert [figure.value for figure in exact.figures] == [
        99, 438, 537, 98, 267, 365, 44, 175, 219, 81, 52, 133, 322, 932, 1254, 10, 26, 36,
    ]  # fmt: skip
    small = shown(given.model_copy(update={"child": 9, "total": 35}))
    assert not small.exact
    assert [figure.value for figure in small.figures][:3] == [90, 430, 530]
    assert [figure.text for figure in small.figures][-3:] == ["[c]", "20", "30"]


def test_a_brief_of_countries_of_a_carrier_and_of_a_sector(people: ukhtc.Repository, asked: Asked) -> None:
    found = made.brief(people, bank(), asked, of=["VN"])
    assert counts(table(found, "exploitation"))["total"] == [34, 0, 34]
    assert counts(table(found, "ways")) == {"total": [34], "FR>GB": [34], "RU>FR": [34], "VN>RU": [34]}
    assert counts(table(found, "passed")) == {"total": [34], "FR": [34], "RU": [34]}
    assert counts(table(found, "control")) == {"total": [34], "debt": [34], "locked_in": [34]}
    assert counts(table(found, "changes"))["total"] == [21, 34]
    by_carrier = made.brief(people, bank(), asked, carrier=CARRIER.upper())
    by_sector = made.brief(people, bank(), asked, sector="isic_g")
    for each in (by_carrier, by_sector):
        assert counts(table(each, "exploitation")) == {"total": [43], "labour": [43]}
        assert counts(table(each, "age")) == {"total": [43], "adult": [43]}
    assert "sector" not in {each.id for each in by_sector.tables}
    cumulative = made.brief(people, bank(), replace(asked, period=Period("2026-Q1", True)), of=["VN"])
    assert "changes" not in {each.id for each in cumulative.tables}
    assert counts(table(cumulative, "exploitation"))["total"] == [55, 0, 55]


def test_an_indicator_is_seen_and_is_more_than_who_somebody_is(people: ukhtc.Repository, asked: Asked) -> None:
    for found in (made.indicators(people, bank(), asked), made.indicators(people, bank(), asked, port="dover")):
        (only,) = found.tables
        assert only.rows
        for code, cells in counts(only).items():
            dimensions = [each.partition(":")[0] for each in code.split("+")]
            assert not set(dimensions) <= set(PERSONAL)
            assert not set(dimensions) & set(PERSONAL) or set(dimensions) & set(SIGNS)
            assert "own_genuine" not in code
            both, first, second, everyone = cells
            assert 10 <= both <= min(first, second)
            assert everyone == NOW
        text = " ".join(words for text in found.texts for words in text.paragraphs)
        assert "no figure says how likely" in text
        assert "reviewed by 31 August 2026" in text
        assert "after 30 November 2026" in text


def test_gaps_are_told_apart_and_by_agency(people: ukhtc.Repository, asked: Asked) -> None:
    found = made.gaps(people, bank(), asked)
    standings = [code for code, _ in table(found, "section-2").columns]
    rows = {code: dict(zip(standings, n, strict=True)) for code, n in counts(table(found, "section-2")).items()}
    assert rows["rcr_contact_how"]["answered"] == 34 + 43 + 7
    assert rows["rcr_choice"]["declined"] == 43
    assert rows["rcr_choice"]["not_reached"] == NOW - 43
    assert all(sum(each.values()) == NOW for each in rows.values()), "each person stands once"
    own = made.gaps(people, bank(), asked, agency="agency-x")
    halves = counts(table(found, "agencies"))
    assert halves["total"] == [NOW]
    assert sum(n for code, (n,) in halves.items() if code != "total") == NOW
    assert sum(counts(table(own, "section-2"))["rcr_open"]) == halves["agency-x"][0]


def test_nothing_is_finer_than_two_dimensions(people: ukhtc.Repository, asked: Asked) -> None:
    for found in everything(people, asked):
        for cell in found.cells():
            named = {dimension for dimension, _ in cell.definition} - {"period", "country"}
            assert len(named) <= 2, cell.definition
            assert "period" in dict(cell.definition)


def everything(people: ukhtc.Repository, asked: Asked) -> list[Publication]:
    """Every publication there is, and most ways of asking for it."""
    return [
        made.nrm(people, bank(), asked),
        made.brief(people, bank(), asked, of=["VN", "RO"]),
        made.brief(people, bank(), asked, carrier=CARRIER),
        made.brief(people, bank(), asked, sector="isic_g"),
        made.indicators(people, bank(), asked),
        made.indicators(people, bank(), asked, port="dover"),
        made.gaps(people, bank(), asked),
        made.gaps(people, bank(), asked, agency="agency-x"),
        made.money(people, bank(), asked),
        made.overlap(people, bank(), asked),
        made.suspects(people, bank(), asked),
    ]


# -- what is refused ---------------------------------------------------------------------------


def test_periods_are_whole_quarters_that_are_over() -> None:
    assert made.quarter("2026-Q1", TODAY).code == "2026-Q1"
    assert made.quarter("2026-Q1", TODAY, up_to=True).code == "..2026-Q1"
    assert Period("2026-Q1").before() == Period("2025-Q4")
    assert (Period("2011-Q4").first, Period("2011-Q4").last) == (date(2011, 10, 1), date(2011, 12, 31))
    with pytest.raises(Refusal, match="OFFICE-40"):
        made.quarter("2026-Q2", TODAY)
    with pytest.raises(Refusal, match="OFFICE-40"):
        made.quarter("2026-Q1", date(2026, 3, 31))
    for words in ("2026", "2026-Q5", "2026-01-01", "٢٠٢٦-Q1"):
        with pytest.raises(Refusal, match="OFFICE-04"):
            made.quarter(words, TODAY)


def test_what_is_not_there_is_refused_by_its_code(people: ukhtc.Repository, asked: Asked) -> None:
    with pytest.raises(Refusal, match="OFFICE-41"):
        made.brief(people, bank(), asked)
    with pytest.raises(Refusal, match="OFFICE-41"):
        made.brief(people, bank(), asked, of=["VN"], carrier="x")
    for ask in (
        lambda: made.brief(people, bank(), asked, of=["XX"]),
        lambda: made.brief(people, bank(), asked, sector="nothing"),
        lambda: made.indicators(people, bank(), asked, port="nowhere"),
        lambda: made.money(people, bank(), replace(asked, marking="none")),
    ):
        with pytest.raises(Refusal, match="OFFICE-42"):
            ask()
    with pytest.raises(Refusal, match="OFFICE-44"):
        made.gaps(people, bank(), asked, agency="nobody")


def test_each_publication_is_one_read_in_the_audit(people: ukhtc.Repository, asked: Asked) -> None:
    before = people.verify_audit()
    made.brief(people, bank(), asked, of=["VN"])
    assert people.verify_audit() == before + 1
