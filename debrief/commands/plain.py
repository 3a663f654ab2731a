"""The command ``debrief ask``: the app straight into a de-brief, or the same interview line by line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from debrief.commands.asking import secret
from debrief.commands.clock import now
from debrief.commands.opening import TokenOption, VaultOption, opened
from debrief.places import shipped, vault_folder


def ask(
    reference: Annotated[str | None, typer.Argument(help="With --plain: the de-brief's reference.")] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers, Braille and dumb terminals.")
    ] = False,
    lang: Annotated[str | None, typer.Option("--lang", help="The language of what is said.")] = None,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Opens the app; with --plain the same interview line by line (docs/plain.md)."""
    if not plain:
        from debrief.tui import run

        raise typer.Exit(run(vault or vault_folder(), clock=now, language=lang, token=token))
    if _line_by_line(reference, lang, vault, token) == "locked" and sys.stdin.isatty():
        from debrief.tui.process import again, replace_process

        replace_process(again(sys.argv))


def _line_by_line(reference: str | None, lang: str | None, vault: Path | None, token: Path | None) -> str:
    """Unlocks, talks, and closes the vault; tells how it ended."""
    from debrief.bank import load_bank
    from debrief.desk import Desk
    from debrief.plain.start import prepare, start
    from debrief.tui.hiding import opens

    prepare()
    with opened(vault, token) as (held, _):
        desk = Desk(held, load_bank(shipped("questionnaires")), now)
        folder = vault or vault_folder()
        return start(desk, now, secret, lambda words: opens(folder, words, token), reference, lang)
