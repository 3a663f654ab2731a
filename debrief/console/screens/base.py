"""What every screen of the console has: who is there and what for, and work that does not stop the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from debrief.console.analyst import Analyst
from debrief.console.at_work import AtWork
from debrief.console.progress import how_far
from debrief.errors import Refusal
from debrief.language import marked, say, say_error
from debrief.process.refusals import StoppedWhenAsked
from debrief.process.stopping import Work
from debrief.tui.panes import Choice
from debrief.tui.panes.fitting import fitted
from debrief.tui.screens.calm import CalmScreen, plain

if TYPE_CHECKING:
    from debrief.console.app import ConsoleApp

T = TypeVar("T")
_WORKING = marked("Working…")
_LONGEST_PURPOSE = 36
_LONG = 0.3
"""Seconds after which work says how far it is, and from one such word to the next."""


class AtConsole(CalmScreen[Any]):
    """Beside ``CalmScreen``'s ways: ``work`` in a thread that can be stopped, and questions in the strip."""

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
        self,
        call: Callable[[], T],
        then: Callable[[T], Any] = lambda found: None,
        words: str = _WORKING,
        left: Callable[[], None] | None = None,
    ) -> None:
        """``call`` beside the screen, then ``then`` with what it gave; a refusal is said in words.

        ``left``: what is to be said where it was stopped, in place of that.
        """
        self.in_turn(self._work(call, then, words, left))

    async def _work(
        self, call: Callable[[], T], then: Callable[[T], Any], words: str, left: Callable[[], None] | None
    ) -> None:
        try:
            found = await self.beside(call, words)
        except Refusal as refusal:
            if isinstance(refusal, StoppedWhenAsked) and left is not None:
                left()
            else:
                self.refuse(refusal)
            return
        if self.is_attached:
            self.quiet()
            then(found)

    async def beside(self, call: Callable[[], T], words: str = _WORKING) -> T:
        """What ``call`` gives, from a thread of its own; to be awaited while keys are held.

        What is short says nothing. As soon as it takes long the screen says how far it is, and from then
        on Escape stops it, unless something of it is kept already.
        """
        work = Work()
        shown = self.set_interval(_LONG, partial(self._say_how_far, work, words))
        try:
            return await asyncio.to_thread(work.run, call)
        finally:
            shown.stop()
            self.console.let_go(work)

    def _say_how_far(self, work: Work, words: str) -> None:
        self.console.at_work = AtWork(self, work, lambda: how_far(work, words))
        self.console.at_work.say()

    def refuse(self, refusal: Refusal | None) -> bool:
        """What was stopped is said calmly: it is no fault of anybody's."""
        if not isinstance(refusal, StoppedWhenAsked):
            return super().refuse(refusal)
        self.tell(lambda: refusal.say(say_error)[0])
        return True

    def written(self, path: Path) -> None:
        """Says where a file lies."""
        self.tell(lambda: say("Written: {path}", path=str(path)))

    def handed_out(self, paths: list[Path] | None) -> None:
        """Back from letting something out; nothing where it was left."""
        if paths:
            self.written(paths[0])

    def ask(self, title: str, then: Callable[[str], None]) -> None:
        """A line of words in the strip; Escape leaves it."""
        self.strip.ask(plain(title), [], lambda _, words: then(words), in_words=True)

    def ask_whether(self, title: Callable[[], str], yes: str, then: Callable[[], None]) -> None:
        """One key to go on, one to leave it."""
        choices = [Choice("y", plain(yes), "yes"), Choice("n", plain(marked("no")), "no")]
        self.strip.ask(title, choices, lambda code, _: then() if code == "yes" else None)
