"""``debrief train …``: the practice cases, and the role card for the colleague who plays the person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debrief.places import shipped

app = typer.Typer(help="Practice cases, all made up.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """Lists the practice cases."""
    from debrief.bank import load_bank
    from debrief.desk.training import cases

    for case in cases(load_bank(shipped("questionnaires"))).values():
        typer.echo(f"{case.id}  {case.title} ({case.route})")


@app.command()
def card(
    name: str,
    text: Annotated[bool, typer.Option("--text", help="Plain text instead of a page to print.")] = False,
    to: Annotated[
        Path | None, typer.Option("--to", help="The file to write; the screen where left out.")
    ] = None,
) -> None:
    """The role card of a case, for the colleague who plays the person. The interviewer should not read it."""
    from debrief.bank import load_bank
    from debrief.desk.papers import write_blank
    from debrief.desk.training import case_named, role_card
    from debrief.exchange import as_html, as_text

    made = role_card(case_named(load_bank(shipped("questionnaires")), name))
    if to is None:
        typer.echo(as_text(made) if text else as_html(made), nl=False)
    else:
        typer.echo(write_blank(made, to, "text" if text else "html"))
