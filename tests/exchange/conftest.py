"""The questionnaire, and English, for every test of a paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from debrief.bank import Bank, load_bank
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
