"""Keys and pastes reach the field that has the focus when their turn comes.

A terminal hands over several keys in one read: type-ahead (``ab⇥cd⏎ef``), or
an input method that sends three deletes and four letters (Vietnamese Telex).
Textual sends each key on its way at once: letters act in the widget, while Tab,
Enter and Backspace first travel up to the app. So ``ab⇥cd`` put all four letters
into the first field, and ``hanh⌫⌫⌫ạnh`` ended as ``hanh`` (Textualize/textual#6605).
For us that is an answer filed under the wrong question.

``KeyLane`` is the cure, at the one place where every key enters. A key takes its
turn: the next is not sent before the last one, and every message it caused on its
way up, has been dealt with. While something slower is going on (an answer being
saved) a screen holds the lane, and what is typed meanwhile waits, in order.

``Typed`` is what the typing widgets share: which characters a text may hold.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

from debrief.language import marked
from debrief.text import cleaned

if TYPE_CHECKING:
    _App = App[Any]
else:
    _App = object

AT_ONCE = frozenset({"f12", "ctrl+l"})
"""Hide, and lock: never forgotten."""
_LOST_TURN_SECONDS = 3.0
"""A turn that has not come back by then was lost with a removed widget: go on."""


def as_typed(event: events.Key) -> str:
    """The character a key adds to a text, or nothing.

    Wider than ``event.is_printable``, which refuses the joiners that Persian,
    Kurdish and Hindi are written with; narrower where a character is unsafe.
    """
    character = event.character or ""
    if character in "\r\n\t":
        return ""
    return without_controls(character)


def without_controls(text: str) -> str:
    """``text`` as a field may show it; what a key or an import must not bring in is gone.

    Not normalised: that could move a cursor in the middle of a word.
    """
    return "".join(c for c in text.replace("\r\n", "\n") if c == "\r" or cleaned(c)).replace("\r", "\n")


STEERED = marked("Characters that reorder or hide what is read were taken out.")


class Steered(Message):
    """Something of that kind was pasted."""


class Typed:
    """Marks a widget that takes letters (they cannot move the focus)."""

    pasted: bool = False
    """Something in this text came from a paste, not from keys."""


def is_key(event: events.Event, names: Collection[str]) -> bool:
    """Whether it is one of these keys."""
    return isinstance(event, events.Key) and event.key in names


class KeyLane(_App):
    """An app whose keys and pastes are dealt with one after the other.

    >>> class Desk(KeyLane, App[None]): ...

    ``with app.keys_held():`` around anything that awaits before it moves the focus.
    """

    _lane: deque[events.Key | events.Paste]
    _turn: object | None = None
    _last_letter_to: MessagePump | None = None
    _holds: int = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lane = deque()

    @property
    def keys_waiting(self) -> int:
        """Keys read from the terminal that no widget has been given yet."""
        return len(self._lane) + (self._turn is not None)

    @property
    def keys_wait(self) -> bool:
        """Whether a key that comes now has to wait for something."""
        return bool(self._holds or self.keys_waiting)

    @contextmanager
    def keys_held(self) -> Iterator[None]:
        """Let what is typed wait, in order, until the end of the block."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self.call_later(self._next_key)

    def forget_keys(self) -> None:
        """What is typed and waits is not wanted any more; to hide or to lock is."""
        self.take_typed()

    def take_typed(self) -> list[events.Key | events.Paste]:
        """What waits, out of the lane; to hide or to lock stays in it."""
        taken = [event for event in self._lane if not is_key(event, AT_ONCE)]
        self._lane = deque(event for event in self._lane if is_key(event, AT_ONCE))
        return taken

    def type_first(self, typed: Sequence[events.Key | events.Paste]) -> None:
        """As if it had just been typed, before all that waits."""
        self._lane.extendleft(reversed(typed))
        self.call_later(self._next_key)

    async def keys_done(self) -> None:
        """Wait until every key sent so far has been dealt with (demonstration, tests).

        Not from a handler of the app's own: it would wait for itself.
        """
        for _ in range(4):
            await asyncio.sleep(0)  # a driver posts through the loop, in two steps
        while True:
            arrived = asyncio.Event()
            self.call_later(arrived.set)
            await arrived.wait()
            if self.keys_waiting:
                await asyncio.sleep(0.001)
            elif self._last_letter_to is not None:
                before, self._last_letter_to = self._last_letter_to, None
                self._follow(before)
            else:
                return

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._lane.append(event)
            await self._next_key()
        else:
            await super().on_event(event)

    async def _next_key(self) -> None:
        while self._lane and self._turn is None and not self._holds:
            target = self.focused or self.screen
            if isinstance(target, Typed) and _is_text(self._lane[0]):
                # Its own queue keeps letters in order; only what follows has to wait.
                self._last_letter_to = target
                await super().on_event(self._lane.popleft())
            elif self._last_letter_to is not None:
                before, self._last_letter_to = self._last_letter_to, None
                self._follow(before)
            else:
                key = self._lane.popleft()
                self._turn = key  # before it is sent, so that nothing overtakes it
                await super().on_event(key)
                self._follow(target)

    def _follow(self, target: MessagePump) -> None:
        """Send a marker the way of the key; when it arrives the key has been dealt with.

        Two rounds of every queue on the way: a key's handler may post a message, and
        the handler of that message another. Twice the whole way: a binding is acted on
        by the app, and what it causes may start at the target again.
        """
        way: list[MessagePump] = []
        node: MessagePump | None = target
        while node is not None and node is not self:
            way += [node, node]
            node = node._parent
        turn = self._turn = object()
        loop = asyncio.get_running_loop()
        lost = loop.call_later(_LOST_TURN_SECONDS, self._end_turn, turn)
        self._pass_on([*way, self, self] * 2, turn, lost)

    def _pass_on(self, stops: list[MessagePump], turn: object, lost: asyncio.TimerHandle) -> None:
        while stops:
            stop = stops.pop(0)
            if stop.is_running and stop.call_later(self._pass_on, stops, turn, lost):
                return
        lost.cancel()
        self._end_turn(turn)

    def _end_turn(self, turn: object) -> None:
        if self._turn is turn:
            self._turn = None
            if self._lane:
                self.call_later(self._next_key)


def _is_text(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Paste) or bool(as_typed(event))
