"""Coming in: the repository's passphrase where it has one, then what one is here for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from debrief.console.screens.base import AtConsole
from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.screens.calm import plain
from debrief.tui.widgets import Line, Said

if TYPE_CHECKING:
    from debrief.console.analyst import Analyst
    from debrief.console.app import ConsoleApp
    from debrief.repository import Place

_PURPOSE = marked("What are you here for? It stands in the audit beside everything you read.")


class EnterScreen(AtConsole):
    """Painted first; what is heavy is read beside it."""

    ABOUT = _PURPOSE
    idle_keys = frozenset({"F12"})

    def title_words(self) -> str:
        return say("The central repository")

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            Said(plain(marked("Passphrase")), phrases.drawer, classes="step-title"),
            Line(password=True, id="passphrase"),
            classes="page",
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("open it")), ("Ctrl+Q", marked("end")))

    async def arrive(self) -> None:
        self._place: Place | None = None
        self.query_one(".page").display = False
        self.in_turn(self._find())

    async def _find(self) -> None:
        self.tell(plain(marked("Opening…")))
        try:
            self._place = await asyncio.to_thread(_place_of, self.console)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.console.sealed = self._place.salt is not None
        if self.console.sealed:
            self.quiet()
            self.query_one(".page").display = True
            self.set_focus(self.query_one("#passphrase", Line))
        else:
            await self._open(None)

    def leave(self) -> None:
        """There is nothing behind this screen."""

    @on(Line.GoOn, "#passphrase")
    def _typed(self, event: Line.GoOn) -> None:
        event.stop()
        line = self.query_one("#passphrase", Line)
        typed, line.value = line.value, ""
        if typed.strip():
            self.in_turn(self._open(typed))

    async def _open(self, passphrase: str | None) -> None:
        from debrief.console.analyst import enter

        place = self._place
        assert place is not None
        app = self.console
        self.tell(plain(marked("Opening…")))
        try:
            found = await asyncio.to_thread(enter, app.location, place, passphrase, app.user, app.clock)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        app.analyst = found
        self.quiet()
        self._ask(found)

    def _ask(self, analyst: Analyst) -> None:
        self.query_one(".page").display = False

        def given(words: str) -> None:
            analyst.purpose = words
            self.console.entered(analyst)

        self.strip.ask(
            plain(_PURPOSE), [], lambda _, words: given(words), in_words=True, left=lambda: self._ask(analyst)
        )


def _place_of(app: ConsoleApp) -> Place:
    from debrief.repository import read_place
    from debrief.repository.refusals import GatewayReads

    found = read_place(app.folder)
    if found.gateway:
        raise GatewayReads
    return found
