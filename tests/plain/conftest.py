"""Fixtures of the plain line mode's tests; the helpers are in plain_stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from plain_stage import vault_in

from debrief.bank import Bank, load_bank
from debrief.desk import Desk
from debrief.language import use
from debrief.places import shipped


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(shipped("questionnaires"))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.fixture
def desk(tmp_path: Path, bank: Bank) -> Iterator[Desk]:
    with vault_in(tmp_path / "vault") as vault:
        desk = Desk(vault, bank, lambda: datetime(2011, 7, 19, 10, tzinfo=UTC))
        desk.set(agency="police", agency_id="example-police", interviewer="1234", edition="uk-2011")
        yield desk
