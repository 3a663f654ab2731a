"""A terminal as lines: one thing a line, nothing moved, nothing overwritten, no escape codes."""

from __future__ import annotations

from collections.abc import Callable

from debrief.language import say
from debrief.plain.ways import Gone
from debrief.text import cleaned, steers

_UNREAD = "\ufffd"
"""What stands for bytes that are no text."""
BLANK_LINES = 120
"""So many push what was shown off the screen; no plain terminal forgets it for that."""


class Lines:
    """``read`` gives a line with its end, or nothing at the end of input; ``secret`` one that is not shown."""

    def __init__(
        self, read: Callable[[], str], write: Callable[[str], None], secret: Callable[[str], str]
    ) -> None:
        self._read, self._write, self._secret = read, write, secret

    def put(self, text: str = "") -> None:
        """Writes a text, each of its lines on its own."""
        for line in cleaned(text).split("\n"):
            self._write(line.rstrip() + "\n")

    def ask(self, prompt: str) -> str:
        """One line. The prompt ends with a colon. Raises ``Gone`` at the end of input."""
        while True:
            line = self._line(f"{prompt}: ")
            if line is None:
                self.put()
                self.put(say("Nothing is ended by this key. .quit ends, .lock locks."))
            elif _UNREAD in line:
                self.put(say("Some characters of this line did not arrive. Write it again."))
            else:
                if steers(line):
                    self.put(say("Characters that reorder or hide what is read were taken out."))
                return cleaned(line)

    def _line(self, prompt: str) -> str | None:
        """A line without its end; ``None`` after an interrupt."""
        self._write(cleaned(prompt))
        try:
            line = self._read()
        except KeyboardInterrupt:
            return None
        if not line:
            raise Gone
        return line.rstrip("\r\n")

    def ask_secret(self, prompt: str) -> str:
        """One line that is not shown; blank after an interrupt. ``Gone`` at the end of input."""
        try:
            return self._secret(cleaned(prompt))
        except KeyboardInterrupt:
            return ""
        except EOFError:
            raise Gone from None

    def push_away(self) -> None:
        """Blank lines, so that nothing said stays in view."""
        self._write("\n" * BLANK_LINES)
