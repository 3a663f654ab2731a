"""A desk over a vault that protects nothing, with a clock that a test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debrief.bank import Bank, load_bank
from debrief.bundle import encrypt, generate, identity
from debrief.desk import Desk
from debrief.places import shipped
from debrief.vault import KdfCost, Vault

if TYPE_CHECKING:
    from .neighbours import Neighbours

PASSPHRASE = "plainly made up for a test"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2011, 7, 19, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def moves(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(shipped("questionnaires"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def recovery() -> str:
    """The agency's recovery identity."""
    return generate().secret()


@pytest.fixture
def open_desk(tmp_path: Path, bank: Bank, clock: Clock, recovery: str) -> Iterator[Callable[[], Desk]]:
    """Opens the same vault again and again, as on another day."""
    held: list[Vault] = []

    def opened() -> Desk:
        while held:
            held.pop().close()
        folder = tmp_path / "vault"
        if folder.exists():
            vault = Vault.unlock(folder, PASSPHRASE)
        else:
            vault = Vault.create(
                folder,
                PASSPHRASE,
                user="A1",
                recovery=[str(identity(recovery).recipient)],
                wrap_for_recovery=encrypt,
                kdf=KdfCost.for_tests(),
            )
        held.append(vault)
        return Desk(vault, bank, clock)

    yield opened
    for vault in held:
        vault.close()


@pytest.fixture
def desk(open_desk: Callable[[], Desk]) -> Desk:
    made = open_desk()
    made.set(agency="police", agency_id="met-police", interviewer="A1")
    return made


@pytest.fixture
def neighbours(tmp_path: Path, bank: Bank, clock: Clock) -> Iterator[Neighbours]:
    from .neighbours import Neighbours

    made = Neighbours(tmp_path / "neighbours", bank, clock)
    yield made
    made.close()
