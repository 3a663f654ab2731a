"""The command line: every command, none of their work.

Rooms are imported inside the commands, so that each starts with what it needs.
Whatever is refused is said in one sentence with its code, on standard error,
and the exit status is 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief import __version__
from debrief.commands.clock import now
from debrief.commands.keeping import app as keeping
from debrief.commands.keeping import doctor, list_
from debrief.commands.opening import TokenOption, VaultOption
from debrief.commands.opening import desk as open_desk
from debrief.commands.papers import app as papers
from debrief.commands.partner import app as partner
from debrief.commands.plain import ask
from debrief.commands.sharing import app as sharing
from debrief.commands.sheet import sheet
from debrief.commands.simulating import simulate
from debrief.commands.training import app as training
from debrief.commands.translating import app as translating
from debrief.commands.trust import app as trust
from debrief.commands.ukhtc import app as ukhtc
from debrief.commands.updates import app as updates
from debrief.commands.updates import pack
from debrief.commands.updates import sign as sign_pack
from debrief.places import shipped, vault_folder
from debrief.play.command import demo
from debrief.process import harden, plainly
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
app.command()(ask)
app.command()(demo)
app.command()(check)
app.add_typer(updates)
ukhtc.command()(pack)
ukhtc.command("sign-pack")(sign_pack)
ukhtc.command()(simulate)
app.add_typer(ukhtc, name="ukhtc")
app.add_typer(keeping, name="vault")
app.add_typer(papers, name="paper")
app.add_typer(trust, name="trust")
app.add_typer(partner, name="partner")
app.add_typer(training, name="train")
app.add_typer(translating, name="translate")
app.command("list")(list_)
app.command()(doctor)
app.command()(sheet)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context, vault: VaultOption = None, token: TokenOption = None, lang: str | None = None
) -> None:
    """Opens the app, where no command is named."""
    context.obj = _desk
    if context.invoked_subcommand is None:
        from debrief.tui import run

        raise typer.Exit(run(vault or vault_folder(), clock=now, language=lang, token=token))
    _stands_after(context.invoked_subcommand, {"--vault": vault, "--token": token, "--lang": lang})


def _stands_after(command: str, given: Mapping[str, object]) -> None:
    """Refuses options written before a command: another vault than the one named would be opened."""
    for option in (name for name, value in given.items() if value is not None):
        raise typer.BadParameter(
            f"write it after the command: debrief {command} … {option} …", param_hint=option
        )


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
    token: TokenOption = None,
) -> None:
    """Seals a de-brief to the central repository."""
    from debrief.desk.export import export as make

    with _desk(vault, token) as desk:
        done = make(desk, desk.find(reference), to, "urgent" if urgent else "full")
    typer.echo(f"{done.path}\n{done.path}.sig")
    if done.preview.unmet:
        typer.echo("Unmet: " + ", ".join(done.preview.unmet))
    for category, count in done.preview.withheld.items():
        typer.echo(f"Withheld: {category} ({count})")


@app.command()
def receipt(path: Path, vault: VaultOption = None, token: TokenOption = None) -> None:
    """Takes in a receipt of the central repository."""
    from debrief.desk.export import take_receipt
    from debrief.exchange import receipt_words

    with _desk(vault, token) as desk:
        typer.echo(receipt_words(*take_receipt(desk, path)))


def _desk(folder: Path | None, token: Path | None) -> AbstractContextManager[Desk]:
    """The desk over an unlocked vault, by the clock of this computer."""
    return open_desk(folder, token, now)


def main() -> None:
    """The command line. Whatever the command is, its process is hardened before it holds a key."""
    harden()
    with plainly():
        app()
