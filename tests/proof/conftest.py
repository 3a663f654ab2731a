import pytest

from debrief.bank import Bank
from debrief.bank.specification import Specification, specification
from tests.bank.real import real_bank


@pytest.fixture(scope="session")
def bank() -> Bank:
    return real_bank()


@pytest.fixture(scope="session")
def spec() -> Specification:
    return specification()
