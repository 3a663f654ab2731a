"""``debrief update``, ``debrief move`` and ``debrief ukhtc pack``: newer questionnaires and catalogues.

The commands of a laptop find the unlocked desk where the command line put its opener
(``context.obj``).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from debrief.desk import Desk
    from debrief.desk.updates import Update

Opener: TypeAlias = Callable[[Path | None], AbstractContextManager["Desk"]]

app = typer.Typer(help="Updates.", add_completion=False, pretty_exceptions_enable=False)

Vault = Annotated[
    Path | None, typer.Option("--vault", help="The vault's folder; the user's own where left out.")
]
Yes = Annotated[bool, typer.Option("--yes", help="It was looked at already.")]


@app.command()
def update(context: typer.Context, path: Path, yes: Yes = False, vault: Vault = None) -> None:
    """Takes in a pack of the central repository, or its newer trust list; the signatures lie beside it."""
    from debrief.desk.updates import examine, take

    opener: Opener = context.obj
    with opener(vault) as desk:
        found = examine(desk, path)
        typer.echo(said(found))
        if not yes and not typer.confirm("Take it in?"):
            raise typer.Exit(1)
        take(desk, found)
        waiting = [line.reference for line in desk.listing() if line.may_move]
    typer.echo("Taken in.")
    if found.kind == "bank" and waiting:
        typer.echo("They stay on their questionnaire until they are moved: " + ", ".join(waiting))


@app.command()
def move(context: typer.Context, reference: str, yes: Yes = False, vault: Vault = None) -> None:
    """Moves an open de-brief to the newest questionnaire; says first what changes, then asks."""
    opener: Opener = context.obj
    with opener(vault) as desk:
        file = desk.find(reference)
        lines = file.interview.changes_to(desk.bank).lines()
        typer.echo("\n".join(lines) or "Nothing that is asked or recorded changes.")
        if not yes and not typer.confirm("Move it? Nothing on record is lost."):
            raise typer.Exit(1)
        desk.move(file)
    typer.echo(f"{reference} is on {desk.bank.id} {desk.bank.version}.")


def pack(
    what: Annotated[
        Literal["bank", "catalogues"], typer.Argument(help="bank (with its editions) or catalogues")
    ],
    folder: Annotated[Path, typer.Argument(help="The folder with the YAML, or with the languages.")],
    repository: Annotated[
        Path, typer.Option("--repository", help="The repository's folder, with the root key.")
    ],
    to: Annotated[Path, typer.Option("--to", help="The folder the pack is written to.")] = Path(),
) -> None:
    """Makes a pack for the laptops and signs it with this repository's root key.

    Run "debrief check FOLDER" first: it proves what a pack is only compared with. Where more
    than one root holder signs, the others do so with ssh-keygen (docs/updates.md).
    """
    from debrief.bundle import sign_pack
    from debrief.bundle.sealed import write_pair
    from debrief.commands.clock import now
    from debrief.repository.place import ROOT_KEY, read_place

    version, data = _packed(what, folder, now())
    path = to / f"pack-{what}-{version}.tar"
    write_pair(path, data, sign_pack(data, read_place(repository).signing_key(ROOT_KEY)))
    typer.echo(f"{path}\n{path}.sig")


def _packed(what: Literal["bank", "catalogues"], folder: Path, now: datetime) -> tuple[int, bytes]:
    from debrief import language
    from debrief.bank import load_bank
    from debrief.desk.updates import pack_of

    if what == "bank":
        bank = load_bank(folder)
        return bank.version, pack_of(bank, now)
    files = language.set_in(folder)
    return language.check(files), pack_of(files, now)


def said(found: Update) -> str:
    """What an update is, in one line."""
    names = {"bank": "editions", "catalogues": "languages", "trust": "agencies"}
    kinds = {"bank": "Questionnaire", "catalogues": "Languages", "trust": "Trust list"}
    held = f"{kinds[found.kind]} {found.version} (in use: {found.held})"
    return f"{held}; {names[found.kind]}: {', '.join(found.names)}"
