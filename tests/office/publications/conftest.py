"""One repository of made-up people for all tests of publications: it takes seconds to fill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from debrief import repository as ukhtc
from debrief.office.publications import Asked, quarter
from tests.repository.world import NOW, Laptop, admitted, bank, take

from .people import everybody

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ukhtc.Repository]:
    folder = tmp_path_factory.mktemp("publications")
    place = ukhtc.init_repository(folder / "ukhtc", now=NOW)
    laptops = Laptop(1, "agency-x"), Laptop(2, "agency-y")
    admitted(place, *laptops)
    stick = folder / "stick"
    stick.mkdir()
    values = list(everybody())
    laptops[0].sealed(place, values[::2]).write(stick)
    laptops[1].sealed(place, values[1::2]).write(stick)
    with ukhtc.open_repository(place.folder, now=NOW, bank=bank()) as repository:
        assert take(repository, stick).refused == 0
        for name in ("ann", "bob"):
            ukhtc.keep_analyst(repository, name, {"publish"}, by="ann", now=NOW)
        yield repository


@pytest.fixture
def asked() -> Asked:
    return Asked(quarter("2026-Q1", TODAY), "ann", "a test", TODAY)
