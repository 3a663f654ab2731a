"""Opening: first run, unlock, wrong passphrase, in use, what is loaded before the first paint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from stage import STAFF, WORDS, Clock, make_vault, stage

from debrief import words
from debrief.bundle import generate, recipient_words
from debrief.tui.panes import Choice
from debrief.tui.screens import unlock
from debrief.tui.screens.small import SmallScreen
from debrief.vault import Vault

ROOT = Path(__file__).parents[2]


async def test_a_wrong_passphrase_is_one_sentence_and_the_right_one_opens(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        assert "F12" not in on.said(), "there is nothing to hide yet"
        await on.press('"something else entirely', "enter")
        assert on.name == "UnlockScreen"
        assert "VAULT-01" in on.said()
        assert "something else" not in on.picture()
        await on.unlock()
        assert "There is no de-brief yet" in on.said()


async def test_it_begins_with_one_screen_and_its_strip_asks_when_it_is_needed(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        assert len(on.app.screen_stack) == 1
        asked: list[str | None] = []
        choices = [Choice("y", lambda: "yes, open it", "yes")]
        on.screen.strip.ask(lambda: "Shall it be opened?", choices, lambda code, _: asked.append(code))
        await on.settle()
        assert "yes, open it" in on.said()
        await on.press("y")
        assert asked == ["yes"]
        await on.unlock()
        assert len(on.app.screen_stack) == 1


async def test_begun_in_a_window_too_small(tmp_path: Path) -> None:
    async with stage(tmp_path, (40, 10)) as on:
        assert "too small" in on.said()
        await on.pilot.resize_terminal(80, 24)
        await on.unlock()


async def test_a_window_made_too_small_while_the_passphrase_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = unlock.open_desk

    def made_small_meanwhile(app: Any, *args: Any) -> Any:
        app.call_from_thread(app.push_screen, SmallScreen())  # as a window made small does
        return opens(app, *args)

    monkeypatch.setattr(unlock, "open_desk", made_small_meanwhile)
    async with stage(tmp_path) as on:
        await on.unlock()
        assert [type(screen).__name__ for screen in on.app.screen_stack] == ["DebriefsScreen"]


async def test_a_vault_in_use_is_said_in_words(tmp_path: Path) -> None:
    clock = Clock()
    make_vault(tmp_path / "other" / "vault", clock)
    async with stage(tmp_path) as on:
        with Vault.unlock(on.folder, WORDS):
            await on.press(f'"{WORDS}', "enter")
            assert "VAULT-02" in on.said()
        await on.unlock()


def test_unlock_is_painted_before_the_store_is_loaded() -> None:
    """findings/tui.md 0.5: SQLModel is two thirds of the start; English needs no reader of catalogues."""
    code = (
        "import sys, debrief.tui.start, debrief.tui.screens.unlock\n"
        "late = 'sqlmodel', 'sqlalchemy', 'babel', 'debrief.interview', 'debrief.language.po_files'\n"
        "print([m for m in late if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_first_run_makes_a_vault_that_the_six_words_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = "acorn blimp cedar ditch ember fable"
    monkeypatch.setattr(words, "passphrase", lambda n=6: six)
    agency, central = generate(), generate()
    async with stage(tmp_path, vault=False) as on:
        assert on.name == "FirstRunScreen"
        await on.press("enter")
        assert six in on.said()
        await on.press("enter", '"acorn blimp cedar ditch ember', "enter")
        assert "These are not the six words" in on.said()
        await on.press('" fable', "enter", "enter")
        assert "This is needed to go on." in on.said()
        await on.press('"police', "enter")
        assert "This is needed to go on." not in on.said(), "now it is there"
        await on.press("enter")
        await on.press('"Capital Letters', "enter")
        assert "Small letters, figures and hyphens only" in on.said()
        await on.press("ctrl+u", '"test-police', "enter", f'"{STAFF}', "enter", "enter")
        await on.press('"age1nonsense', "enter")
        assert "BUNDLE" in on.said() or "AGE-" in on.said(), on.said()
        await on.press("ctrl+u", f'"{agency.recipient}', "enter")
        asked, own = on.screen.asked, recipient_words(agency.recipient).words
        await on.press('"not these words', "enter")
        assert "These are not the words of the key" in on.said()
        assert "of the recovery key" in on.said()
        await on.press("ctrl+u", '"' + " ".join(own[n] for n in asked["recovery"]), "enter")
        await on.press(f'"{central.recipient}', "enter")
        await on.press('"not these words', "enter")
        assert "These are not the words of the key" in on.said()
        assert not on.folder.exists()
        assert "of the central repository's key" in on.said()
        on.screen.values["central"] = "/media/stick/trust.json"
        on.screen.relabel()
        await on.settle()
        assert "of the root holders" in on.said(), "a list is trusted by their words"
        on.screen.values["central"] = central.recipient
        spoken = recipient_words(central.recipient).words
        await on.press("ctrl+u", '"' + " ".join(spoken[n] for n in asked["central"]), "enter")
        assert on.name == "DebriefsScreen", on.picture()
        assert on.app.desk is not None
        assert on.app.desk.settings.agency == "police"
        assert on.app.desk.settings.recipient == central.recipient
    with Vault.unlock(tmp_path / "vault", six) as vault:
        assert vault.recovery_recipients == [agency.recipient]


async def test_the_words_are_not_shown_where_they_are_typed_back(tmp_path: Path) -> None:
    async with stage(tmp_path, vault=False) as on:
        assert not [key for key in ("F12", "Ctrl+L", "Esc") if key in on.said()], "they would do nothing"
        await on.press("enter")
        assert "Esc" in on.said()
        await on.press("enter")
        assert on.screen.passphrase not in on.said()
        await on.press("escape")
        assert on.screen.passphrase in on.said()


async def test_a_passphrase_with_a_second_secret_needs_its_token(tmp_path: Path) -> None:
    """``debrief --token FILE``; it is read anew at each unlocking, also after a lock."""
    token, content = tmp_path / "token", b"a second secret, made up"
    async with stage(tmp_path) as on:
        with Vault.unlock(on.folder, WORDS) as vault:
            vault.change_passphrase(WORDS, WORDS, new_token=content)
        await on.press(f'"{WORDS}', "enter")
        assert "VAULT-01" in on.said()
        on.app.token = token
        await on.press(f'"{WORDS}', "enter")
        assert "DESK-28" in on.said()  # the stick is not in
        token.write_bytes(content)
        await on.unlock()
