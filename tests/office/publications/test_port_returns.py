"""What ports found comes back as a sealed bundle, of a released profile alone, and is counted once."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.exchange.page_values import FigurePage
from debrief.exchange.pages import page_csv, page_html
from debrief.language import speaking
from debrief.office import publications as made
from debrief.office import release as office
from debrief.office.floor import floored
from debrief.office.port_returns import take_returns
from debrief.office.publications import Asked
from debrief.repository.port_returns import yields
from tests.console.console_stage import console
from tests.repository.world import NOW, Laptop, Told, bank

PAIR = "entry:lorry_van_ferry+hidden:trailer_load"
OTHER = "entry:lorry_van_ferry+manner:hidden_not_found"


def write(page: FigurePage) -> tuple[str, str]:
    return page_html(page), page_csv(page)


def returned(release: str, **changes: Any) -> dict[str, Any]:
    return {
        "format": "debrief-port-returns/1",
        "returns": str(uuid.UUID(int=len(changes) + 1, version=4)),
        "release": release,
        "port": "dover",
        "quarter": "2026-Q1",
        "indicators": [{"indicator": PAIR, "checked": 128, "found": 31}],
        **changes,
    }


@pytest.fixture(scope="module")
def release(people: ukhtc.Repository, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A profile that was released."""
    from .conftest import TODAY

    asked = Asked(made.quarter("2026-Q1", TODAY), "ann", "a test", TODAY)
    with speaking("en"):
        number = office.draft(
            people,
            made.indicators(people, bank(), asked),
            write,
            user="ann",
            now=NOW,
        ).release
    office.check(people, number, user="bob", now=NOW)
    office.release(people, number, tmp_path_factory.mktemp("out"), user="ann", now=NOW)
    return number


@pytest.fixture
def port() -> Laptop:
    return Laptop(1, "agency-x")


def sent(people: ukhtc.Repository, port: Laptop, stick: Path, value: dict[str, Any], **changes: Any) -> Path:
    name = str(value.get("returns", uuid.UUID(int=9, version=4)))
    sealed = port.sealed(people.place, [value], [name], **{"purpose": "port-returns", **changes})
    return sealed.write(stick)


def test_the_last_returns_of_a_port_count_once_and_are_rounded(
    people: ukhtc.Repository, release: str, port: Laptop, tmp_path: Path, asked: Asked
) -> None:
    before = people.digest()
    first = sent(people, port, tmp_path, returned(release))
    corrected = [
        {"indicator": PAIR, "checked": 137, "found": 32},
        {"indicator": OTHER, "checked": 4, "found": 1},
    ]
    second = sent(people, port, tmp_path, returned(release, indicators=corrected))
    for path in (second, first, second):
        assert take_returns(people, path, now=NOW).port == "dover"
    assert yields(people, "2026-Q1") == {PAIR: (137, 32), OTHER: (4, 1)}
    assert yields(people, "2026-Q2") == {}
    assert people.digest() == before, "a journal of this place"
    found = made.indicators(people, bank(), asked)
    (table,) = (table for table in found.tables if table.id == "returned")
    assert [code for code, _ in table.rows] == [PAIR], "fewer than ten have no row"
    assert [cell.count for cell in table.cells] == [137, 32]
    assert [figure.value for figure in floored(found).tables[1].figures] == [130, 30]


def test_what_is_no_return_of_a_released_profile_is_refused(
    people: ukhtc.Repository, release: str, port: Laptop, tmp_path: Path, asked: Asked
) -> None:
    draft = office.draft(people, made.money(people, bank(), asked), write, user="ann", now=NOW)
    before = yields(people, "2026-Q1")
    row = {"indicator": PAIR, "checked": 20, "found": 3}
    for value, code in (
        (returned("0" * 16), "OFFICE-05"),
        (returned(draft.release), "OFFICE-43"),
        (returned(release, indicators=[{**row, "indicator": "seen:canary_words"}]), "OFFICE-43"),
        (returned(release, indicators=[{**row, "indicator": "a name, a phone"}]), "BUNDLE-"),
        (returned(release, indicators=[{**row, "found": 21}]), "BUNDLE-"),
        (returned(release, indicators=[{**row, "checked": -1, "found": -2}]), "BUNDLE-"),
        (returned(release, indicators=[row, row]), "BUNDLE-"),
        (returned(release, indicators=[]), "BUNDLE-"),
        (returned(release, words="canary"), "BUNDLE-"),
        (returned(release, quarter="2026"), "BUNDLE-"),
    ):
        with pytest.raises(Refusal, match=code) as refused:
            take_returns(people, sent(people, port, tmp_path, value), now=NOW)
        assert "canary" not in str(refused.value)
    with pytest.raises(Refusal, match="BUNDLE-87"):
        take_returns(people, sent(people, port, tmp_path, returned(release), purpose="full"), now=NOW)
    stranger = Laptop(7, "agency-x")
    with pytest.raises(Refusal, match="BUNDLE-"):
        take_returns(people, sent(people, stranger, tmp_path, returned(release)), now=NOW)
    assert yields(people, "2026-Q1") == before


def test_returns_among_de_briefs_are_taken_for_none(
    people: ukhtc.Repository, release: str, port: Laptop, tmp_path: Path
) -> None:
    """`ukhtc import` keeps them apart: nothing of them becomes a de-brief."""
    before = people.counts()["fact_debrief"]
    sent(people, port, tmp_path, returned(release))
    report = ukhtc.import_paths(people, [tmp_path], now=NOW)
    assert report.outcomes
    assert people.counts()["fact_debrief"] == before
    with pytest.raises(Refusal, match="BUNDLE-87"):
        take_returns(people, port.sealed(people.place, [Told(901).json()]).write(tmp_path), now=NOW)


async def test_they_are_taken_in_by_a_key_and_refused_in_words(
    people: ukhtc.Repository, release: str, port: Laptop, tmp_path: Path
) -> None:
    port.exported = 50
    good = sent(people, port, tmp_path, returned(release, quarter="2025-Q4"))
    strange = sent(people, port, tmp_path, returned("0" * 16, quarter="2025-Q3"))
    async with console(people.place.folder) as on:
        await on.enter()
        await on.room("publications")
        await on.press("b", f"'{strange}", "enter")
        assert "OFFICE-05" in on.said()
        await on.press("b", f"'{good}", "enter")
        assert f"dover, 2025-Q4: 1 indicator of profile {release[:8]}" in on.said(), on.picture()
    assert yields(people, "2025-Q4") == {PAIR: (128, 31)}
