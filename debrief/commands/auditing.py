"""``debrief ukhtc audit …``: who read what, and whether the audit itself was touched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.clock import now
from debrief.commands.repository_access import Purpose, User, Where, account, open_at, plain, stoppable

if TYPE_CHECKING:
    from debrief.repository.audit_reports import Entry

app = typer.Typer(help="Who read what.", no_args_is_help=True)


@app.command()
def verify(
    repository: Where,
    checkpoint: Annotated[
        list[Path] | None, typer.Option("--checkpoint", help="A checkpoint that was kept elsewhere.")
    ] = None,
) -> None:
    """Checks that no entry of the audit was changed or taken out."""
    from debrief.repository.checkpoint import verify_with

    with plain(), open_at(repository) as opened:
        with stoppable():
            number = verify_with(opened, checkpoint or ())
        typer.echo(f"{number} entries, unbroken.")


@app.command("checkpoint")
def checkpoint_(
    repository: Where,
    to: Annotated[Path, typer.Option("--to", help="The folder it is written to; keep it elsewhere.")] = Path(),
) -> None:
    """Writes the audit's last hash, dated and signed: once a day, to be kept where the database is not."""
    from debrief.repository.checkpoint import checkpoint

    with plain(), open_at(repository) as opened:
        made = checkpoint(opened, now=now())
        held = made.checkpoint
        typer.echo(f"{made.write(to)}\nentry {held.seq}  {held.at}\n{held.hash}")


@app.command()
def who(
    repository: Where,
    record: Annotated[str, typer.Option(help="The record's number, as on its receipt.")],
    purpose: Purpose,
    user: User = "",
) -> None:
    """Who read this de-brief, when and what for."""
    from debrief.repository.audit_reports import who_read

    with plain(), open_at(repository) as opened:
        _print(who_read(opened, record, user=user or account(), purpose=purpose))


@app.command()
def what(
    repository: Where,
    of: Annotated[str, typer.Option("--of", help="Whose reads.")],
    purpose: Purpose,
    user: User = "",
) -> None:
    """What somebody read, when and what for."""
    from debrief.repository.audit_reports import what_read

    with plain(), open_at(repository) as opened:
        _print(what_read(opened, of, user=user or account(), purpose=purpose))


def _print(entries: Sequence[Entry]) -> None:
    for each in entries:
        typer.echo(f"{each.seq:>7}  {each.at}  {each.user}  {each.action} ({each.count}): {each.purpose}")
    typer.echo(f"{len(entries)} reads.")
