"""Exploitation by child and adult: one person once, by the written precedence and age."""

from __future__ import annotations

import csv
import io
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository import Kind, RollUp, age_group

from .world import Laptop, Told, bank, number, take

CHILDREN = {"sexual_premises": 99, "cannabis": 98, "domestic_servitude": 44, "not_clear": 81}
ADULTS = {"sexual_street": 438, "labour": 267, "domestic_servitude": 175, "forced_marriage": 52}


def copies(value: dict[str, Any], first: int, count: int) -> list[dict[str, Any]]:
    """The same made-up account of other people: another number and reference."""
    made = []
    for seed in range(first, first + count):
        each = deepcopy(value)
        each["record"], each["reference"] = number(seed), f"MADE-UP-{seed}"
        each.pop("history", None)
        made.append(each)
    return made


def population() -> list[dict[str, Any]]:
    """1,254 made-up people, as many in each cell as the strategy counted (para 6)."""
    found: list[dict[str, Any]] = []
    for kind, count in CHILDREN.items():
        told = Told(0).child().exploited(kind)
        found += copies(told.json(), len(found) + 1, count)
    for kind, count in ADULTS.items():
        told = Told(0).adult().exploited(kind)
        found += copies(told.json(), len(found) + 1, count)
    return found


def test_the_table_of_paragraph_6(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    people = population()
    assert len(people) == 1254
    for start in range(0, len(people), 400):
        laptop.sealed(place, people[start : start + 400]).write(stick)
    assert take(repository, stick).refused == 0
    table = ukhtc.nrm_table(repository, user="ann", purpose="the strategy, para 6")
    assert [(row.code, row.child, row.adult) for row in table.rows] == [
        ("sexual", 99, 438),
        ("labour", 98, 267),
        ("domestic_servitude", 44, 175),
        ("unspecified", 81, 52),
    ]
    assert (table.total.child, table.total.adult, table.total.total) == (322, 932, 1254)
    printed = [line.split() for line in table.text().splitlines()]
    assert ["Sexual", "exploitation", "99", "438", "537"] in printed
    assert ["Total", "322", "932", "1,254"] in printed
    assert max(map(len, table.text().splitlines())) <= 80


def test_a_person_of_several_kinds_counts_once_and_in_each_row_beside_it(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    told = Told(1).adult().exploited("labour").exploited("domestic_servitude", 2)
    told.exploited("sexual_premises", 3, standing="intended")
    laptop.sealed(place, [told.json()]).write(stick)
    take(repository, stick)
    table = ukhtc.nrm_table(repository, user="ann", purpose="a test")
    assert table.total.total == 1
    assert [row.code for row in table.rows if row.total] == ["domestic_servitude"]
    assert [row.label for row in table.kinds] == [
        "Domestic servitude",
        "Labour",
        "Sexual premises (intended)",
    ]
    assert table.several == 1


def test_a_period_counts_the_debriefs_opened_in_it(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    days = [datetime(2026, 3, 31, 10, tzinfo=UTC), datetime(2026, 4, 1, 10, tzinfo=UTC)]
    values = [Told(seed, day=day).adult().json() for seed, day in enumerate(days)]
    laptop.sealed(place, values).write(stick)
    take(repository, stick)

    def total(first: str | None, last: str | None) -> int:
        made = ukhtc.nrm_table(repository, user="ann", purpose="a test", first=first, last=last)
        return made.total.total

    assert total(None, None) == 2
    assert total("2026-04-01", None) == 1
    assert total(None, "2026-03-31") == 1
    assert total("2026-03-31", "2026-04-01") == 2
    assert total("2026-04-02", None) == 0
    with pytest.raises(Refusal, match="UKHTC-45"):
        total("yesterday", None)


def test_prosecutions_are_an_input_row(repository: ukhtc.Repository, tmp_path: Path) -> None:
    path = tmp_path / "prosecutions.yaml"
    path.write_text("period: a made-up year\nsource: made up\nchild: 3\nadult: 9\ntotal: 12\n")
    table = ukhtc.nrm_table(
        repository, user="ann", purpose="a test", prosecutions=ukhtc.read_prosecutions(path)
    )
    assert "Prosecutions                                     3         9        12" in table.text()
    rows = list(csv.DictReader(io.StringIO(table.csv())))
    assert [r["total"] for r in rows if r["code"] == "prosecutions"] == ["12"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("period: x\nsource: y\nchild: 1\nadult: 1\ntotal: 3\n", "total"),
        ("period: x\nsource: y\ntotal: -1\n", "total"),
        ("period: x\nsource: y\ntotal: 1\nname: somebody\n", "unknown field"),
        ("source: y\ntotal: 1\n", "period"),
        ("- 1", "total"),
        ("a: [", "YAML"),
        ("!!python/object/apply:os.system [true]", "YAML"),
    ],
)
def test_a_prosecutions_file_of_another_form_is_refused(tmp_path: Path, text: str, field: str) -> None:
    path = tmp_path / "prosecutions.yaml"
    path.write_text(text)
    with pytest.raises(Refusal) as refused:
        ukhtc.read_prosecutions(path)
    assert refused.value.facts == {"file": "prosecutions.yaml", "field": field}


ROLL_UP = RollUp.of(bank())


def kind(code: str, standing: str = "actual", country: str | None = "GB") -> Kind:
    return Kind(1, code, standing, country, None)


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ("unspecified", []),
        ("sexual", [kind("labour"), kind("sexual_street")]),
        ("domestic_servitude", [kind("labour"), kind("domestic_servitude")]),
        ("labour", [kind("sexual_street", "intended"), kind("labour")]),
        ("sexual", [kind("labour", "not_clear"), kind("sexual_street", "intended")]),
        ("labour", [kind("sexual_street", country="IT"), kind("labour", country="GB")]),
        ("labour", [kind("sexual_street", country="IT"), kind("labour", country=None)]),
        ("sexual", [kind("sexual_street", country="IT")]),
        # What happened elsewhere still outranks what was only intended here.
        ("sexual", [kind("sexual_street", country="IT"), kind("labour", "intended")]),
        ("labour", [kind("forced_marriage"), kind("labour", "intended", "IT")]),
        ("unspecified", [kind("a_kind_of_a_newer_bank")]),
        ("labour", [kind("begging")]),
    ],
)
def test_precedence(row: str, kinds: list[Kind]) -> None:
    assert ROLL_UP.decide(kinds) == row


