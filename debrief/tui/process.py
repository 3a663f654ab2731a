"""The process around the screen: quiet, without leftovers, replaced when locked.

``prepare()`` runs before anything imports Textual. It imports nothing itself
that does. See the threat model for what each line prevents.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, MutableMapping, Sequence
from types import TracebackType
from typing import Any, NoReturn, Protocol

from debrief.errors import Refusal
from debrief.tui.refusals import CannotRestart, Stopped

_TELLTALE = re.compile(r"TEXTUAL.*|PYTHON.*DEBUG|SSLKEYLOGFILE", re.IGNORECASE)
_PR_SET_DUMPABLE = 4


def prepare(environ: MutableMapping[str, str] | None = None) -> None:
    """Shut the ways by which words could leave this process unasked.

    Textual writes every key to the file ``TEXTUAL_LOG`` names and imports whatever
    ``TEXTUAL_DRIVER`` names; a core file holds the memory; a debugger reads it.
    """
    environ = os.environ if environ is None else environ
    for name in [name for name in environ if _TELLTALE.fullmatch(name)]:
        del environ[name]
    os.umask(0o077)
    _no_core_file()
    _not_traceable()
    quiet_hooks()


def _no_core_file() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _not_traceable() -> None:
    """Linux: the same user's other processes cannot read our memory."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


# --- what is said when something goes wrong ---


def _tell(*_about: object) -> None:
    """One sentence and a code. Neither the error nor its locals: they hold what was said."""
    with contextlib.suppress(OSError, ValueError):
        print(Stopped(), file=sys.__stderr__, flush=True)


def quiet_hooks() -> None:
    """No traceback from the main thread, another thread or a finaliser."""
    sys.excepthook = _excepthook
    threading.excepthook = _tell
    sys.unraisablehook = _tell


def _excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, Refusal):
        print(error, file=sys.__stderr__, flush=True)
    elif not issubclass(kind, KeyboardInterrupt):
        _tell()


def quiet_loop(loop: Any, _context: dict[str, Any]) -> None:
    """The asyncio exception handler: ``loop.set_exception_handler(quiet_loop)``."""
    _tell()


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
