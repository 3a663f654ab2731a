"""The table of para 6 against a count written apart from it, straight from what was made up."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debrief import repository as ukhtc
from debrief.simulate import simulate

from .world import NOW, bank

SEXUAL = {"sexual_premises", "sexual_street", "sexual_online", "sexual_one_controller", "child_sexual"}
LABOUR = {
    "labour", "cannabis", "drug_supply", "theft", "begging", "other_crime", "benefit_fraud", "other_fraud",
}  # fmt: skip
"""As the tables of docs/nrm-table.md have them, copied by hand."""


def row_of(kinds: list[dict[str, Any]]) -> str:
    """docs/nrm-table.md, “One person counts once”, read step by step."""
    named = [(one, "sexual") for one in kinds if one["kind"] in SEXUAL]
    named += [(one, "domestic_servitude") for one in kinds if one["kind"] == "domestic_servitude"]
    named += [(one, "labour") for one in kinds if one["kind"] in LABOUR]
    for standing in ("actual", "intended", "not_clear"):
        for here in (True, False):
            for one, row in named:
                if one["standing"] == standing and (one["country"] == "GB") == here:
                    return row
    return "unspecified"


def is_child(line: dict[str, Any]) -> bool:
    said = [one["under18"] for one in line["kinds"]]
    if "yes" in said or "not_sure" in said:
        return True
    return line["route"] == "child" and (None in said or not said)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counted")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 2**32),
    records=st.integers(1, 60),
    agencies=st.integers(1, 4),
    days=st.tuples(st.dates(), st.dates()) | st.none(),
    years=st.sampled_from([("2010-01-01", "2010-12-31"), (None, "2011-06-30"), ("2011-02-01", None)]),
)
def test_the_table_is_what_another_count_finds(
    folder: Path, seed: int, records: int, agencies: int, days: Any, years: tuple[str | None, str | None]
) -> None:
    first, last = years if days is None else sorted(day.isoformat() for day in days)
    place = folder / f"{seed}-{records}-{agencies}-{len(list(folder.iterdir()))}"
    made = simulate(bank(), place, records=records, agencies=agencies, seed=seed, now=NOW)
    lines = [json.loads(line) for line in made.truth.read_text(encoding="utf-8").splitlines()]
    with ukhtc.open_repository(made.place.folder, now=NOW, bank=bank()) as repository:
        assert ukhtc.import_paths(repository, [made.sticks], now=NOW).refused == 0
        for since, until in ((None, None), (first, last)):
            table = ukhtc.nrm_table(repository, user="ann", purpose="a test", first=since, last=until)
            people = [line for line in lines if not line["withdrawn"] and within(line, since, until)]
            assert counted(table) == Counter((row_of(one["kinds"]), is_child(one)) for one in people)
            assert kinds(table) == by_kind(people)
            assert table.several == sum(len({kind["kind"] for kind in one["kinds"]}) > 1 for one in people)
            assert (table.agencies, table.unsigned) == (len({p["agency"] for p in people}), len(people))


def within(line: dict[str, Any], first: str | None, last: str | None) -> bool:
    return (first or "") <= line["opened"] <= (last or "9")


def counted(table: ukhtc.NrmTable) -> Counter[tuple[str, bool]]:
    found = Counter({(row.code, True): row.child for row in table.rows})
    found.update({(row.code, False): row.adult for row in table.rows})
    return +found


def kinds(table: ukhtc.NrmTable) -> dict[str, tuple[int, int]]:
    return {row.code: (row.child, row.adult) for row in table.kinds}


def by_kind(people: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Each person once a kind, where it went furthest."""
    found: dict[str, list[int]] = {}
    for one in people:
        for kind in {each["kind"] for each in one["kinds"]}:
            went = {each["standing"] for each in one["kinds"] if each["kind"] == kind}
            furthest = next(name for name in ("actual", "intended", "not_clear") if name in went)
            found.setdefault(f"{kind}.{furthest}", [0, 0])[0 if is_child(one) else 1] += 1
    return {code: (child, adult) for code, (child, adult) in found.items()}
