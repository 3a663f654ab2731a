"""The counts by quarter are those of the facts, whatever came in, in any order, by any number of importers."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from typer.testing import CliRunner

from debrief import repository as ukhtc
from debrief.commands.ukhtc import app
from debrief.errors import Refusal
from debrief.repository import Scope, database
from debrief.repository.quarters import parted, quarter
from debrief.repository.summary_tables import AGENCIES, KINDS_WENT, PEOPLE

from .servers import Server
from .world import NOW, Laptop, Told, admitted, bank, take, version

LAPTOPS = (Laptop(11), Laptop(12, "agency-y"))
Step: TypeAlias = tuple[int, str, str, str]
"""Which person; what comes of them; kind of exploitation, and how far it went."""
DAYS = st.dates(date(2009, 1, 1), date(2012, 12, 31))
STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["told", "corrected", "forked", "withdrawn", "apart"]),
        st.sampled_from(["labour", "begging", "sexual_street"]),
        st.sampled_from(["actual", "intended", ""]),
    ),
    min_size=4,
    max_size=7,
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> ukhtc.Place:
    place = ukhtc.init_repository(tmp_path_factory.mktemp("summaries") / "ukhtc", now=NOW)
    admitted(place, *LAPTOPS)
    return place


@pytest.fixture(scope="module", params=["file", "server"])
def held(request: pytest.FixtureRequest, home: ukhtc.Place) -> Iterator[ukhtc.Repository]:
    """One repository for all examples: they are of other people each, and what is there already has to stay."""
    with pytest.MonkeyPatch.context() as patch, contextlib.ExitStack() as stack:
        patch.setenv(ukhtc.HOME, str(home.folder))
        where = home.folder if request.param == "file" else request.getfixturevalue("server").new_database()
        yield stack.enter_context(ukhtc.open_repository(where, now=NOW, bank=bank()))


def sent(told: dict[int, Told], last: dict[int, str], step: Step, seed: int, day: date) -> dict[str, Any]:
    """The record of the next step of one person."""
    person, what, kind, standing = step
    opened = datetime(day.year, day.month, day.day, 10, tzinfo=UTC) + timedelta(days=40 * person)
    one = told.setdefault(person, Told(10 * seed + person, day=opened))
    if not one.interview.state.withdrawn:
        if not one.interview.instances("exp"):
            one.adult().exploited(kind, standing=standing)
            one.exploited(kind, 2, standing="not_clear", under18="not_sure")
        elif what == "withdrawn":
            one.do("withdrew", reason="a made-up reason")
        else:
            one.answer("exp_kind/1.kinds", [{"code": kind}, {"code": "theft"}], "assessed")
    before = None if what == "forked" else last.get(person)
    made = one.json("protection" if what == "apart" else "urgent", before)
    last[person] = version(made)
    return made


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(1, 2**40), day=DAYS, steps=STEPS, order=st.randoms(), windows=st.tuples(DAYS, DAYS)
)  # fmt: skip
@example(
    seed=5, day=date(2011, 3, 1), order=None, windows=(date(2011, 3, 1), date(2011, 6, 30)),
    steps=[
        (0, "told", "labour", "intended"), (1, "told", "begging", ""), (0, "corrected", "begging", "actual"),
        (1, "withdrawn", "begging", ""), (2, "apart", "labour", "actual"), (0, "forked", "labour", "actual"),
    ],
)  # fmt: skip
def test_the_summaries_are_the_counts_of_the_facts(
    held: ukhtc.Repository,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    day: date,
    steps: list[Step],
    order: Random | None,
    windows: tuple[date, date],
) -> None:
    told: dict[int, Told] = {}
    last: dict[int, str] = {}
    stick = tmp_path_factory.mktemp("stick")
    bundles = [LAPTOPS[step[0] % 2].sealed(held.place, [sent(told, last, step, seed, day)]) for step in steps]
    if order is not None:
        order.shuffle(bundles)
    for made in bundles:
        assert not take(held, made.write(stick)).refused
        held.check_summaries()
    one, other = sorted(each.isoformat() for each in windows)
    for scope in (Scope(), Scope(one, other), Scope(first=other), Scope(last=one), Scope(other, one)):
        counted_as_listed(held, scope)


def counted_as_listed(held: ukhtc.Repository, scope: Scope) -> None:
    """What the summaries and the days beside them give, against the rows of the facts added up here."""
    with held.scope("ann", "a test", "a table", scope) as read:
        rows, totals, kinds = read.debriefs(), read.totals(), read.kinds()
        assert read.exploitation() == Counter((row["exploitation"], row["age_group"]) for row in rows)
        assert read.count == len(rows)
        assert totals.agencies == {row["agency"] for row in rows}
        assert totals.several == sum(row["kinds"] > 1 for row in rows)
        assert totals.unsigned == sum(row["status"] == "open" for row in rows)
    with held.reader("ann", "a test", "a table", [row["debrief_uid"] for row in rows]) as read:
        assert read.kinds() == kinds
        assert sum(kinds.values()) == sum(row["kinds"] for row in rows)


@given(first=st.none() | st.dates(), last=st.none() | st.dates(), day=st.dates())
@example(first=date.max, last=None, day=date(2011, 1, 1))
@example(first=date(2011, 2, 1), last=date(2011, 5, 31), day=date(2011, 3, 31))
@example(first=None, last=date.min, day=date(2011, 1, 1))
def test_each_day_of_a_period_is_counted_once(first: date | None, last: date | None, day: date) -> None:
    low, high, said = (each and each.isoformat() for each in (first, last, day))
    quarters, beside = parted(low, high)
    times = sum((a is None or a <= said) and (b is None or said <= b) for a, b in beside)
    times += quarters is not None and quarters.first <= quarter(said) <= quarters.last
    assert times == ((first is None or first <= day) and (last is None or day <= last))


def test_two_importers_of_different_sticks_at_once(
    server: Server, home: ukhtc.Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ukhtc.HOME, str(home.folder))
    sticks = [tmp_path / str(n) for n in range(2)]
    for n, (laptop, stick) in enumerate(zip(LAPTOPS, sticks, strict=True)):
        stick.mkdir()
        for m in range(5):
            laptop.sealed(home, [Told(100 * n + m).adult().exploited("labour").json()]).write(stick)
    address = server.new_database()

    def work(stick: Path) -> int:
        with ukhtc.open_repository(address, now=NOW, bank=bank()) as repository:
            return take(repository, stick).refused

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, sticks)) == [0, 0]
    with ukhtc.open_repository(address, now=NOW, bank=bank()) as repository:
        repository.check_summaries()
        table = ukhtc.nrm_table(repository, user="ann", purpose="a test")
    assert (table.total.total, table.agencies) == (10, 2)


def test_counts_that_somebody_altered_are_found_and_counted_anew(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    laptop.sealed(place, [Told(n).adult().exploited("labour").json() for n in range(2)]).write(stick)
    assert not take(repository, stick).refused
    before = repository.digest()
    for table in (PEOPLE, AGENCIES, KINDS_WENT):
        with database.writing(repository._engine) as connection:
            connection.execute(table.update().values(people=3))
        with pytest.raises(Refusal, match=f"UKHTC-22.*{table.name}"):
            repository.check_summaries()
    assert repository.digest() != before
    said = CliRunner().invoke(app, ["status", "--repository", str(place.folder)])
    assert said.exit_code == 1
    assert "UKHTC-22" in said.output
    ukhtc.upgrade_repository(place.folder)
    repository.check_summaries()
    assert repository.digest() == before
    with database.reading(repository._engine) as connection, pytest.raises(Refusal, match="UKHTC-41"):
        connection.execute(select(PEOPLE))
