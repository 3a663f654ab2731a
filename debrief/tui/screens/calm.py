"""What every screen has: a head, one line for what happened, a strip that asks, a line of keys."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from debrief.errors import Refusal
from debrief.language import marked, say, say_error
from debrief.tui import phrases
from debrief.tui.painting import NearCompositor
from debrief.tui.panes import HeadLine, KeyLine, Strip
from debrief.tui.typing import STEERED, Steered
from debrief.tui.widgets.said import Said

if TYPE_CHECKING:
    from debrief.interview import Interview
    from debrief.tui.app import DebriefApp
    from debrief.tui.widgets import Field

Result = TypeVar("Result")


class CalmScreen(Screen[Result], Generic[Result]):
    """A subclass gives ``title``, ``body`` and ``keys``; ``tell`` and ``refuse`` say what happened."""

    AUTO_FOCUS = None
    may_find = False
    """A place may be looked for here by its words: one can go there, and nothing half done is left behind."""
    hears_stop = False
    """It covers the record, and Stop, Break and Distress work there all the same."""
    asks_later = False
    """Its strip is empty until the screen fills it."""
    idle_keys: ClassVar[frozenset[str]] = frozenset()
    """Keys that work everywhere else, and do nothing here: they are not shown."""
    _message: Callable[[], str] = str
    _behind = False
    """The language changed while it was covered."""
    ABOUT: ClassVar[str] = ""
    """What the help says of this screen; a text not yet translated."""
    OWN_KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """The keys that work here alone, for the help."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NearCompositor()
        self._holds: list[ExitStack] = []
        self._head_line = (
            HeadLine(self._head, phrases.drawer, classes="head-title"),
            Said(lambda: self.aside_words(), phrases.drawer, classes="head-aside"),
        )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+c,super+c", "nothing", show=False),
    ]

    @property
    def calm(self) -> DebriefApp:
        """The app, by its own type."""
        return cast("DebriefApp", self.app)

    # -- keys wait their turn ----------------------------------------------------------

    def hold_keys(self) -> ExitStack:
        """What is typed from now on waits, until the hold is closed or the screen is gone."""
        hold = ExitStack()
        hold.enter_context(self.calm.keys_held())
        self._holds.append(hold)
        return hold

    def in_turn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs ``work`` beside the queue of messages; keys typed ahead wait for its end."""
        hold = self.hold_keys()

        async def run() -> None:
            with hold:
                await work

        self.run_worker(run())

    async def on_mount(self) -> None:
        """First the screen's own beginning; then there is a field for what was typed ahead.

        What the beginning itself holds keys for (``in_turn``) goes on holding them.
        """
        self.set_class(phrases.mirrored(), "mirrored")
        waiting, self._holds = self._holds, []
        try:
            await self.arrive()
        finally:
            for hold in waiting:
                hold.close()

    def on_unmount(self) -> None:
        self.let_keys_go()

    def let_keys_go(self) -> None:
        for hold in self._holds:
            hold.close()
        self._holds.clear()

    # -- for each screen to say ------------------------------------------------------

    def title_words(self) -> str:
        """The words of the head."""
        return ""

    def aside_words(self) -> str:
        """What stands at the end of the head."""
        return ""

    def body(self) -> Iterable[Widget]:
        """What stands between head and foot."""
        return ()

    async def arrive(self) -> None:
        """The screen is there: fill it, and give something the focus."""

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys worth showing: each with the text (not yet translated) for what it does."""
        return ()

    def all_keys(self) -> Sequence[tuple[str, str]]:
        """The keys as the foot shows them: its own among those that work everywhere."""
        keys = (ALWAYS[0], *self.keys(), *ALWAYS[1:])
        return tuple(shown for shown in keys if shown[0] not in self.idle_keys)

    # -- the frame -------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Horizontal(*self._head_line, classes="head")
        yield from self.body()
        with Vertical(classes="foot"):
            yield Strip(later=self.asks_later)
            yield Said(lambda: self._message(), phrases.drawer, classes="message")
            yield KeyLine(self.all_keys)

    def _head(self) -> str:
        """The title; over a training record every screen says so."""
        working = self.calm.working
        opened = working.interview.state.opened if working is not None else None
        training = opened is not None and opened.training
        return f"{say('TRAINING')} · {self.title_words()}" if training else self.title_words()

    @property
    def strip(self) -> Strip:
        return self.query_one(Strip)

    def tell(self, words: Callable[[], str], *, warn: bool = False) -> None:
        """Says in the line above the keys what happened; in another language after a switch."""
        self._message = words
        line = self.query_one(".message", Said)
        line.set_class(warn, "warn")
        line.display = bool(words())
        line.refresh(layout=True)

    def refuse(self, refusal: Refusal | None) -> bool:
        """Says a refusal; returns whether there was one."""
        if refusal is not None:
            working = self.calm.working
            interview = working.interview if working is not None else None
            self.tell(lambda: in_words(refusal, interview), warn=True)
        return refusal is not None

    @on(Steered)
    def _steered(self, event: Steered) -> None:
        event.stop()
        self.tell(plain(STEERED), warn=True)

    def quiet(self) -> None:
        """Takes the message away."""
        self.tell(str)

    def relabel(self) -> None:
        """Every word again, in another language; what is typed stays."""
        self.set_class(phrases.mirrored(), "mirrored")
        for widget in self.query(Said):
            widget.refresh(layout=True)
        for rows in self.query("Rows"):
            rows.refresh(layout=True)
        self.query_one(KeyLine).refresh()

    def in_another_language(self, *, seen: bool) -> None:
        """Every word again: now, or once it comes to sight; a covered screen would be laid out for nobody."""
        self._behind = not seen
        if seen:
            self.relabel()

    def on_screen_resume(self) -> None:
        """It was covered while the language changed."""
        if self._behind:
            self.in_another_language(seen=True)

    def refresh_head(self) -> None:
        for said in self._head_line:
            said.again()

    def field(self) -> Field | None:
        """The field that has the focus, the innermost."""
        from debrief.tui.widgets import Field

        for widget in self.focused.ancestors_with_self if self.focused else ():
            if isinstance(widget, Field):
                return widget
        return None

    def urgent_first(self) -> None:
        """Urgent, on a screen that covers the record: the way back comes first."""

    def action_leave(self) -> None:
        """Escape: out of the strip, or else back."""
        if self.strip.asking:
            self.strip.leave()
        else:
            self.leave()

    def leave(self) -> Any:
        """Back to the screen before."""
        self.dismiss()

    def action_nothing(self) -> None:
        """Nothing is copied out."""


ALWAYS: tuple[tuple[str, str], ...] = (
    ("F1", marked("help")),
    ("F6", marked("language")),
    ("F12", marked("hide")),
    ("Ctrl+L", marked("lock")),
)


def in_words(refusal: Refusal, interview: Interview | None = None) -> str:
    """A refusal in the language of the screen, with its code; of a de-brief, with the names of its bank."""
    from debrief.tui.naming import named  # the questionnaire is read after the first paint

    sentence, remedy = (named(refusal, interview) if interview else refusal).say(say_error)
    return f"{sentence} {remedy} ({refusal.code})"


def plain(words: str) -> Callable[[], str]:
    """A text of the interface, said anew at each drawing."""
    return lambda: say(words)
