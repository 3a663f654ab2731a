"""What tests anywhere may ask for: one browser for every page of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pages.browser import Browser, Seen


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture
def axe(browser: Browser) -> Callable[[Path], Seen]:
    """What the browser and axe make of the page in a file."""
    return browser.look
