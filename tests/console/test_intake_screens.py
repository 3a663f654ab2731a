"""Inbox and quarantine by keys: taken in one a step, stopped, refused, tried again."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from debrief import repository as ukhtc
from debrief.repository import intake
from tests.repository.world import NOW, Laptop, admitted

from .console_stage import console, told


async def test_bundles_are_taken_in_refused_and_tried_again(ukhtc_folder: Path) -> None:
    place = ukhtc.read_place(ukhtc_folder)
    stranger = Laptop(9, agency="agency-z")
    asked = stranger.sealed(place, [told(6, "Canary Six").json()])
    asked.write(place.part("inbox"))
    async with console(ukhtc_folder) as on:
        await on.enter()
        assert "4 bundles wait" in on.said()
        await on.room("inbox")
        await on.press("i")
        assert "Taken in: 2 · Refused: 2" in on.said()
        assert "fork" in on.said()
        assert "Canary" not in on.said()
        await on.press("g")
        assert on.name == "FlagsScreen"
        assert "2 lines" in on.said()  # the bundle that was held, and its fork
        await on.press("escape", "escape")
        assert "2 kept apart" in on.said()
        await on.room("quarantine")
        await on.press('"/BUNDLE-23', "enter")
        assert "Copy both files again" in on.said()  # what to do stands below
        await on.press("escape")
        admitted(place, stranger)
        await on.press("a")
        assert "Taken in: 1 · Refused: 1" in on.said()
        assert "1 line" in on.said()
        assert on.analyst.repository.receipt_of(asked.digest)


async def test_escape_stops_after_the_bundle_at_hand(
    ukhtc_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, taken = threading.Event(), threading.Event(), []
    real = intake._Intake.take

    def slow(self: intake._Intake, path: Path) -> intake.Outcome:
        taken.append(path)
        begun.set()
        go_on.wait()
        return real(self, path)

    monkeypatch.setattr(intake._Intake, "take", slow)
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("inbox")
        on.send("i")
        try:
            await asyncio.to_thread(begun.wait)
            await on.look()
            assert "0 of 3. Esc stops." in on.said()
            on.send("i", "escape")
            await on.look()
            assert "Stopping after the bundle at hand" in on.said()
            assert on.name == "InboxScreen"
        finally:
            go_on.set()
        await on.settle()
        assert len(taken) == 1
        assert "Stopped: the rest waits" in on.said()
        await on.press("escape")
        assert "2 bundles wait" in on.said()
        monkeypatch.setattr(intake._Intake, "take", real)


async def test_an_expired_trust_list_takes_nothing_in(ukhtc_folder: Path) -> None:
    """The console stays open for days: the list is read again each time."""
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("inbox")
        on.app.clock.moment = NOW.replace(year=NOW.year + 5)  # type: ignore[attr-defined]
        await on.press("i")
        assert "BUNDLE-93" in on.said()
        assert all(line.state == "waits" for line in on.screen.listing.lines)
