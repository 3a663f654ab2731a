"""Any order, any number of times, killed anywhere: the same repository."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debrief import bundle
from debrief import repository as ukhtc

from .servers import Server, programs
from .world import NOW, Laptop, Told, admitted, bank, codes, opened, take, version

Imported: TypeAlias = tuple[str, dict[str, tuple[str, ...]]]


@contextlib.contextmanager
def at(where: str | Path, home: Path) -> Iterator[ukhtc.Repository]:
    """The repository in this folder, or at this address with its keys in ``home``."""
    with mock.patch.dict(os.environ, {ukhtc.HOME: str(home)}):
        repository = ukhtc.open_repository(where, now=NOW, bank=bank())
    with repository:
        yield repository


@dataclass
class History:
    """A place with its keys, and bundles made for it by several laptops."""

    place: ukhtc.Place
    bundles: list[bundle.Sealed]

    def imported(self, folder: Path, order: list[int], server: Server | None = None) -> Imported:
        """The digest and the flags after importing in this order, into a database of its own."""
        stick, place = folder / "stick", folder / "ukhtc"
        shutil.copytree(self.place.folder, place)
        stick.mkdir()
        where = server.new_database() if server else place
        with at(where, place) as repository:
            for n in order:
                path = stick / f"{self.bundles[n].name}.debrief.age"
                path = path if path.exists() else self.bundles[n].write(stick)
                report = take(repository, path)
            flags = {digest: tuple(f for f in found if f != "late") for digest, found in report.flags.items()}
            return repository.digest(), {k: v for k, v in flags.items() if v}


def history(place: ukhtc.Place, seed: int) -> History:
    """Corrections, forks, gaps, withdrawals, a bad record, two agencies: by chance, but the same."""
    chance = random.Random(seed)
    laptops = [Laptop(1), Laptop(2, "agency-y")]
    people: list[tuple[Laptop, Told, str | None]] = [
        (chance.choice(laptops), Told(n).adult(), None) for n in range(3)
    ]
    bundles = []
    for _ in range(chance.randint(4, 7)):
        n = chance.randrange(len(people))
        laptop, told, last = people[n]
        values = [_next(chance, told, last)]
        people[n] = (laptop, told, version(values[0]))
        if chance.random() < 0.2:
            values.append({**Told(9).adult().json(), "recipient": "somebody_else"})
        bundles.append(laptop.sealed(place, values))
    return History(place, bundles)


def _next(chance: random.Random, told: Told, last: str | None) -> dict[str, Any]:
    what = chance.random()
    if told.interview.state.withdrawn:
        return told.json(supersedes=last)
    if what < 0.15:
        told.do("withdrew", reason="a made-up reason")
    else:
        kind = chance.choice(["labour", "sexual_street", "begging"])
        if told.interview.instances("exp"):
            told.answer("exp_kind/1.kinds", [{"code": kind}], "assessed")
        else:
            told.exploited(kind)
    supersedes = None if what > 0.9 else "ab" * 32 if what > 0.8 else last
    return told.json("full" if 0.7 < what < 0.75 else "urgent", supersedes)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> ukhtc.Place:
    place = ukhtc.init_repository(tmp_path_factory.mktemp("base") / "ukhtc", now=NOW)
    admitted(place, Laptop(1), Laptop(2, "agency-y"))
    return place


ORDERS = st.lists(st.randoms(use_true_random=False), min_size=2, max_size=2)


@settings(max_examples=14, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), orders=ORDERS)
def test_any_order_and_any_repetition_gives_the_same_repository(
    base: ukhtc.Place,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    orders: list[random.Random],
) -> None:
    made = history(base, seed)
    plain = list(range(len(made.bundles)))
    expected = made.imported(tmp_path_factory.mktemp("plain"), plain)
    for chance in orders:
        order = plain + chance.sample(plain, len(plain) // 2)
        chance.shuffle(order)
        assert made.imported(tmp_path_factory.mktemp("other"), order) == expected


MANY = os.environ.get("DEBRIEF_ATTACK", "1") != "1"


@pytest.mark.parametrize("version", range(len(programs())))
def test_any_order_gives_the_same_on_a_server_as_in_a_file(
    base: ukhtc.Place,
    tmp_path_factory: pytest.TempPathFactory,
    server: Server,
    version: int,
) -> None:
    """On the newest version that the system has, and on the one that came as a wheel."""
    with contextlib.ExitStack() as stack:
        there = server if version == 0 else stack.enter_context(Server(programs()[version]))
        for seed in range(60 if MANY else 4 - 2 * version):
            made, chance = history(base, seed), random.Random(seed)
            plain = list(range(len(made.bundles)))
            expected = made.imported(tmp_path_factory.mktemp("file"), plain)
            for _ in range(4 if MANY else 1):
                order = plain + chance.sample(plain, len(plain) // 2)
                chance.shuffle(order)
                assert made.imported(tmp_path_factory.mktemp("server"), order, there) == expected


IMPORT_AND_DIE = """
import os, sys
from pathlib import Path
from debrief import repository as ukhtc
from tests.repository.world import NOW, take
from sqlalchemy import event

folder, stick, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
with ukhtc.open_repository(folder, now=NOW) as repository:
    @event.listens_for(repository._engine, "after_cursor_execute")
    def count(*unused):
        global left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), {kill})
    take(repository, stick)
"""


def test_killed_in_the_middle_and_run_again(base: ukhtc.Place, tmp_path: Path) -> None:
    made = history(base, 11)
    expected, _ = made.imported(tmp_path / "whole", list(range(len(made.bundles))))
    stick, folder = tmp_path / "stick", tmp_path / "ukhtc"
    stick.mkdir()
    for sealed in made.bundles:
        sealed.write(stick)
    shutil.copytree(base.folder, folder)
    kill = getattr(signal, "SIGKILL", signal.SIGTERM)  # the same to Windows
    program = IMPORT_AND_DIE.replace("{kill}", str(int(kill)))
    for left in (9, 14, 23):
        words = [sys.executable, "-c", program, str(folder), str(stick), str(left)]
        done = subprocess.run(words, capture_output=True, check=False)
        assert done.returncode not in (0, 1), done.stderr
    with opened(ukhtc.read_place(folder)) as repository:
        report = take(repository, stick)
        assert repository.digest() == expected
    receipts = {path.name for path in (folder / "receipts").glob("*.json")}
    assert len(receipts) == len(made.bundles)
    held = sum(outcome.result == "held" for outcome in report.outcomes)
    assert len(codes(ukhtc.read_place(folder))) == held
