"""The process that holds keys: no core file, no reader from outside, no tell-tale environment, no traceback.

``harden()`` is the first thing that every command and the screen do. It imports nothing that reads
the environment. The threat model says what each line prevents.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import sys
import threading
from collections.abc import Iterator, MutableMapping
from types import TracebackType

from debrief.errors import Refusal
from debrief.process.refusals import Stopped

_TELLTALE = re.compile(r"TEXTUAL.*|PYTHON.*DEBUG|SSLKEYLOGFILE", re.IGNORECASE)
_PR_SET_DUMPABLE = 4


def harden(environ: MutableMapping[str, str] | None = None) -> None:
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
    _quiet_hooks()


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


def tell(*_about: object) -> None:
    """One sentence and a code. Neither the error nor its locals: they hold what was said."""
    with contextlib.suppress(OSError, ValueError):
        print(Stopped(), file=sys.__stderr__, flush=True)


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Ends the process with one sentence where something goes wrong inside, and status 1.

    Typer puts a hook of its own in place of ours, and would print a traceback."""
    try:
        yield
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:
        tell()
        sys.exit(1)


def _quiet_hooks() -> None:
    """No traceback from the main thread, another thread or a finaliser."""
    sys.excepthook = _excepthook
    threading.excepthook = tell
    sys.unraisablehook = tell


def _excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, Refusal):
        print(error, file=sys.__stderr__, flush=True)
    elif not issubclass(kind, KeyboardInterrupt):
        tell()
