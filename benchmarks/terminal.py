"""A program in a pseudo-terminal, as an interviewer's terminal runs it, with its CPU time."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from types import TracebackType

_GIVE_UP_SECONDS = 15
_IDLE_SECONDS, _IDLE_CPU = 0.5, 0.01
_TELLTALES = ("TEXTUAL", "PYTHON", "COLUMNS", "LINES")
_ANSWERS = {b"\x1b[6n": b"\x1b[1;2R", b"\x1b[c": b"\x1b[?62;22c"}
"""What every terminal answers: where the cursor is, and what it is."""


class Terminal:
    """``with Terminal([*arguments of python]) as terminal``; 80 columns, 24 lines."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = [sys.executable, *arguments]
        self.seen = b""

    def __enter__(self) -> Terminal:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_TELLTALES)}
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, self._arguments, {**kept, "TERM": "xterm-256color"})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def send(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def until(self, mark: str) -> None:
        """Reads until ``mark`` is painted, after what was read before."""
        start, last = len(self.seen), time.monotonic() + _GIVE_UP_SECONDS
        while mark.encode() not in self.seen[start:]:
            if time.monotonic() > last:
                raise TimeoutError(f"{mark!r} was never painted")
            self._read(0.05)

    def quiet(self, seconds: float = 0.15, most: float = 3.0) -> None:
        """Reads until nothing more is painted for a while; a blinking cursor paints for ever."""
        last = time.monotonic() + most
        while self._read(seconds) and time.monotonic() < last:
            pass

    def idle(self, most: float = 20.0) -> None:
        """Reads until the program has nothing left to do: what it reads beside belongs to no key."""
        last, before = time.monotonic() + most, -1.0
        while self.cpu() - before > _IDLE_CPU and time.monotonic() < last:
            before = self.cpu()
            self.quiet(_IDLE_SECONDS, _IDLE_SECONDS)

    def cpu(self) -> float:
        """Seconds of CPU time that the program has used, all its threads."""
        return time.clock_gettime(_clock_of(self.pid))

    def _read(self, patience: float) -> bool:
        if not select.select([self._fd], [], [], patience)[0]:
            return False
        found = os.read(self._fd, 65536)
        self.seen += found
        for question, answer in _ANSWERS.items():
            if question in found:
                os.write(self._fd, answer)
        return True


def _clock_of(pid: int) -> int:
    """The CPU clock of another process (``clock_getcpuclockid``): nanoseconds, not ticks."""
    return (~pid << 3) | 2
