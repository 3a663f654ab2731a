"""Unlock: painted first; the store and the questionnaire load while the passphrase is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.widgets import Line, Said

if TYPE_CHECKING:
    from debrief.bank import Bank
    from debrief.desk import Desk
    from debrief.tui.app import DebriefApp

_LOSSES = frozenset({"VAULT-12", "VAULT-13", "VAULT-14", "VAULT-15", "VAULT-16"})
"""Entries missing or damaged: what is left may be opened, once somebody has said so."""


class UnlockScreen(CalmScreen[None]):
    """One line for the passphrase."""

    asks_later = True
    idle_keys = frozenset({"F12"})

    def title_words(self) -> str:
        return say("Locked")

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            Said(plain(marked("Passphrase")), phrases.drawer, classes="step-title"),
            Line(password=True, id="passphrase"),
            classes="page",
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("open it")), ("Ctrl+Q", marked("end")))

    async def arrive(self) -> None:
        painted = asyncio.Event()
        self._loading = asyncio.ensure_future(_load_after(painted))
        self.set_focus(self.query_one("#passphrase", Line))
        self.call_after_refresh(painted.set)
        self.call_after_refresh(self.strip.fill)

    def leave(self) -> None:
        """There is nothing behind this screen."""

    @on(Line.GoOn)
    def _typed(self, event: Line.GoOn) -> None:
        event.stop()
        self.in_turn(self._unlock(accept_loss=False))

    async def _unlock(self, accept_loss: bool) -> None:
        line = self.query_one("#passphrase", Line)
        passphrase = line.value
        if not passphrase.strip():
            return
        self.tell(plain(marked("Opening…")))
        try:
            bank = await self._loading
            desk = await asyncio.to_thread(open_desk, self.calm, passphrase, bank, accept_loss)
        except Refusal as refusal:
            self._refused(refusal)
            return
        line.value = ""
        self.calm.opened(desk)

    def _refused(self, refusal: Refusal) -> None:
        self.refuse(refusal)
        if refusal.code in _LOSSES:
            self.strip.ask(
                plain(marked("Open what is left? The loss is noted in the vault.")),
                [
                    Choice("y", plain(marked("yes, open what is left")), "yes"),
                    Choice("n", plain(marked("no")), "no"),
                ],
                self._about_loss,
            )
        else:
            self.query_one("#passphrase", Line).value = ""

    def _about_loss(self, code: str | None, words: str) -> None:
        if code == "yes":
            self.in_turn(self._unlock(accept_loss=True))


async def _load_after(painted: asyncio.Event) -> Bank:
    """Beside the first paint it would only delay it."""
    await painted.wait()
    return await asyncio.to_thread(load)


def load() -> Bank:
    """Everything heavy: SQLModel with the vault, and the questionnaire."""
    from debrief.bank import load_bank
    from debrief.desk import Desk  # noqa: F401
    from debrief.places import shipped
    from debrief.vault import Vault  # noqa: F401

    return load_bank(shipped("questionnaires"))


def open_desk(calm: DebriefApp, passphrase: str, bank: Bank, accept_loss: bool) -> Desk:
    """The desk over the unlocked vault; closes the vault again if its settings cannot be read."""
    from debrief.desk import Desk
    from debrief.desk.tokens import read_token
    from debrief.vault import Vault

    token = read_token(calm.token)
    vault = Vault.unlock(calm.folder, passphrase, token=token, accept_loss=accept_loss)
    try:
        return Desk(vault, bank, calm.clock)
    except BaseException:
        vault.close()
        raise
