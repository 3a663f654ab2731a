"""The account first: a wide pane for what is told, as it is told. Nothing is asked here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from debrief.interview import Interview, sentences, step_at
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.making import ask_new, make
from debrief.tui.panes.account_text import AccountText
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.telling import LONGEST, Telling
from debrief.tui.volunteered import touch
from debrief.tui.widgets import Said
from debrief.tui.widgets.said import runs_left
from debrief.tui.working import Working

PAUSE_SECONDS = 0.8
_NARROW = 66
_TOP = marked("The account in the person's own words, as it comes. Nothing is asked here.")
_WAITS = marked(
    "Nothing may be asked yet: F8 says what is waited for. What is said all the same is written down here."
)
_LONG = marked("This account is long. Ctrl+O goes on in a new one.")


class AccountScreen(CalmScreen[None]):
    """A draft is saved at every pause; leaving, however one leaves, makes it said."""

    may_find = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "mark", show=False, priority=True),
        Binding("ctrl+g", "tag", show=False, priority=True),
        Binding("ctrl+n", "card", show=False, priority=True),
        Binding("ctrl+o", "another", show=False, priority=True),
        Binding("ctrl+u", "touch", show=False, priority=True),
    ]
    OWN_KEYS = (
        ("Ctrl+T", marked("a mark of the time; after a silence it comes by itself")),
        ("Ctrl+G", marked("said; on to tagging its passages")),
        ("Ctrl+N", marked("a new card from the sentence the cursor is in")),
        ("Ctrl+U", marked("what the words here touch: those chosen, else the sentence the cursor is in")),
        ("Ctrl+O", marked("go on in a new account")),
        ("Esc", marked("said, and back to where you were")),
    )
    ABOUT = marked(
        "Write what is told, in the person's own words and order. A draft is saved at every pause; when"
        " you leave, it is said. The times at the left are kept beside the words, not in them."
    )

    def __init__(self) -> None:
        super().__init__()
        self.text = AccountText(self._times)
        self._pause: Timer | None = None

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    @property
    def telling(self) -> Telling:
        return self.working.account

    # -- the frame ---------------------------------------------------------------------

    def title_words(self) -> str:
        return f"{self.working.file.reference} · {say('The account, as it is told')}"

    def aside_words(self) -> str:
        saved = self.working.file.saved_at
        if saved is None or not self.telling.is_saved:
            return ""
        return say("saved {time}", time=saved.astimezone().strftime("%H:%M:%S"))

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield self.text
        yield Said(self._echo, lambda: phrases.draw, classes="echo")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Ctrl+G", marked("tag")),
            ("Ctrl+T", marked("time")),
            ("Esc", marked("back")),
            ("F3", marked("talk, break")),
            ("F5", marked("stop")),
        )

    async def arrive(self) -> None:
        self.telling.open()
        self.telling.kept = self._kept  # a pause may come from the question below too
        self._fill()
        self._fit(self.app.size.width)
        self.set_focus(self.text.page)

    def _fill(self) -> None:
        self.text.page.show(self.telling.text)
        self.text.times.refresh()
        self._show_echo()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.set_class(width < _NARROW, "narrow")

    def _top(self) -> str:
        return say(_WAITS) if waits(self.working.interview) else say(_TOP)

    def _times(self) -> list[tuple[int, str]]:
        if self.calm.working is None:
            return []
        return [(mark.offset, clock_time(mark.at)) for mark in self.telling.marks]

    def _echo(self) -> str:
        """The line being typed, once more, where it runs from right to left: no terminal shows that well."""
        here = self.text.page.here
        return here if runs_left(here) and not phrases.terminal_orders() else ""

    def _show_echo(self) -> None:
        echo = self.query_one(".echo", Said)
        echo.display = bool(echo.words)
        echo.refresh(layout=True)

    def relabel(self) -> None:
        super().relabel()
        self._show_echo()

    # -- typing ------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        page = self.text.page
        if page.words_now == self.telling.text:
            return
        self.telling.type(page.words_now, self.calm.clock(), page.pasted)
        page.pasted = False
        self.text.times.refresh()
        self._show_echo()
        self.refresh_head()
        if len(self.telling.text) > LONGEST:
            self.tell(plain(_LONG), warn=True)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self._paused)

    def _paused(self) -> None:
        if self.calm.working is not None:
            self.refuse(self.telling.pause())

    def _kept(self) -> None:
        if self.is_attached:
            self.refresh_head()

    def action_mark(self) -> None:
        self.telling.mark(self.text.page.offset_here, self.calm.clock())
        self.refuse(self.telling.pause())
        self.text.times.refresh()

    # -- leaving -----------------------------------------------------------------------

    def said(self) -> bool:
        """Makes the account said; ``False`` where that is refused."""
        if self.calm.working is None:
            return True
        return not self.refuse(self.telling.say())

    def on_screen_suspend(self) -> None:
        """Another screen lies over it: the pane was left."""
        self.said()

    def leave(self) -> None:
        if self.said():
            if self.calm.working is not None:
                self.working.heard()
            self.dismiss()

    def action_tag(self) -> None:
        from debrief.tui.screens.tag import TagScreen

        if self.said():
            self.app.push_screen(TagScreen())

    def action_another(self) -> None:
        """A new account goes on; the one before stands."""
        if not self.refuse(self.telling.begin_another()):
            self._fill()
            self.quiet()

    def action_card(self) -> None:
        """A card of what the sentence under the cursor speaks of; the sentence stays linked to it."""
        if self.said():
            ask_new(self, self.working, self._make)

    def action_touch(self) -> None:
        """What words said unasked touch. They are said first; nothing was asked before them."""
        chosen = self.text.page.selected_text.strip() or self._sentence()
        if not chosen:
            self.tell(plain(marked("There are no words here to mark. F2 takes them as a note.")))
        elif self.said():
            touch(self, self.working, {"original": chosen}, None)

    def _sentence(self) -> str:
        """The sentence the cursor is in."""
        steps = sentences(self.telling.text)
        if not steps:
            return ""
        start, end = steps[step_at(steps, self.text.page.offset_here)]
        return self.telling.text[start:end].strip()

    def _make(self, repeat: str) -> None:
        make(self, self.working, repeat, self._link)

    def _link(self, repeat: str, number: int) -> None:
        at, steps = self.telling.said_at, sentences(self.telling.text)
        if at and steps:
            start, end = steps[step_at(steps, self.text.page.offset_here)]
            passage = {"at": at, "start": start, "end": end}
            self.refuse(self.working.file.do("tagged", passage=passage, address=f"{repeat}/{number}"))


def waits(interview: Interview) -> bool:
    """Whether an unmet safeguard withholds the account's questions."""
    return any(check.blocks for stage in ("prompt", "account") for check in interview.unmet(stage))


def clock_time(at: str) -> str:
    """A moment as the time of day it was here."""
    return datetime.fromisoformat(at).astimezone().strftime("%H:%M")
