"""``debrief ukhtc console``: the analysts' screens."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief.commands.clock import now
from debrief.commands.repository_access import Where, account, plain


def console(
    repository: Where,
    lang: Annotated[str | None, typer.Option("--lang", help="The language of the screen.")] = None,
) -> None:
    """Opens the analysts' screens. Reads and decisions stand under the account at the machine."""
    from debrief.console import run

    with plain():
        status = run(repository, clock=now, user=account(), language=lang)
    raise typer.Exit(status)
