"""Before the first screen: what the terminal must be able to do, and how the app is run."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from debrief.errors import Refusal
from debrief.language import use_or_english
from debrief.tui import phrases
from debrief.tui.app import DebriefApp
from debrief.tui.process import again
from debrief.tui.refusals import NoTerminal, NotUtf8
from debrief.tui.terminal import ask, fit_widths, reorders_itself


def start(folder: Path, clock: Callable[[], datetime], language: str | None, token: Path | None = None) -> int:
    """Runs the app until it ends or is locked. Refuses a terminal it cannot draw on."""
    typed, trouble = prepared(language)
    restart = again(sys.argv)
    app = DebriefApp(folder, clock, again=restart, typed_ahead=typed, token=token, trouble=trouble)
    app.run()
    return app.return_code or 0


def prepared(language: str | None) -> tuple[str, Refusal | None]:
    """Asks the terminal how it draws, or refuses it. The letters that were typed meanwhile, and why
    the language asked for cannot be used."""
    require_terminal()
    trouble = use_or_english(language) if language is not None else None
    answers = ask()
    fit_widths(answers.probe)
    phrases.leave_order(reorders_itself(os.environ))
    return answers.typed, trouble


def require_terminal() -> None:
    """Refuses where there is no terminal, or one that cannot show every script."""
    if sys.__stdin__ is None or sys.__stdout__ is None:
        raise NoTerminal
    if not (sys.__stdin__.isatty() and sys.__stdout__.isatty()):
        raise NoTerminal
    encoding = sys.__stdout__.encoding or "ascii"
    if codecs.lookup(encoding).name != "utf-8":
        raise NotUtf8(found=encoding)
