"""The terminal of the plain line mode: read a line at a time, as text, with an end that loses nothing."""

from __future__ import annotations

import codecs
import contextlib
import select
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from debrief.language import say, use_or_english
from debrief.plain.lines import Lines
from debrief.plain.session import Ended, Session
from debrief.plain.ways import Gone, Lock
from debrief.tui.refusals import NotUtf8

if TYPE_CHECKING:
    from debrief.desk import Desk

_LOCK_AFTER = 5
_ENDS = ("SIGHUP", "SIGTERM", "SIGBREAK")


def start(
    desk: Desk,
    clock: Callable[[], datetime],
    secret: Callable[[str], str],
    opens: Callable[[str], bool],
    reference: str | None,
    language: str | None,
) -> Ended:
    """Runs until the end. ``language`` is a tag; the one the vault was last used in where left out."""
    if trouble := use_or_english(language or desk.settings.language):
        write(f"{trouble}\n")
    keyboard = Keyboard(_minutes(desk) * 60)
    listen(keyboard)
    lines = Lines(keyboard.read, write, lambda prompt: keyboard.secret(secret, prompt))
    ended = Session(desk, lines, clock, opens).run(reference)
    if ended == "ended":
        write(say("Everything said is kept.") + "\n")
    return ended


def prepare() -> None:
    """Input and output as text, before anything is read."""
    _as_text(sys.stdin, "replace")
    _as_text(sys.stdout, "strict")


def _as_text(stream: Any, errors: str) -> None:
    """UTF-8, on a pipe by our own word; a terminal of another encoding is refused."""
    encoding = stream.encoding or "ascii"
    if stream.isatty() and codecs.lookup(encoding).name != "utf-8":
        raise NotUtf8(found=encoding)
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors)


def _minutes(desk: Desk) -> int:
    edition = desk.bank.editions.get(desk.settings.edition)
    return edition.proposals.get("lock_after_minutes", _LOCK_AFTER) if edition else _LOCK_AFTER


class Keyboard:
    """Reads lines. A lost terminal ends a read at once, and never a save that is under way."""

    def __init__(self, idle: float) -> None:
        self.idle, self.gone, self.reading = idle, False, False

    def read(self) -> str:
        """A line with its end; nothing at the end of input. ``Lock`` where nobody wrote one for long."""
        self.reading = True
        try:
            if self.gone:
                raise Gone
            self._wait()
            return sys.stdin.readline()
        except OSError:
            raise Gone from None
        finally:
            self.reading = False

    def _wait(self) -> None:
        """On a terminal of POSIX only: elsewhere a console cannot be waited for."""
        if sys.platform != "win32" and sys.stdin.isatty():
            ready, _, _ = select.select([sys.stdin], [], [], self.idle)
            if not ready:
                raise Lock

    def secret(self, ask: Callable[[str], str], prompt: str) -> str:
        """A line that is not shown, of a terminal; of a pipe the next line. ``EOFError`` at the end."""
        if not sys.stdin.isatty():
            line = self.read()
            if not line:
                raise EOFError
            return line.rstrip("\r\n")
        self.reading = True
        try:
            return ask(prompt)
        except Exception:  # a terminal that is gone fails in more than one way
            if self.gone:
                raise Gone from None
            raise
        finally:
            self.reading = False

    def hang_up(self, *_about: object) -> None:
        self.gone = True
        if self.reading:
            raise Gone

    def interrupt(self, *_about: object) -> None:
        """The interrupt key: the line is dropped; a save that is under way is not touched."""
        if self.reading:
            raise KeyboardInterrupt


def listen(keyboard: Keyboard) -> None:
    """An order to end, or a lost terminal, ends the program with what was written kept."""
    for name in (*_ENDS, "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(ValueError, OSError):
                signal.signal(number, keyboard.interrupt if name == "SIGINT" else keyboard.hang_up)


def write(text: str) -> None:
    """Writes at once. ``Gone`` where nobody reads any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError):
        raise Gone from None
