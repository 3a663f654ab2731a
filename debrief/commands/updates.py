"""``debrief update``, ``debrief move`` and ``debrief ukhtc pack``: newer questionnaires and catalogues.

The commands of a laptop find the unlocked desk where the command line put its opener
(``context.obj``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from debrief.commands.asking import secret
from debrief.commands.key_files import content_of, write_new
from debrief.commands.opening import TokenOption, VaultOption, desk_of

if TYPE_CHECKING:
    from datetime import datetime

    from debrief.desk.updates import Update

app = typer.Typer(help="Updates.", add_completion=False, pretty_exceptions_enable=False)

Yes = Annotated[bool, typer.Option("--yes", help="It was looked at already.")]


@app.command()
def update(
    context: typer.Context, path: Path, yes: Yes = False, vault: VaultOption = None, token: TokenOption = None
) -> None:
    """Takes in a pack of the central repository, or its newer trust list; the signatures lie beside it."""
    from debrief.desk.updates import examine, take

    with desk_of(context, vault, token) as desk:
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
def move(
    context: typer.Context,
    reference: str,
    yes: Yes = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Moves an open de-brief to the newest questionnaire; says first what changes, then asks."""
    with desk_of(context, vault, token) as desk:
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
    to: Annotated[Path, typer.Option("--to", help="The folder the pack is written to.")] = Path(),
    repository: Annotated[
        Path | None,
        typer.Option("--repository", help="A demonstration's folder, which holds its root keys in clear."),
    ] = None,
) -> None:
    """Makes a pack for the laptops; the root holders who are needed sign it.

    Run "debrief check FOLDER" first: it proves what a pack is only compared with.
    """
    from debrief.bundle import sign_pack
    from debrief.commands.clock import now
    from debrief.repository.place import read_place

    version, data = _packed(what, folder, now())
    path = to / f"pack-{what}-{version}.tar"
    write_new(path, data)
    typer.echo(f"{path}")
    for root in read_place(repository).root_keys() if repository else ():
        typer.echo(f"{_beside(path, sign_pack(data, root))}")
    if repository is None:
        typer.echo(f"Next, each root holder: debrief ukhtc sign-pack {path.name} --key FILE")


def sign(
    path: Annotated[Path, typer.Argument(help="The pack that was made.")],
    key: Annotated[Path, typer.Option("--key", help="Your root key's file.")],
    yes: Yes = False,
) -> None:
    """A root holder signs a pack; the signature lies beside it."""
    from hashlib import sha256

    from debrief.bundle import open_root, sign_pack

    data = content_of(path)
    typer.echo(f"{path.name}, {len(data)} bytes, SHA-256 {sha256(data).hexdigest()}")
    if not yes and not typer.confirm("Do you sign this?"):
        raise typer.Exit(1)
    signature = sign_pack(data, open_root(content_of(key), secret("The six words of your root key")))
    typer.echo(f"{_beside(path, signature)}")


def _beside(path: Path, signature: bytes) -> Path:
    """The signature under the next free name: ``.sig``, ``.2.sig`` …"""
    taken = len(list(path.parent.glob(f"{path.name}*.sig")))
    found = path.with_name(f"{path.name}.{taken + 1}.sig" if taken else f"{path.name}.sig")
    write_new(found, signature)
    return found


def _packed(what: Literal["bank", "catalogues"], folder: Path, now: datetime) -> tuple[int, bytes]:
    from debrief.bank import load_bank
    from debrief.desk.updates import pack_of
    from debrief.language import newer

    if what == "bank":
        bank = load_bank(folder)
        return bank.version, pack_of(bank, now)
    files = newer.set_in(folder)
    return newer.check(files), pack_of(files, now)


def said(found: Update) -> str:
    """What an update is, in one line."""
    names = {"bank": "editions", "catalogues": "languages", "trust": "agencies"}
    kinds = {"bank": "Questionnaire", "catalogues": "Languages", "trust": "Trust list"}
    held = f"{kinds[found.kind]} {found.version} (in use: {found.held})"
    return f"{held}; {names[found.kind]}: {', '.join(found.names)}"
