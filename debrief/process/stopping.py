"""Long work that can be stopped, and that says how far it is.

    work = Work()                        # whoever waits: a screen, a command
    found = work.run(call)               # beside the screen; StoppedWhenAsked where it was stopped
    work.stop()                          # from any other thread, or from a signal
    work.progress                        # the step it is at

    stopping.planned(3)                  # the rooms, which know neither screen nor command
    stopping.step(marked("Comparing by the rules"))
    for person in stopping.counted(people): ...

Nothing is stopped by force. What is long looks at each step whether it may go on (``check``), and a refusal
rolls back what was begun, as any other does. The first thing that is kept ends that (``committed``): what
belongs together is written to its end. An entry of the audit is none: that a read was begun stays true.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TypeVar

from debrief.process.refusals import StoppedWhenAsked

T = TypeVar("T")
_OFTEN = 500
"""Things between two looks: far less than a tenth of a second, and not felt in the work itself."""
_AGAIN = 0.1
"""Seconds until a driver is told once more: it forgets what it is told between two statements."""


@dataclass(frozen=True)
class Progress:
    """``words``: the step, a text not yet translated. ``done``: things of this step, ``of`` so many; 0 of
    steps that are not planned, and of things that nobody counted."""

    words: str = ""
    step: int = 0
    steps: int = 0
    done: int = 0
    of: int = 0


class Work:
    """One piece of work, as whoever began it sees it."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.is_asked = False
        """Somebody wants it to stop."""
        self.is_committed = False
        """Something of it is kept: it goes to its end."""
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._interrupts: list[Callable[[], object]] = []

    @contextlib.contextmanager
    def doing(self) -> Iterator[None]:
        """What happens here, in this thread, is this work."""
        token = _at_hand.set(self)
        try:
            check()
            yield
        finally:
            _at_hand.reset(token)
            self._ended.set()

    def run(self, call: Callable[[], T]) -> T:
        """What ``call`` gives; raises ``StoppedWhenAsked`` where it was stopped."""
        with self.doing():
            return call()

    def stop(self) -> bool:
        """Asks it to stop; whether it will. Returns at once."""
        if not self.is_asked and not self.is_committed:
            self.is_asked = True
            threading.Thread(target=self._interrupt, daemon=True).start()
        return self.is_stopping

    @property
    def is_stopping(self) -> bool:
        return self.is_asked and not self.is_committed

    @contextlib.contextmanager
    def interrupting(self, interrupt: Callable[[], object]) -> Iterator[None]:
        with self._lock:
            self._interrupts.append(interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)

    def _interrupt(self) -> None:
        while self.is_stopping and not self._ended.wait(_AGAIN):
            with self._lock:
                for interrupt in self._interrupts:
                    with contextlib.suppress(Exception):  # a driver's own: it is done, or gone
                        interrupt()


_at_hand: ContextVar[Work | None] = ContextVar("work_at_hand", default=None)


def is_stopping() -> bool:
    """Whether the work at hand is to end here."""
    work = _at_hand.get()
    return work is not None and work.is_stopping


def check() -> None:
    """Ends the work at hand where somebody asked for it and nothing of it is kept yet."""
    if is_stopping():
        raise StoppedWhenAsked


def committed() -> None:
    """Something is kept now: from here on to the end."""
    if (work := _at_hand.get()) is not None:
        work.is_committed = True


def last_chance() -> None:
    """What follows belongs together: the work is stopped here, or not at all."""
    check()
    committed()


def planned(steps: int) -> None:
    """The work at hand has so many steps."""
    if (work := _at_hand.get()) is not None:
        work.progress = Progress(steps=steps)


def step(words: str) -> None:
    """The next step begins; ``words`` are marked for translation where they stand."""
    if (work := _at_hand.get()) is not None:
        before = work.progress
        work.progress = Progress(words, before.step + 1, before.steps)
    check()


def watched(things: Iterable[T]) -> Iterator[T]:
    """The same things, with a look every now and then whether to go on."""
    for nth, thing in enumerate(things):
        if nth % _OFTEN == 0:
            check()
        yield thing


def counted(things: Iterable[T], *, every: int = _OFTEN) -> Iterator[T]:
    """As ``watched``, and the progress says how many are done, of how many where they know it themselves."""
    of = len(things) if isinstance(things, Collection) else 0
    for done, thing in enumerate(things):
        if done % every == 0:
            _count(done, of)
        yield thing


def _count(done: int, of: int) -> None:
    if (work := _at_hand.get()) is not None:
        work.progress = replace(work.progress, done=done, of=of)
    check()


@contextlib.contextmanager
def interrupting(interrupt: Callable[[], object]) -> Iterator[None]:
    """While a driver is asked here: what ends one of its statements from another thread."""
    work = _at_hand.get()
    if work is None:
        yield
    else:
        with work.interrupting(interrupt):
            yield
