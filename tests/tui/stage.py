"""The app on a stage: a scratch vault, a clock of its own, keys as a terminal delivers them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from textual import events
from textual.keys import _character_to_key

from debrief.bank import load_bank
from debrief.bundle import Identity, encrypt, generate
from debrief.desk import Desk
from debrief.language import use, use_or_english
from debrief.places import shipped
from debrief.play.pictures import painted
from debrief.tui.app import DebriefApp
from debrief.tui.working import Working
from debrief.vault import KdfCost, Vault

WORDS = "made up words for this test"
STAFF = "A12"
BANK = load_bank(shipped("questionnaires"))
DebriefApp.IDLE_CHECK_SECONDS = 86_400.0
"""Only a test looks whether anybody types: on a slow machine a moved clock would lock it for real."""
_SCROLLBARS = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇█"), " ")


class Clock:
    """A second passes each time one looks; ``pass_minutes`` for more."""

    def __init__(self) -> None:
        self.moment = datetime(2011, 7, 19, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def pass_minutes(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)


class Stage:
    """``await stage.press("f2")``, ``await stage.type("letters")``, ``stage.picture()``."""

    def __init__(self, app: DebriefApp, clock: Clock, folder: Path, identity: Identity | None) -> None:
        self.app, self.clock, self.folder, self.identity = app, clock, folder, identity

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def name(self) -> str:
        return type(self.app.screen).__name__

    @property
    def working(self) -> Working:
        assert self.app.working is not None
        return self.app.working

    @property
    def interview(self) -> Any:
        return self.working.interview

    def send(self, *keys: str) -> None:
        """Names of keys, all in one read; what begins with ``"`` is typed letter by letter."""
        for key in keys:
            if key.startswith('"'):
                for letter in key[1:]:
                    self._send(events.Key(_character_to_key(letter), letter))
            else:
                letter = {"enter": "\r", "tab": "\t", "backspace": "\x7f"}.get(key)
                self._send(events.Key(key, letter or (key if len(key) == 1 else None)))

    def _send(self, event: events.Event) -> None:
        event.set_sender(self.app)
        self.app._driver.send_message(event)  # type: ignore[union-attr]

    async def press(self, *keys: str) -> None:
        self.send(*keys)
        await self.settle()

    async def type(self, letters: str) -> None:
        await self.press(f'"{letters}')

    async def begun(self) -> None:
        """Until the first screen is painted and takes keys."""
        while self.app.is_running and not self.app.has_begun:
            await asyncio.sleep(0.01)
        await self.settle()

    async def settle(self) -> None:
        for _ in range(3):
            await self.app.keys_done()
            await self.app.workers.wait_for_complete([w for w in self.app.workers if not w.is_finished])
        await self.pilot.pause()
        if self.app.is_running and self.app.desk is not None:
            await painted(self.app)

    async def ended(self) -> None:
        """Until everything is put away."""
        while self.app.desk is not None:
            await asyncio.sleep(0.01)

    async def unlock(self) -> None:
        await self.press(f'"{WORDS}', "enter")
        assert self.name == "DebriefsScreen", self.picture()

    async def begin(self, age: str = "no doubt", reference: str = "LA-2011-17") -> None:
        """Unlocked, a new de-brief, the age position recorded."""
        await self.unlock()
        await self.press("n", f'"{reference}', "enter", "enter")
        assert self.name == "QuestionScreen", self.picture()
        await self.press(f'"{age}', "enter", "enter")

    async def go(self, item: str, instance: int = 0) -> None:
        """To a place, as the outline, the menu or a found question lead there."""
        from debrief.tui.outline import Spot

        self.app.go_to(Spot(item, instance))
        await self.settle()

    async def menu(self, way: str) -> None:
        """One of the menu's ways, by keys: ``cards``, ``journey``, ``acts`` …"""
        from debrief.tui.panes import Rows

        await self.press("f9")
        keys = [row.key for row in self.screen.query_one(Rows).rows()]
        await self.press(*["down"] * keys.index(way), "enter")

    def value(self, address: str) -> Any:
        from debrief.interview import Address

        return self.interview.value(Address.parse(address))

    def do(self, kind: str, **data: Any) -> None:
        refused = self.working.file.do(kind, **data)
        assert refused is None, str(refused)

    def picture(self) -> str:
        return picture(self.app)

    def said(self) -> str:
        """The picture in one line, however it was wrapped; without the outline."""
        lines = [line.rpartition("│")[2] for line in self.picture().splitlines()]
        return " ".join(" ".join(lines).translate(_SCROLLBARS).split())


def picture(app: DebriefApp) -> str:
    """The screen as plain text."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system=None,
        record=True, legacy_windows=False,
    )  # fmt: skip
    console.print(app.screen._compositor.render_update(full=True))
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    return "\n".join(lines).rstrip() + "\n"


def make_vault(folder: Path, clock: Clock) -> Identity:
    """A vault with its settings; the key is that of a made-up central repository."""
    identity = generate()
    vault = Vault.create(
        folder,
        WORDS,
        user=STAFF,
        recovery=[identity.recipient],
        wrap_for_recovery=encrypt,
        kdf=KdfCost.for_tests(),
    )
    with vault:
        Desk(vault, BANK, clock).set(
            agency="police",
            agency_id="test-police",
            interviewer=STAFF,
            edition="uk-2011",
            recipient=identity.recipient,
        )
    return identity


@asynccontextmanager
async def stage(
    tmp_path: Path, size: tuple[int, int] = (80, 24), *, vault: bool = True, language: str = "en"
) -> AsyncIterator[Stage]:
    """The app at its first screen, in English or in the language it was started in. ``vault``: a new one."""
    trouble = use_or_english(language)
    clock = Clock()
    folder = tmp_path / "vault"
    identity = make_vault(folder, clock) if vault else None
    app = DebriefApp(folder, clock, again=["debrief"], kdf=KdfCost.for_tests(), trouble=trouble)
    found = Stage(app, clock, folder, identity)
    async with app.run_test(size=size) as pilot:
        found.pilot = pilot  # type: ignore[attr-defined]
        await found.begun()
        try:
            yield found
        finally:
            app.put_away()
            use("en")