KINDS = st.builds(
    Kind,
    instance=st.integers(1, 3),
    kind=st.sampled_from(sorted(bank().roll_up)),
    standing=st.sampled_from(["actual", "intended", "not_clear"]),
    country=st.sampled_from([None, "GB", "IT"]),
    under18=st.sampled_from([None, "yes", "no", "not_sure"]),
)


@given(st.lists(KINDS, max_size=5), st.randoms(use_true_random=False))
def test_the_row_does_not_depend_on_the_order_of_telling(kinds: list[Kind], random: Any) -> None:
    shuffled = list(kinds)
    random.shuffle(shuffled)
    assert ROLL_UP.decide(kinds) == ROLL_UP.decide(shuffled)
    assert age_group(kinds, "adult") == age_group(shuffled, "adult")
    # Unspecified is used only when nothing else is left.
    left = {ROLL_UP.row(each.kind) for each in kinds} - {"unspecified"}
    assert (ROLL_UP.decide(kinds) == "unspecified") == (not left)


@pytest.mark.parametrize(
    ("group", "said", "route"),
    [
        ("child", ["yes", "no"], "adult"),
        ("child", ["not_sure"], "adult"),
        ("adult", ["no"], "child"),  # turned 18 before; the route is about now
        ("child", ["no", None], "child"),
        ("adult", ["no", None], "adult"),
        ("adult", [], "adult"),
        ("child", [], "child"),
        ("child", [None], "child"),
    ],
)
def test_the_youngest_reading_counts(group: str, said: list[str | None], route: str) -> None:
    kinds = [Kind(n, "labour", "actual", None, each) for n, each in enumerate(said, start=1)]
    assert age_group(kinds, route) == group
