"""The app class under our screens: keys in order, nothing copied out, no traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from rich.text import Text
from textual.app import App, SystemCommand
from textual.screen import Screen

from debrief.process.refusals import Stopped
from debrief.tui.process import quiet_loop, replace_process
from debrief.tui.typing import KeyLane

if TYPE_CHECKING:
    _App = App[Any]
else:
    _App = object


class CalmApp(KeyLane, _App):
    """Mixin for the app: ``class DebriefApp(CalmApp, App[None])``.

    No command palette (it takes screenshots to disk), no copying (OSC 52 puts text into
    the clipboard and its history), no selecting by mouse, and one sentence with a code
    where Textual would print a traceback with the values of local variables.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fault: BaseException | None = None

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        return ()

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing leaves by the clipboard."""

    @property
    def clipboard(self) -> str:
        return ""

    def save_screenshot(self, *_args: Any, **_kwargs: Any) -> str:
        return ""

    def deliver_screenshot(self, *_args: Any, **_kwargs: Any) -> str | None:
        return None

    def action_screenshot(self, *_args: Any, **_kwargs: Any) -> None:
        """No pictures of a conversation."""

    def action_suspend_process(self) -> None:
        """Ctrl+Z would leave the open vault behind a shell prompt."""

    def _on_mount(self) -> None:
        asyncio.get_running_loop().set_exception_handler(quiet_loop)

    def _handle_exception(self, error: Exception) -> None:
        """Remember the fault (the vault's log may seal its place), then end."""
        self.fault = error
        self._return_code = 1
        if self.is_headless:
            super()._handle_exception(error)  # a test must see what it was
        else:
            self._fatal_error()

    def _fatal_error(self) -> None:
        self._say_last(str(Stopped()))

    def panic(self, *_renderables: Any) -> None:
        """Textual's input thread hands a traceback to this: drop it."""
        self._return_code = 1
        self._say_last(str(Stopped()))

    def _say_last(self, sentence: str) -> None:
        if not self._exit_renderables:
            self._exit_renderables.append(Text(sentence))  # wrapped; segments would be cut at the edge
        self._close_messages_no_wait()

    def replace(self, argv: Sequence[str]) -> NoReturn:
        """Lock: give the terminal back and become ``argv`` at once."""
        replace_process(argv, self._driver)
