"""Publications by keys: drafted, looked at, checked by another, released; and what would give somebody away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from debrief import repository as ukhtc
from debrief.console.screens import drafting
from debrief.office import release as office
from debrief.office.publishing import publication, written
from tests.office.test_releases import Q3, exact
from tests.repository.world import NOW, opened

from .console_stage import console

DAY = timedelta(days=1)


async def test_drafted_by_one_checked_by_another_and_released(
    ukhtc_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, asked = tmp_path / "row.yaml", []
    row.write_text("period: a made-up year\nsource: made up\nchild: 30\nadult: 90\ntotal: 120\n")
    monkeypatch.setattr(drafting, "publication", lambda *given: asked.append(given) or publication(*given))
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("publications")
        await on.press("n", '"national', "enter", "enter", '"2026-Q3', "enter")
        assert "OFFICE-40" in on.said()  # not over yet
        await on.press(
            "ctrl+u", '"2026-Q1', "enter", "enter", f"'{row}", "enter", '"rounded', "enter", "enter", "enter"
        )
        await on.press('"today', "enter", "enter")
        assert "OFFICIAL–SENSITIVE" in on.said()  # markings of the edition chosen before
        assert "RESTRICTED" not in on.said()
        await on.press('"sensitive', "enter", "enter")
        assert on.name == "FiguresScreen", on.picture()
        assert "OFFICIAL–SENSITIVE" in on.said()
        assert "120" in on.screen.held.csv.decode()  # the row that was given
        (_, _, whole, what, about) = asked[-1]
        assert (what, whole.edition, whole.marking) == ("nrm", "uk-current", "official_sensitive")
        assert about["rounded"]
        assert "Table 1 of 3: nrm" in on.said()
        assert "[c]" in on.said()
        await on.press("t")
        assert "Table 2 of 3: nrm-cumulative" in on.said()
        await on.press("c", "y")
        assert "OFFICE-06" in on.said()
        await on.press("r", f"'{tmp_path}", "enter")
        assert "OFFICE-07" in on.said()
        number = on.screen.held.release
        await on.become("bob")
        assert "1 draft" in on.said()
        await on.room("publications")
        await on.press("enter", "w", f"'{tmp_path}/look", "enter")
        page = tmp_path / "look" / f"nrm-{number}.html"
        assert page.is_file()
        await on.press("c", "n")
        assert on.screen.held.state == "drafted"
        await on.press("c", "y")
        assert "Entered: checked." in on.said()
        await on.press("r", f"'{tmp_path}/out", "enter")
        assert "Entered: released." in on.said()
        assert (tmp_path / "out" / page.name).read_bytes() == page.read_bytes()
        await on.press("d", "'a wrong port", "enter")
        assert "a wrong port" in on.said()


async def test_a_release_that_reveals_by_difference_names_the_earlier_one(
    ukhtc_folder: Path, tmp_path: Path
) -> None:
    """Two drafts that are safe alone, and not together: the second says which release is in the way.
    What was out first is then replaced by a later one that says the same."""
    with opened(ukhtc.read_place(ukhtc_folder)) as repository:
        numbers = [
            office.draft(repository, exact(n, f"..{Q3}"), written, user="ann", now=NOW + nth * DAY).release
            for nth, n in enumerate((60, 64, 60))
        ]
        for number in numbers:
            office.check(repository, number, user="bob", now=NOW)
        for number in (numbers[0], numbers[2]):
            office.release(repository, number, tmp_path, user="ann", now=NOW)
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("publications")
        keys = [key for key, _ in on.screen.listing.shown()]
        await on.press("home", *["down"] * keys.index(numbers[1]), "enter", "r", f"'{tmp_path}", "enter")
        assert "OFFICE-01" in on.said()
        assert numbers[0] in on.said()
        assert on.screen.held.state == "checked"
        await on.press("u")
        await on.press("1")
        assert "OFFICE-07" in on.said()  # what is not out is not replaced
        assert "is checked, so" in on.said()
        await on.press("escape", "home", *["down"] * keys.index(numbers[0]), "enter", "u")
        assert numbers[2][:8] in on.said()
        assert numbers[1][:8] not in on.said()
        await on.press("1")
        assert "Entered: superseded." in on.said()
        assert on.screen.held.steps[-1].successor == numbers[2]
