"""``debrief ukhtc release …``: the ledger of what is published. ``debrief ukhtc publish`` makes drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.clock import now
from debrief.commands.repository_access import Purpose, User, Where, account, open_at, plain, stoppable

if TYPE_CHECKING:
    from debrief.repository.releases import Release

app = typer.Typer(help="What is published: drafted, checked by another, released.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="The release's number, as the list names it.")]
Folder = Annotated[Path, typer.Option("--to", help="The folder it is written to.")]


@app.command("list")
def list_(repository: Where) -> None:
    """Every draft and release, and how far it is."""
    from debrief.repository.releases import releases

    with plain(), open_at(repository) as opened:
        for each in releases(opened):
            typer.echo(_line(each))


@app.command()
def show(number: Number, repository: Where, to: Folder) -> None:
    """Writes the page and its CSV as they lie in the ledger, for whoever checks a draft."""
    from debrief.office.release import find, write_out

    with plain(), open_at(repository) as opened:
        held = find(opened, number)
        typer.echo(f"{_line(held)}\n{write_out(held, to)}")
        for step in held.steps:
            typer.echo(
                f"  {step.at}  {step.state:<11} {step.by}  {step.reason or step.successor or ''}".rstrip()
            )


@app.command()
def figures(number: Number, repository: Where, purpose: Purpose, user: User = "") -> None:
    """The true counts behind what is shown, for whoever has to answer for them. It is entered in the audit."""
    from debrief.office.release import find
    from debrief.repository.releases import ledger_of

    with plain(), open_at(repository) as opened:
        held = find(opened, number)
        for cell in ledger_of(opened, held.release, user=user or account(), purpose=purpose):
            said = ", ".join(f"{dimension} {value}" for dimension, value in cell.definition)
            typer.echo(f"{said:<60} {cell.count:>8,}")


@app.command()
def check(number: Number, repository: Where) -> None:
    """You looked at the page that somebody else drafted, and stand for it."""
    from debrief.office.release import check as checked

    with plain(), open_at(repository) as opened:
        typer.echo(_line(checked(opened, number, user=account(), now=now())))


@app.command()
def out(number: Number, repository: Where, to: Folder) -> None:
    """Gives out what was checked: the page and its CSV."""
    from debrief.office.release import release

    with plain(), open_at(repository) as opened:
        with stoppable():
            released, path = release(opened, number, to, user=account(), now=now())
        typer.echo(
            f"{_line(released)}\n{path}\nsha256 {released.page_sha256}\nsha256 {released.csv_sha256} (CSV)"
        )


@app.command()
def withdraw(
    number: Number,
    repository: Where,
    reason: Annotated[str, typer.Option(help="Why; it stands in the ledger.")],
) -> None:
    """Takes a draft or a release back. Later releases are held against it all the same."""
    from debrief.office.release import withdraw as withdrawn

    with plain(), open_at(repository) as opened:
        typer.echo(_line(withdrawn(opened, number, reason, user=account(), now=now())))


@app.command()
def supersede(
    number: Number,
    repository: Where,
    by: Annotated[str, typer.Option("--by", help="The release that stands in its place.")],
) -> None:
    """Says which later release stands in place of an earlier one."""
    from debrief.office.release import supersede as superseded

    with plain(), open_at(repository) as opened:
        typer.echo(_line(superseded(opened, number, by, user=account(), now=now())))


def _line(held: Release) -> str:
    return f"{held.release}  {held.state:<11} {held.publication:<12} {held.period:<18} {held.title}"
