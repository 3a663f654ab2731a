"""A strip above the keys that asks for one letter, and lets go at Escape.

Never a window that must be answered: the person may go on talking. A letter
counts only here, after the key that opened the strip has had its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from debrief.language import marked as marked_text
from debrief.language import say
from debrief.tui import phrases
from debrief.tui.widgets import Line, Said
from debrief.tui.widgets.pointed import Pointed

_TWO_COLUMNS_FROM = 5
_IN_WORDS = marked_text("or in words, then Enter:")


class Choice(NamedTuple):
    """One letter, what it stands for, and what is told when it is pressed."""

    key: str
    words: Callable[[], str]
    code: str


class _Letters(Pointed, Widget):
    """Takes the one letter."""

    can_focus = True
    DEFAULT_CSS = "_Letters { height: auto; }"

    def __init__(self, strip: Strip) -> None:
        super().__init__()
        self.strip = strip

    def compose(self) -> ComposeResult:
        yield Said(self.strip.legend, phrases.drawer)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.strip.takes_words:
            # not by the order on the screen: a line just shown has no place there yet
            event.stop()
            event.prevent_default()
            self.strip.to_words()
        elif (event.character or "").isprintable() and event.character:
            event.stop()
            event.prevent_default()
            self.strip.pressed(event.character.lower())


class Strip(Vertical):
    """Asks; afterwards the focus goes back to where it was."""

    DEFAULT_CSS = """
    Strip { height: auto; max-height: 12; padding: 0 2; background: $boost;
            border-top: solid $primary-darken-2; display: none; }
    Strip.asking { display: block; }
    Strip > .strip-title { text-style: bold; }
    """

    def __init__(self, *, later: bool = False, **kwargs: Any) -> None:
        """``later``: nothing is asked before ``fill``, and until then there is nothing to lay out."""
        super().__init__(**kwargs)
        self._later = later
        self._title: Callable[[], str] = str
        self._choices: Sequence[Choice] = ()
        self._told: Callable[[str | None, str], None] = lambda code, words: None
        self._left: Callable[[], None] = lambda: None
        self._back: Widget | None = None

    def compose(self) -> ComposeResult:
        if not self._later:
            yield from self._parts()

    def fill(self) -> None:
        """Now it can ask."""
        if self._later:
            self._later = False
            self.mount_all(self._parts())

    def _parts(self) -> Iterable[Widget]:
        yield Said(lambda: self._title(), phrases.drawer, classes="strip-title")
        yield _Letters(self)
        yield Said(lambda: say(_IN_WORDS), phrases.drawer, classes="strip-words")
        yield Line(classes="strip-line")

    @property
    def asking(self) -> bool:
        return self.has_class("asking")

    def ask(
        self,
        title: Callable[[], str],
        choices: Sequence[Choice],
        told: Callable[[str | None, str], None],
        *,
        in_words: bool = False,
        left: Callable[[], None] = lambda: None,
    ) -> None:
        """Asks for one of ``choices``; with ``in_words`` a line of words will do as well.

        ``told`` gets the code (or None) and the words; ``left`` is called at Escape.
        """
        if not self.asking:
            self._back = self.screen.focused
        self._title, self._choices, self._told, self._left = title, choices, told, left
        line = self.query_one(Line)
        line.value = ""
        line.display = in_words
        self.query_one(".strip-words").display = in_words and bool(choices)
        letters = self.query_one(_Letters)
        letters.display = bool(choices)
        self.add_class("asking")
        self.relabel()
        self.screen.set_focus(letters if choices else line)

    @property
    def takes_words(self) -> bool:
        """Whether a line of words will do as well as a letter."""
        return bool(self.query_one(Line).display)

    def to_words(self) -> None:
        """The focus goes to the line of words."""
        self.screen.set_focus(self.query_one(Line))

    def legend(self) -> str:
        """The letters and what they stand for, two in a line where there is room."""
        said = [f"{choice.key}  {choice.words()}" for choice in self._choices]
        half = (len(said) + 1) // 2
        room = max((cell_len(words) for words in said[:half]), default=0) + 4
        widest = max((cell_len(words) for words in said[half:]), default=0)
        if len(said) < _TWO_COLUMNS_FROM or room + widest > self.screen.size.width - 10 or phrases.drawer():
            return "\n".join(said)
        right = [*said[half:], ""]
        return "\n".join(
            f"{left}{' ' * (room - cell_len(left))}{right[n]}" for n, left in enumerate(said[:half])
        )

    def relabel(self) -> None:
        """The words again, in another language."""
        for said in self.query(Said):
            said.refresh(layout=True)

    def pressed(self, letter: str) -> None:
        """A letter; one that stands for nothing changes nothing."""
        for choice in self._choices:
            if choice.key == letter:
                self._done(partial(self._told, choice.code, ""))
                return

    def leave(self) -> None:
        """Escape: nothing is set."""
        self._done(self._left)

    @on(Line.GoOn)
    def _worded(self, event: Line.GoOn) -> None:
        event.stop()
        words = self.query_one(Line).text
        if words:
            self._done(lambda: self._told(None, words))

    def let_go(self) -> None:
        """One goes elsewhere: it asks no more, and the focus goes where one goes."""
        if self.asking:
            self.remove_class("asking")
            self._left()

    def _done(self, then: Callable[[], None]) -> None:
        self.remove_class("asking")
        back = self._back
        if back is not None and back.is_attached and back.display:
            self.screen.set_focus(back)
        then()
