"""The command line: every command, none of their work.

Rooms are imported inside the commands, so that each starts with what it needs.
Whatever is refused is said in one sentence with its code, on standard error,
and the exit status is 1.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief import __version__
from debrief.commands.clock import now
from debrief.commands.keeping import app as keeping
from debrief.commands.keeping import doctor
from debrief.commands.papers import app as papers
from debrief.commands.sharing import app as sharing
from debrief.commands.ukhtc import app as ukhtc
from debrief.errors import Refusal
from debrief.places import shipped, vault_folder
from debrief.play.command import demo
from debrief.proof.command import check

if TYPE_CHECKING:
    from debrief.desk import Desk

app = typer.Typer(
    help="A standard victim de-briefing, asked once, kept encrypted, for every agency.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(sharing)
app.command()(demo)
app.command()(check)
app.add_typer(ukhtc, name="ukhtc")
app.add_typer(keeping, name="vault")
app.add_typer(papers, name="paper")
app.command()(doctor)

VaultOption = Annotated[
    Path | None, typer.Option("--vault", help="The vault's folder; the user's own where left out.")
]


@app.callback(invoke_without_command=True)
def start(context: typer.Context, vault: VaultOption = None, lang: str | None = None) -> None:
    """Opens the app, where no command is named."""
    context.obj = _desk
    if context.invoked_subcommand is None:
        from debrief.tui import run

        raise typer.Exit(run(vault or vault_folder(), clock=now, language=lang))


@app.command()
def version() -> None:
    """Prints the version of the app and of its questionnaire."""
    from debrief.bank import load_bank

    bank = load_bank(shipped("questionnaires"))
    typer.echo(f"debrief {__version__}, {bank.id} {bank.version} ({bank.digest[:12]})")


@app.command()
def export(
    reference: str,
    to: Annotated[Path, typer.Option("--to", help="The folder the bundle is written to.")] = Path(),
    urgent: Annotated[
        bool, typer.Option("--urgent", help="Before sign-off, with what is unmet on its face.")
    ] = False,
    vault: VaultOption = None,
) -> None:
    """Seals a de-brief to the central repository."""
    from debrief.desk.export import export as make

    with _desk(vault) as desk:
        done = make(desk, desk.find(reference), to, "urgent" if urgent else "full")
    typer.echo(f"{done.path}\n{done.path}.sig")
    if done.preview.unmet:
        typer.echo("Unmet: " + ", ".join(done.preview.unmet))
    for category, count in done.preview.withheld.items():
        typer.echo(f"Withheld: {category} ({count})")


@app.command()
def receipt(path: Path, vault: VaultOption = None) -> None:
    """Takes in a receipt of the central repository."""
    from debrief.desk.export import take_receipt

    with _desk(vault) as desk:
        reference = take_receipt(desk, path)
    typer.echo(f"Receipt taken in for {reference}.")


trust = typer.Typer(help="The central repository's list of keys.", no_args_is_help=True)
app.add_typer(trust, name="trust")


@trust.command("take")
def trust_take(path: Path, yes: bool = False, vault: VaultOption = None) -> None:
    """Takes in a trust list; the first time its words are compared with the handbook's."""
    from debrief.desk.trust import read_trust, take_trust, words_of

    data, signatures = read_trust(path)
    with _desk(vault) as desk:
        if desk.settings.trust_list() is None:
            typer.echo(f"The words of this key: {words_of(data)}")
            if not yes and not typer.confirm("Are these the words in the agency's handbook?"):
                raise typer.Exit(1)
        taken = take_trust(desk, data, signatures)
    typer.echo(f"Trust list {taken.version} taken in.")


@trust.command("request")
def trust_request(to: Annotated[Path, typer.Option("--to")] = Path(), vault: VaultOption = None) -> None:
    """Writes this laptop's request to be listed, and shows the words to read out."""
    from debrief.desk.trust import enrolment

    with _desk(vault) as desk:
        made = enrolment(desk)
        path = made.write(to)
    from debrief.bundle import read_enrolment

    typer.echo(f"{path}\nRead out: {read_enrolment(made.json_bytes, made.sig_bytes).words()}")


@contextmanager
def _desk(folder: Path | None) -> Iterator[Desk]:
    """The desk over an unlocked vault; the passphrase is read without showing it."""
    from debrief.bank import load_bank
    from debrief.desk import Desk
    from debrief.vault import Vault

    with Vault.unlock(folder or vault_folder(), _passphrase()) as vault:
        yield Desk(vault, load_bank(shipped("questionnaires")), now)


def _passphrase() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Passphrase: ")
    return sys.stdin.readline().rstrip("\n")


def main() -> None:
    """The ``debrief`` command."""
    try:
        app()
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
