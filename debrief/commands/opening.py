"""Opening a vault for a command: which folder, the passphrase, the second secret."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from debrief.commands.asking import secret
from debrief.places import shipped, vault_folder

if TYPE_CHECKING:
    from debrief.desk import Desk
    from debrief.vault import Secret, Vault

VaultOption = Annotated[
    Path | None, typer.Option("--vault", help="The vault's folder; the user's own where left out.")
]
TokenOption = Annotated[Path | None, typer.Option("--token", help="The file with your second secret.")]

Opener: TypeAlias = Callable[[Path | None, Path | None], AbstractContextManager["Desk"]]
"""Asks for the passphrase, and opens the desk over a vault (its folder, the token)."""


@contextmanager
def opened(folder: Path | None, token: Path | None) -> Iterator[tuple[Vault, Secret]]:
    """The unlocked vault, and what was typed to open it."""
    from debrief.desk.tokens import read_token
    from debrief.vault import Secret, Vault, read_header

    folder = folder or vault_folder()
    read_header(folder)  # nobody types a passphrase for a vault that is not there
    own = Secret(secret("Passphrase"), read_token(token))
    with Vault.unlock(folder, own.passphrase, token=own.token) as vault:
        yield vault, own


@contextmanager
def desk(folder: Path | None, token: Path | None, clock: Callable[[], datetime]) -> Iterator[Desk]:
    """The desk over the unlocked vault."""
    from debrief.bank import load_bank
    from debrief.desk import Desk

    with opened(folder, token) as (vault, _):
        yield Desk(vault, load_bank(shipped("questionnaires")), clock)


def desk_of(context: typer.Context, vault: Path | None, token: Path | None) -> AbstractContextManager[Desk]:
    """By the opener that the command line put into its context."""
    opener: Opener = context.obj
    return opener(vault, token)
