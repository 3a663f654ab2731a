"""A new repository with one admitted laptop for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from debrief import repository as ukhtc

from .servers import Server, programs
from .world import NOW, Laptop, admitted, opened


@pytest.fixture
def laptop() -> Laptop:
    return Laptop(1)


@pytest.fixture
def place(tmp_path: Path, laptop: Laptop) -> ukhtc.Place:
    made = ukhtc.init_repository(tmp_path / "ukhtc", now=NOW)
    admitted(made, laptop)
    return made


@pytest.fixture
def repository(place: ukhtc.Place) -> Iterator[ukhtc.Repository]:
    with opened(place) as repository:
        yield repository


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The one PostgreSQL server of a test run, started by the first test that asks for it."""
    with Server(programs()[0]) as server:
        yield server
