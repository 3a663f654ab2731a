"""When it locks by itself: after sleep, a clock set back, a passphrase half typed; and what a fault keeps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from stage import WORDS, stage
from terminal import ROOT

from debrief.interview import Address
from debrief.tui import leaving, process
from debrief.vault import Vault


async def test_it_locks_when_the_computer_has_slept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(tmp_path) as on:
        replaced: list[Any] = []
        monkeypatch.setattr(on.app, "replace", replaced.append)
        await on.begin()
        on.app.lock_when_idle()
        assert not replaced
        slept = process.asleep() + 20
        monkeypatch.setattr(leaving, "asleep", lambda: slept)
        on.app.lock_when_idle()
        assert replaced == [["debrief"]]
        assert on.app.desk is None


async def test_a_clock_set_back_does_not_put_the_lock_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        replaced: list[Any] = []
        monkeypatch.setattr(on.app, "replace", replaced.append)
        await on.begin()
        on.clock.pass_minutes(-600)
        on.app.lock_when_idle()
        assert not replaced
        on.clock.pass_minutes(6)
        on.app.lock_when_idle()
        assert replaced


async def test_a_passphrase_half_typed_or_being_tried_is_locked_away_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        replaced: list[Any] = []
        monkeypatch.setattr(on.app, "replace", replaced.append)
        on.clock.pass_minutes(6)
        on.app.lock_when_idle()
        assert not replaced, "nothing was typed: there is nothing to lock"
        await on.press('"made up wor')
        on.clock.pass_minutes(6)
        on.app.lock_when_idle()
        assert len(replaced) == 1
        await on.press("ctrl+l")
        assert len(replaced) == 2


async def test_before_there_is_a_vault_there_is_nothing_to_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who fetches the handbook in the middle of the set-up finds it as it was."""
    async with stage(tmp_path, vault=False) as on:
        replaced: list[Any] = []
        monkeypatch.setattr(on.app, "replace", replaced.append)
        await on.press("enter", "ctrl+l")
        on.clock.pass_minutes(30)
        on.app.lock_when_idle()
        assert not replaced


async def typed_and_faulty(tmp_path: Path, seen: list[Any]) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"half said')
        seen += [on.working.interview, on.folder]

        def fault() -> None:
            raise ZeroDivisionError("half said")

        on.app.call_later(fault)
        await on.ended()


async def test_a_fault_keeps_what_is_typed_and_notes_its_place_alone(tmp_path: Path) -> None:
    seen: list[Any] = []
    with pytest.raises(ZeroDivisionError):
        await typed_and_faulty(tmp_path, seen)
    interview, folder = seen
    assert interview.state.drafts[Address("rcr_open")]["original"] == "half said"
    with Vault.unlock(folder, WORDS) as vault:
        (noted,) = [entry for entry in vault.journal() if entry["type"] == "fault"]
    kind, *places = noted["place"]
    assert kind == "ZeroDivisionError"
    assert all(place.startswith("debrief.tui.") for place in places)
    assert "half" not in str(noted)


def test_the_place_of_an_error_is_modules_and_lines() -> None:
    try:
        process.replace_process(None, replace=None)  # type: ignore[arg-type]
    except TypeError as error:
        kind, *places = process.place_of(error)
    assert kind == "TypeError"
    assert places
    assert all(place.startswith("debrief.tui.process:") for place in places)


def test_sleep_is_nothing_where_the_system_does_not_say() -> None:
    assert process.asleep() > -1
    assert process.asleep("plan9") == 0
    if sys.platform != "win32":
        assert process.asleep("win32") == 0


def test_the_loop_says_one_sentence_about_a_lost_task() -> None:
    code = (
        "import asyncio;from debrief.tui.process import quiet_loop\n"
        "def fail(): raise ValueError('Nguyensecret')\n"
        "async def main():\n"
        "    loop = asyncio.get_running_loop(); loop.set_exception_handler(quiet_loop)\n"
        "    loop.call_soon(fail); await asyncio.sleep(0)\n"
        "asyncio.run(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.startswith("APP-01")
    assert "Nguyensecret" not in done.stderr
    assert "Traceback" not in done.stderr
