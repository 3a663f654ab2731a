"""Fixtures of the account scripts' tests; the helpers are in play_making."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from play_making import vault_in

from debrief.bank import Bank, load_bank
from debrief.desk import Desk
from debrief.places import shipped


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(shipped("questionnaires"))


@pytest.fixture
def desk(tmp_path: Path, bank: Bank) -> Iterator[Desk]:
    with vault_in(tmp_path / "vault") as vault:
        desk = Desk(vault, bank, lambda: datetime(2026, 3, 1, 12, tzinfo=UTC))
        desk.set(agency="police", agency_id="example-police", interviewer="1234", edition="uk-2011")
        yield desk
