"""The process around the screen: quiet, without leftovers, replaced when locked.

``debrief.process.harden()`` runs before anything imports Textual. Nothing here imports it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

from debrief.process import tell
from debrief.tui.refusals import CannotRestart

_UPTIME_RAW: int = getattr(time, "CLOCK_UPTIME_RAW", 0)  # macOS


def quiet_loop(loop: Any, _context: dict[str, Any]) -> None:
    """The asyncio exception handler: ``loop.set_exception_handler(quiet_loop)``."""
    tell()


def place_of(error: BaseException) -> list[str]:
    """Where an error came from: its class, then module and line of ours, outermost first. No value."""
    error = getattr(error, "error", error)  # Textual wraps what a worker raised
    frames = traceback.walk_tb(error.__traceback__)
    places = [(frame.f_globals.get("__name__", ""), line) for frame, line in frames]
    return [type(error).__name__, *(f"{name}:{line}" for name, line in places if name.startswith("debrief."))]


# --- sleep ---


def asleep(platform: str = sys.platform) -> float:
    """Seconds this computer has slept since it was started; 0 where it does not say."""
    with contextlib.suppress(AttributeError, OSError):
        if platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
        if platform == "darwin":
            return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(_UPTIME_RAW)
        if platform == "win32":
            awake = ctypes.c_ulonglong()
            kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
            kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))
            kernel.GetTickCount64.restype = ctypes.c_ulonglong
            return kernel.GetTickCount64() / 1e3 - awake.value / 1e7  # type: ignore[no-any-return]
    return 0.0


# --- lock: a new process, with nothing of the old one in memory ---


class Driver(Protocol):
    """The part of Textual's driver that gives the terminal back."""

    def stop_application_mode(self) -> None: ...
    def close(self) -> None: ...


def replace_process(
    argv: Sequence[str],
    driver: Driver | None = None,
    *,
    replace: Callable[[Sequence[str]], NoReturn] | None = None,
) -> NoReturn:
    """End this program now and start ``argv`` in its place; never returns.

    ``argv[0]`` is a full path. Straight from the action, never through ``App.exit``:
    that waits for busy worker threads (11 seconds were seen) with everything on screen.
    """
    if driver is not None:
        with contextlib.suppress(Exception):
            driver.stop_application_mode()
        with contextlib.suppress(Exception):
            driver.close()
    try:
        (replace or how_to_replace())(argv)
    except OSError:
        print(CannotRestart(), file=sys.__stderr__, flush=True)
    os._exit(1)


def how_to_replace(platform: str = os.name) -> Callable[[Sequence[str]], NoReturn]:
    """By exec, where there is one that keeps the terminal; else by a successor."""
    return spawn_successor if platform == "nt" else _exec


def _exec(argv: Sequence[str]) -> NoReturn:
    os.execv(argv[0], list(argv))  # noqa: S606


def spawn_successor(argv: Sequence[str]) -> NoReturn:
    """Start ``argv`` on the same console, wait for it holding nothing, end with its status.

    Windows' own exec would let the shell read the keyboard beside the new process, so
    the old one stays as a husk. What it had in memory is let go of by the caller first:
    here nothing but this frame runs any more.
    """
    child = subprocess.Popen(list(argv))  # noqa: S603
    while True:
        try:
            os._exit(child.wait())
        except KeyboardInterrupt:
            continue  # Ctrl+C is meant for the successor


def again(argv: Sequence[str]) -> list[str]:
    """How this program is started again after a lock: same interpreter, same arguments."""
    return [sys.executable, "-m", "debrief", *argv[1:]]
