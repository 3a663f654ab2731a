"""What tests anywhere may ask for: one browser for a session's pages, the shipped questionnaire read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from debrief.bank import Bank, load
from debrief.places import shipped
from tests.pages.browser import Browser, Seen


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture
def axe(browser: Browser) -> Callable[[Path], Seen]:
    """What the browser and axe make of the page in a file."""
    return browser.look


@pytest.fixture(scope="session", autouse=True)
def shipped_questionnaire_is_read_once() -> Iterator[None]:
    """It takes half a second, and each command typed in a test would read it anew; others are read as ever."""
    read, found = load._load, list[Bank]()

    def once(source: load._Source, *, kept: bool = False) -> Bank:
        if getattr(source, "folder", None) != shipped("questionnaires"):
            return read(source, kept=kept)
        if not found:
            found.append(read(source, kept=kept))
        return found[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "_load", once)
        yield
