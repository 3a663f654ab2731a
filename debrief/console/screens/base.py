"""What every screen of the console has: who is there and what for, and work that does not stop the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from debrief.console.analyst import Analyst
from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.tui.panes import Choice
from debrief.tui.panes.rows import fitted
from debrief.tui.screens.calm import CalmScreen, plain

if TYPE_CHECKING:
    from debrief.console.app import ConsoleApp

T = TypeVar("T")
_WORKING = marked("Working…")
_LONGEST_PURPOSE = 36


class AtConsole(CalmScreen[Any]):
    """Beside ``CalmScreen``'s ways: ``work`` in a thread, and questions in the strip."""

    @property
    def console(self) -> ConsoleApp:
        return cast("ConsoleApp", self.app)

    @property
    def analyst(self) -> Analyst:
        found = self.console.analyst
        assert found is not None
        return found

    def _head(self) -> str:
        analyst = self.console.analyst
        training = analyst is not None and analyst.repository.place.training
        return f"{say('TRAINING')} · {self.title_words()}" if training else self.title_words()

    def aside_words(self) -> str:
        """Who reads, and what for."""
        analyst = self.console.analyst
        return f"{analyst.name} · {fitted(analyst.purpose, _LONGEST_PURPOSE)}" if analyst else ""

    def work(
        self, call: Callable[[], T], then: Callable[[T], Any] = lambda found: None, words: str = _WORKING
    ) -> None:
        """``call`` beside the screen, then ``then`` with what it gave; a refusal is said in words."""
        self.in_turn(self._work(call, then, words))

    async def _work(self, call: Callable[[], T], then: Callable[[T], Any], words: str) -> None:
        self.tell(plain(words))
        try:
            found = await asyncio.to_thread(call)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if self.is_attached:
            self.quiet()
            then(found)

    def ask(self, title: str, then: Callable[[str], None]) -> None:
        """A line of words in the strip; Escape leaves it."""
        self.strip.ask(plain(title), [], lambda _, words: then(words), in_words=True)

    def ask_whether(self, title: Callable[[], str], yes: str, then: Callable[[], None]) -> None:
        """One key to go on, one to leave it."""
        choices = [Choice("y", plain(yes), "yes"), Choice("n", plain(marked("no")), "no")]
        self.strip.ask(title, choices, lambda code, _: then() if code == "yes" else None)
