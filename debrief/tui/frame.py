"""What the laptop's app and the analysts' console have in common: the first paint, languages, size, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.keys import _character_to_key
from textual.screen import Screen

from debrief.errors import Refusal
from debrief.language import current, say, use
from debrief.process.rubbish import settle
from debrief.tui import phrases
from debrief.tui.blanking import Blanking
from debrief.tui.calm import CalmApp
from debrief.tui.leaving import Leaving
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.terminal import NEUTRAL, NEUTRAL_TITLE
from debrief.tui.theme import COLOURS, DARK, FIRST_CSS, LATER_CSS, begin_in, dress, following
from debrief.tui.typing import AT_ONCE, is_key

LEAST_WIDTH, LEAST_HEIGHT = 50, 16
_IN_ANY_ROOM = AT_ONCE | {"ctrl+q"}


class FramedApp(Leaving, Blanking, CalmApp, App[None]):
    """A subclass gives ``first`` and its own keys. No widget has a clock; they ask ``app.clock``."""

    CSS = FIRST_CSS
    has_begun = False
    """The first screen is painted."""
    TITLE = NEUTRAL
    IDLE_CHECK_SECONDS: ClassVar[float] = 10.0
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False, priority=True),
        Binding("f6", "other_language", show=False, priority=True),
        Binding("f12", "hide", show=False, priority=True),
        Binding("ctrl+l", "lock", show=False, priority=True),
        Binding("ctrl+x", "jump", show=False, priority=True),
        Binding("ctrl+q", "leave_app", show=False, priority=True),
        Binding("ctrl+c", "nothing", show=False),
    ]

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        again: Sequence[str] = (),
        typed_ahead: str = "",
        trouble: Refusal | None = None,
    ) -> None:
        """``trouble``: what went wrong before the first screen, said on it."""
        super().__init__()
        self.trouble = trouble
        self.folder, self.clock, self.again = folder, clock, list(again)
        self.other_language = "vi"
        self.last_key = clock()
        begin_in(self, DARK)
        self._typed_ahead = typed_ahead
        self._refused: Refusal | None = None
        self._kept: list[events.Key | events.Paste] = []
        """What was typed while there was no room."""
        self._starting = ExitStack()
        self._starting.enter_context(self.keys_held())  # what is typed before the first screen

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands. Asked for at each painting: a field that has got the focus
        has its place only once it is laid out."""
        at = getattr(self.focused, "cursor_screen_offset", None)
        return at if isinstance(at, Offset) else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, at: Offset) -> None:
        """Textual's fields tell it as they are typed in; they are asked again when it counts."""

    # -- opening -------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """The first screen at once, and not over an empty one that would be laid out before it."""
        try:
            screen = self.first()
        except Refusal as refusal:  # a damaged questionnaire, for one: said after the screen is gone
            self._refused, screen = refusal, Screen()
        screen._push_result_callback(self, None)  # as ``push_screen`` does, and ``switch_screen`` takes it off
        return screen

    @property
    def default_screen(self) -> Screen[Any]:
        """The first screen gives way to others."""
        return self.screen

    def on_mount(self) -> None:
        self.to_terminal(f"{NEUTRAL_TITLE}\x1b[?25h")
        if self._refused is not None:
            self._return_code = 1
            self._say_last(str(self._refused))
            return
        self.listen_for_signals()
        self.set_interval(self.IDLE_CHECK_SECONDS, self.lock_when_idle)
        for letter in self._typed_ahead:
            self._lane.append(events.Key(_character_to_key(letter), letter))
        self.screen.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The first screen is painted: what it could do without until now, and then the keys."""
        with self._starting:
            self.has_begun = True
            self._dress_later()
            self.tell_trouble()
            self._fit(self.size)

    def tell_trouble(self) -> None:
        """A language that cannot be used: the app goes on in English, and says which file and line."""
        if isinstance(self.screen, CalmScreen):
            self.screen.refuse(self.trouble)

    def first(self) -> Screen[Any]:
        """The screen one begins at."""
        raise LookupError

    def _dress_later(self) -> None:
        """How every other screen looks: read once the first is painted."""
        self.stylesheet.add_source(LATER_CSS, read_from=("", "LATER_CSS"))
        self.refresh_css(animate=False)
        settle(clear=False)

    # -- languages -------------------------------------------------------------------------

    def action_other_language(self) -> None:
        """Between two languages, in place."""
        before = current().tag
        if self.switch_language(self.other_language):
            self.other_language = before

    def switch_language(self, tag: str) -> bool:
        """Another language, in place: half-typed text, cursor and focus stay."""
        try:
            use(tag)
        except Refusal as refusal:
            if isinstance(self.screen, CalmScreen):
                self.screen.refuse(refusal)
            return False
        # a terminal that would reorder letters itself is told to leave them as they are drawn
        drawn = current().direction == "rtl" and not phrases.terminal_orders()
        self.to_terminal("\x1b[8l" if drawn else "\x1b[8h")
        for screen in self.screen_stack:
            if isinstance(screen, CalmScreen):
                screen.in_another_language(seen=screen is self.screen or self.screen.styles.background.a < 1)
        self.has_switched = True
        self.switched()
        return True

    def switched(self) -> None:
        """Another language is on the screen."""

    def next_colours(self) -> None:
        """Dark, light, high contrast; kept for the next time where something keeps it."""
        dress(self, following(self.theme))
        if isinstance(self.screen, CalmScreen):
            self.screen.tell(lambda: say("Colours: {name}", name=say(COLOURS[self.theme])))

    # -- from anywhere -----------------------------------------------------------------------

    def action_help(self) -> None:
        from debrief.tui.screens.help import HelpScreen

        screen = self.screen
        if self.is_covered or isinstance(screen, HelpScreen):
            return
        if isinstance(screen, CalmScreen):
            self.push_screen(self.help_about(screen))

    def help_about(self, screen: CalmScreen[Any]) -> Screen[Any]:
        from debrief.tui.screens.help import HelpScreen

        return HelpScreen(screen)

    def action_jump(self) -> None:
        """A letter over every line and field; typing it goes there."""
        from debrief.tui.screens.jump import JumpScreen, targets_of

        screen = self.screen
        if isinstance(screen, CalmScreen) and not self.is_covered and not screen.strip.asking:
            self.push_screen(JumpScreen(targets_of(screen)), lambda target: target and target.go())

    def push_screen(self, screen: Any, *args: Any, **kwargs: Any) -> Any:
        """As Textual's; what is typed ahead waits until the screen has its fields."""
        self._make_room()
        pushed = super().push_screen(screen, *args, **kwargs)
        if isinstance(screen, CalmScreen):
            screen.hold_keys()
        return pushed

    def pop_screen(self) -> Any:
        """As Textual's, of the screen that lies below one that says there is no room."""
        self._make_room()
        return super().pop_screen()

    def switch_screen(self, screen: Any) -> Any:
        """As Textual's, of the screen that lies below one that says there is no room."""
        self._make_room()
        return super().switch_screen(screen)

    @property
    def is_covered(self) -> bool:
        """Hidden, locked or too small: nothing of a record may be shown now."""
        return bool(getattr(self.screen, "covers", False))

    @property
    def may_be_hidden(self) -> bool:
        """Something is open, or comes back to sight by itself."""
        return not self.is_covered or bool(getattr(self.screen, "may_be_hidden", False))

    def action_hide(self) -> None:
        self.hide()
        self.show_again()

    def hide(self) -> None:
        """A blank screen over what is open."""

    def action_lock(self) -> None:
        self.lock()
        self.show_again()

    def action_nothing(self) -> None:
        """Ctrl+C does nothing: copying out is not wanted, and ending by mistake neither."""

    # -- size and time ------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        if self.has_begun:
            self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """A terminal too small to show a question whole shows that alone; a blank screen needs no room."""
        from debrief.tui.screens.small import SmallScreen

        small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        if small and not getattr(self.screen, "fits_anywhere", False):
            super().push_screen(SmallScreen())
            self._kept += self.take_typed()
        elif not small:
            self._take_small_away()
            if not self.is_covered:
                kept, self._kept = self._kept, []
                self.type_first(kept)

    def _take_small_away(self) -> None:
        """What lies below it is on top again."""
        if self.is_without_room:
            super().pop_screen()

    def _make_room(self) -> None:
        """Work that ends in a window too small goes on from the screen it was begun on."""
        if self.has_begun:
            self._take_small_away()
            self.call_later(lambda: self._fit(self.size))

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste):
            self.last_key = self.clock()
            if self.is_without_room and not event.is_forwarded and not is_key(event, _IN_ANY_ROOM):
                self._kept.append(event)
                return
        await super().on_event(event)

    @property
    def is_without_room(self) -> bool:
        """The window is too small to show where letters go: they wait until there is room."""
        from debrief.tui.screens.small import SmallScreen

        return isinstance(self.screen, SmallScreen)

    def to_terminal(self, sequence: str) -> None:
        """A control sequence to the terminal itself."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)
