"""The ``debrief`` command: the app at once where no command is named, else the whole command line.

Nothing of the command line is read to open the app: that takes as long as the rest of the first paint.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from debrief.process import plainly
from debrief.process.rubbish import look_later

_OPTIONS = ("--vault", "--token", "--lang")
"""What ``debrief`` takes where no command follows (``cli.start`` declares the same)."""


def main() -> None:
    """Opens the app, or hands the words over to the command line."""
    given = options(sys.argv[1:])
    if given is None:
        from debrief.cli import main as command_line

        command_line()
    else:
        look_later()
        with plainly():
            sys.exit(_open(given))


def options(words: Sequence[str]) -> dict[str, str] | None:
    """The options of opening the app; None where anything else is said (a command, ``--help``, a slip)."""
    names, values = words[0::2], words[1::2]
    pairs = dict(zip(names, values, strict=False))
    whole = len(names) == len(values) == len(pairs) and set(names) <= set(_OPTIONS)
    return pairs if whole and not any(value.startswith("-") for value in values) else None


def _open(given: dict[str, str]) -> int:
    from debrief.commands.clock import now
    from debrief.places import vault_folder
    from debrief.tui import run

    vault, token = (given.get(name) for name in ("--vault", "--token"))
    return run(
        Path(vault) if vault else vault_folder(),
        clock=now,
        language=given.get("--lang"),
        token=Path(token) if token else None,
    )
