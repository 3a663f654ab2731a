"""Asking the terminal, before the first screen, how it draws what differs from one to another.

Two things differ and shift whole lines: whether a spacing vowel sign (Hindi, Punjabi, Bengali)
has a cell of its own, and whether the terminal itself reorders what runs from the right.
"""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief.language import PROBE, count_signs

if TYPE_CHECKING:
    from textual.driver import Driver

    class _Driver(Driver):
        """Any of Textual's own."""

        def start_application_mode(self) -> None: ...
        def stop_application_mode(self) -> None: ...
        def write(self, data: str) -> None: ...
else:
    _Driver = object

_LONGEST_READS = 10
_READ_SECONDS = 0.1
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")
_SEQUENCE = re.compile(rb"\x1b(?:\[[\d;?<>]*[A-Za-z~]|O.)")
"""Answers, and keys that are no letters."""
_FORGET_SCROLLED = "\x1b[3J"
_REORDER_THEMSELVES = ("MLTERM", "KONSOLE_VERSION")


class Answers(NamedTuple):
    """``probe``: cells of one letter with its vowel sign (0: no answer); ``typed``: keys typed meanwhile."""

    probe: int = 0
    typed: str = ""


def ask() -> Answers:
    """Asks in one go; every terminal answers the last question, so nothing arrives late as letters.

    A terminal that does not answer costs a second. Where there is no termios (Windows) nothing is asked.
    """
    try:
        import termios
        import tty
    except ImportError:
        return Answers()
    stdin, stdout = sys.__stdin__, sys.__stdout__
    if stdin is None or stdout is None:
        return Answers()
    handle = stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setraw(handle)
        stdout.write(f"\r{PROBE}\x1b[6n\r\x1b[K\x1b[c")
        stdout.flush()
        return read_answers(_read(handle))
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _read(handle: int) -> bytes:
    found = b""
    for _ in range(_LONGEST_READS):
        if select.select([handle], [], [], _READ_SECONDS)[0]:
            found += os.read(handle, 4096)
        if _ATTRIBUTES.search(found):
            break
    return found


def read_answers(found: bytes) -> Answers:
    """What the terminal answered, and what a person typed in between."""
    position = _POSITION.search(found)
    typed = _SEQUENCE.sub(b"", found).decode("utf-8", "ignore")
    plain = "".join(c for c in typed if c.isprintable() or c in "\r\t")
    return Answers(int(position[1]) - 1 if position else 0, plain)


def fit_widths(probe: int) -> None:
    """Rich counts a spacing vowel sign as no cell; where the terminal gives it one, so do we."""
    if probe != 2:
        return
    cells: Any = import_module("rich.cells")
    table = cells.load_cell_table("auto")
    fitted = table._replace(widths=count_signs(table.widths, probe))
    cells.load_cell_table = lambda unicode_version="auto": fitted
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def reorders_itself(environ: Mapping[str, str]) -> bool:
    """Whether this terminal puts right-to-left text in order by itself and cannot be told not to."""
    apple = environ.get("TERM_PROGRAM") == "Apple_Terminal"
    return apple or any(name in environ for name in _REORDER_THEMSELVES)


_TALLEST = 500
"""Lines. A window just made larger shows again what had scrolled away, before the app is told of its size;
a terminal takes a line that it does not have for its last. Erasing all at once would make some keep it."""
BLANK = "".join(
    ("\x1b[0m", *(f"\x1b[{row};1H\x1b[2K" for row in range(1, _TALLEST + 1)), "\x1b[H", _FORGET_SCROLLED)
)
NEUTRAL = "Terminal"
"""Of the window: nobody who walks past reads what this is."""
NEUTRAL_TITLE = f"\x1b]2;{NEUTRAL}\x07"


class _Wiping(_Driver):
    """A driver that blanks what it drew before it gives the terminal back, and what had scrolled away.

    A terminal with a second screen for programs takes the first one back anyway. Another keeps the whole
    form on view; and what scrolled out of it (a window made smaller) is kept by nearly all.
    """

    _over = False

    def write(self, data: str) -> None:
        """Nothing more once the terminal was given back: a last painting would stay on it."""
        if not self._over:
            super().write(data)

    def start_application_mode(self) -> None:
        self._over = False
        super().start_application_mode()
        self.write(_FORGET_SCROLLED)

    def stop_application_mode(self) -> None:
        self.write(BLANK)
        super().stop_application_mode()
        self._over = True


def wiping(driver: type[Driver]) -> type[Driver]:
    """The same driver, leaving nothing behind."""
    return type(f"Wiping{driver.__name__}", (_Wiping, driver), {})
