"""A real pseudo-terminal with a program in it: bytes in, everything it wrote out."""

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
from pathlib import Path

ROOT = Path(__file__).parents[2]
_GIVE_UP_SECONDS = 60
_TELLTALES = ("TEXTUAL", "PYTHON", "COLUMNS", "LINES", "SSLKEYLOGFILE")


class Terminal:
    """``with Terminal(script_text, tmp_path) as terminal``."""

    def __init__(self, script: str, folder: Path, **environ: str) -> None:
        self.path = folder / "program.py"
        self.path.write_text(script, "utf-8")
        self.seen = b""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_TELLTALES)}
        self.environ = {**kept, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environ}
        self.status: int | None = None

    def __enter__(self) -> Terminal:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(self.path.parent)
            os.execve(sys.executable, [sys.executable, str(self.path)], self.environ)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.fd)
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    def send(self, keys: str | bytes) -> None:
        """All of it in one write."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            self._read(0)
            written = os.write(self.fd, data[:1024])
            data = data[written:]

    def until(self, mark: str) -> None:
        """Read until the program has written ``mark`` (after what was read before)."""
        start = len(self.seen)
        last = time.monotonic() + _GIVE_UP_SECONDS
        while mark.encode() not in self.seen[start:]:
            if not self._read(0.2) or time.monotonic() > last:
                raise AssertionError(f"{mark!r} never came: {self.seen[-2000:]!r}")

    def end(self) -> str:
        """Read to the program's end; its whole output."""
        last = time.monotonic() + _GIVE_UP_SECONDS
        while self._read(0.2) and time.monotonic() < last:
            pass
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.seen.decode("utf-8", "replace")

    def _read(self, patience: float) -> bool:
        """False when the program has gone."""
        if select.select([self.fd], [], [], patience)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return False
            self.seen += data
            return bool(data)
        return True
