"""Long work by keys: it says how far it is, Escape stops it, and what is typed ahead goes nowhere wrong."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from debrief.console.screens import base, drafting, links
from debrief.language import marked
from debrief.office import linking
from debrief.play.pictures import painted
from debrief.process import stopping
from debrief.repository.proposals import proposals

from .console_stage import ConsoleStage, console

_LOOKS = 300
"""After which a screen that still does not say it never will."""


class Gate:
    """Work that waits at a step until it is let on: ``call`` in its place."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self.call, self.begun, self.on, self.often = call, threading.Event(), threading.Event(), 0

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.often += 1
        stopping.planned(3)
        stopping.step(marked("Reading what is held"))
        for nth in stopping.counted(range(4), every=1):
            if nth == 2:
                self.begun.set()
                self.on.wait()
        return self.call(*given, **named)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    held = Gate(linking.propose)
    monkeypatch.setattr(links, "propose", held)
    return held


@asynccontextmanager
async def at_links(folder: Path, *gates: Gate) -> AsyncIterator[ConsoleStage]:
    """The console at its links; whatever waits at a gate is let on before it closes."""
    async with console(folder) as on:
        try:
            await on.enter()
            await on.room("links")
            yield on
        finally:
            for gate in gates:
                gate.on.set()


async def until(on: ConsoleStage, words: str) -> None:
    """Until the screen says so by itself."""
    for _ in range(_LOOKS):
        if words in on.said():
            return
        await painted(on.app)
        await asyncio.sleep(0.01)
    pytest.fail(on.picture())


async def test_escape_stops_the_work_and_nothing_typed_ahead_goes_astray(
    ukhtc_folder: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_LONG", 0.01)
    async with at_links(ukhtc_folder, gate) as on:
        digest = on.analyst.repository.digest()
        on.send("p", "1")
        await asyncio.to_thread(gate.begun.wait)
        await until(on, "2 of 4. Esc stops.")
        assert "Step 1 of 3: Reading what is held. ██████████░░░░░░░░░░ 2 of 4." in on.picture()
        on.send("f9", "a")  # meant for the pairs that do not come now
        on.send("escape", "escape", '"/x')
        await until(on, "Stopping…")
        assert on.name == "LinksScreen"
        gate.on.set()
        await on.settle()
        assert on.name == "LinksScreen"
        assert "Stopped, as you asked: nothing was changed." in on.said()
        assert "APP-02" not in on.said()
        assert on.screen.query_one("#find").value == "x"
        assert (proposals(on.analyst.repository), on.analyst.repository.digest()) == ([], digest)
        await on.press("escape", "p", "1")
        assert "Pairs proposed: 2" in on.said()
        assert gate.often == 2
        await on.press("escape")
        assert on.name == "RoomsScreen"


async def test_what_is_short_says_nothing_and_an_escape_typed_ahead_waits(
    ukhtc_folder: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_LONG", 86_400.0)
    async with at_links(ukhtc_folder, gate) as on:
        before = on.said()
        on.send("p", "1")
        await asyncio.to_thread(gate.begun.wait)
        await on.look()
        assert on.said() == before
        on.send("escape")
        gate.on.set()
        await on.settle()
        assert on.name == "RoomsScreen"
        assert len(proposals(on.analyst.repository)) == 2


async def test_what_is_kept_already_goes_to_its_end_and_the_screen_stays(
    ukhtc_folder: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_LONG", 0.01)
    gate.call, inner = lambda *given, **named: inner(linking.propose(*given, **named)), Gate(lambda made: made)
    gate.on.set()
    async with at_links(ukhtc_folder, inner) as on:
        on.send("p", "1")
        await asyncio.to_thread(inner.begun.wait)
        await until(on, "It is being kept, and goes to its end.")
        assert "Esc stops" not in on.said()
        on.send("escape")
        await painted(on.app)
        inner.on.set()
        await on.settle()
        assert on.name == "LinksScreen"
        assert "Pairs proposed: 2" in on.said()


async def test_a_draft_that_is_stopped_can_be_begun_again_with_what_was_chosen(
    ukhtc_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_LONG", 0.01)
    held = Gate(drafting.publication)
    monkeypatch.setattr(drafting, "publication", held)
    async with at_links(ukhtc_folder, held) as on:
        await on.press("escape")
        await on.room("publications")
        await on.press("n", '"national', "enter", "enter", '"2026-Q1', "enter", *["enter"] * 5)
        on.send("enter", "enter")
        await asyncio.to_thread(held.begun.wait)
        await until(on, "Esc stops.")
        on.send("escape")
        held.on.set()
        await on.settle()
        assert on.name == "DraftingScreen"
        assert "Stopped, as you asked" in on.said()
        await on.press("enter")
        assert on.name == "FiguresScreen", on.picture()
        await on.press("escape")
        assert "1 line" in on.said()
