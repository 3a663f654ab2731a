"""Made-up de-briefs are what the interview itself would have made, and the truth beside them is true."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import CliRunner

from debrief import repository as ukhtc
from debrief.bank import Bank, load_bank
from debrief.bundle.canonical import encode, loads
from debrief.cli import app
from debrief.errors import Refusal
from debrief.places import shipped
from debrief.repository.accepting import check_record
from debrief.simulate import (
    Account,
    Moulds,
    People,
    Simulated,
    Teller,
    interviewed,
    simulate,
    supplement,
    withdrawal,
)
from debrief.simulate.acts import Telling

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
RECORDS, AGENCIES = 120, 3


@cache
def bank() -> Bank:
    return load_bank(shipped("questionnaires"))


def accounts(seed: int, count: int) -> Iterator[Account]:
    people = People(seed, count)
    teller = Teller(bank(), people)
    for number, (person, _) in zip(range(count), people.told(), strict=False):
        yield teller.account(person, number, number % 4)


def of_one_shape(tellings: Iterable[Telling]) -> list[list[Telling]]:
    found: dict[Any, list[Telling]] = {}
    for telling in tellings:
        found.setdefault(telling.shape, []).append(telling)
    return [some for some in found.values() if len(some) > 1]


def versions(seed: int, count: int) -> Iterator[Telling]:
    """Accounts, some of them supplemented or taken back."""
    for account in accounts(seed, count):
        yield account.telling
        if account.person.number % 4 == 0:
            yield supplement(account, Random(count), f"{account.person.number:064x}")
            yield withdrawal(account, f"{account.person.number:064x}")


def test_a_record_from_a_mould_is_the_interviews_own_byte_for_byte() -> None:
    shapes = of_one_shape(versions(seed=5, count=400))
    assert len(shapes) > 40
    for some in shapes:
        moulds = Moulds(bank())
        moulds.record(some[0])
        for telling in some[1:3]:
            made = moulds.record(telling)
            assert made == encode(interviewed(bank(), telling))
            check_record(loads(made), training=True)


def test_the_same_seed_tells_the_same_and_another_does_not() -> None:
    moulds = Moulds(bank())
    first, again, other = (
        [moulds.record(account.telling) for account in accounts(seed, 30)] for seed in (1, 1, 2)
    )
    assert first == again
    assert not set(first) & set(other)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    folder = tmp_path_factory.mktemp("simulated")
    return simulate(bank(), folder, records=RECORDS, agencies=AGENCIES, seed=11, now=NOW)


@pytest.fixture(scope="module")
def held(made: Simulated) -> Iterator[ukhtc.Repository]:
    with ukhtc.open_repository(made.place.folder, now=NOW, bank=bank()) as repository:
        report = ukhtc.import_paths(repository, [made.sticks], now=NOW)
        assert report.refused == 0
        assert not any("fork" in flags for flags in report.flags.values())
        yield repository


@pytest.fixture(scope="module")
def truth(made: Simulated) -> list[dict[str, Any]]:
    return [json.loads(line) for line in made.truth.read_text(encoding="utf-8").splitlines()]


def rows(repository: ukhtc.Repository, table: str) -> list[dict[str, Any]]:
    with repository.reader("ann", "a test", "facts", repository.uids()) as read:
        return list(read.facts()[table])


def test_the_truth_names_every_debrief_that_is_held(
    made: Simulated, held: ukhtc.Repository, truth: list[dict[str, Any]]
) -> None:
    assert (made.records, held.counts()["record_head"], len(truth)) == (RECORDS, RECORDS, RECORDS)
    stand = [line for line in truth if not line["withdrawn"]]
    found = {row["debrief_uid"]: row for row in rows(held, "fact_debrief")}
    assert sorted(found) == sorted(line["uid"] for line in stand)
    for line in stand:
        row = found[line["uid"]]
        assert (row["exploitation"], row["age_group"]) == (line["row"], "child" if line["child"] else "adult")
        assert (row["opened"], row["route"], row["agency"]) == (line["opened"], line["route"], line["agency"])
    assert {line["agency"] for line in truth} == {f"training-{n + 1}" for n in range(AGENCIES)}
    assert held.counts()["record_version"] == sum(line["versions"] for line in truth)


def test_who_is_one_person_and_who_is_one_suspect_is_in_the_truth_alone(
    held: ukhtc.Repository, truth: list[dict[str, Any]]
) -> None:
    people = {line["person"] for line in truth}
    assert 0 < len(people) < RECORDS
    told = [line for line in truth if not line["withdrawn"]]
    cards = {(line["uid"], each["card"]) for line in told for each in line["suspects"]}
    answers = rows(held, "fact_answer")
    assert cards == {(r["debrief_uid"], r["instance"]) for r in answers if r["item"] == "card_person"}
    names = {"person", "suspect", "group"}
    assert not names & set(answers[0])
    suspects = [each["suspect"] for line in truth for each in line["suspects"]]
    assert len(set(suspects)) < len(suspects)


def test_nothing_can_be_taken_for_a_real_account(held: ukhtc.Repository) -> None:
    assert held.place.training
    assert all(row["reference"].startswith("TRAINING-") for row in rows(held, "fact_debrief"))
    answers = rows(held, "fact_answer")
    said = {row["text"] for row in answers if row["item"] in ("rcr_open", "ctl_open")}
    assert len(said) == 1
    assert said.pop().startswith("TRAINING. Nobody said this")
    plates = [row["text"] for row in answers if row["field"] == "v_plate"]
    assert all(plate.startswith("Q") and plate[2:4] == "00" for plate in plates)


def test_the_command_says_where_everything_is_and_keeps_off_a_folder_in_use(tmp_path: Path) -> None:
    words = [
        "ukhtc",
        "simulate",
        "--records",
        "12",
        "--agencies",
        "2",
        "--seed",
        "3",
        "--to",
        str(tmp_path / "x"),
    ]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert "12 made-up de-briefs" in done.output
    assert len((tmp_path / "x" / "truth.jsonl").read_text().splitlines()) == 12
    refused = CliRunner().invoke(app, words)
    assert refused.exit_code == 1
    assert "SIM-01" in refused.output
    with pytest.raises(Refusal, match="SIM-02"):
        simulate(bank(), tmp_path / "y", records=0, agencies=2, seed=3, now=NOW)
    assert not (tmp_path / "y").exists()
