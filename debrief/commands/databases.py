"""`debrief ukhtc upgrade` and `debrief ukhtc grants`: the repository's database."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief.commands.repository_access import Where, folder_at, passphrase_of, plain


def upgrade(repository: Where) -> None:
    """Brings the tables of an earlier version up to date, whole or not at all. Make a copy first."""
    from debrief.repository.opening import upgrade_repository
    from debrief.repository.place import read_place
    from debrief.repository.tables import VERSION

    with plain():
        sealed = read_place(folder_at(repository)).salt is not None
        found = upgrade_repository(repository, passphrase=passphrase_of() if sealed else None)
    was = "none" if found is None else f"version {found}"
    typer.echo(f"Tables: {was} before, version {VERSION} now.")


def grants(
    role: Annotated[str, typer.Argument(help="A role of the server that owns no table.")],
    read_only: Annotated[bool, typer.Option("--read-only", help="It reads, and imports nothing.")] = False,
) -> None:
    """SQL for the owner of a server's tables: ROLE may import and read, and cannot change the audit."""
    from debrief.repository.roles import grants as made

    typer.echo(made(role, imports=not read_only), nl=False)
