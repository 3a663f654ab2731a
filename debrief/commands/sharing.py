"""Sharing on the command line: extracts, hand-overs, inquiries, signatures, the queue.

The commands find the unlocked desk where the command line put its opener (``context.obj``).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.asking import secret
from debrief.commands.opening import TokenOption, VaultOption, desk_of

if TYPE_CHECKING:
    from debrief.desk.extracts import Shared

app = typer.Typer(help="Sharing with other agencies.", add_completion=False, pretty_exceptions_enable=False)

To = Annotated[Path, typer.Option("--to", help="The folder the bundle is written to.")]
For = Annotated[str, typer.Option("--for", help="The agency, by its id in the trust list.")]
Yes = Annotated[bool, typer.Option("--yes", help="It was looked at already.")]


@app.command()
def extract(
    context: typer.Context,
    reference: str,
    agency: For,
    to: To = Path(),
    protection: Annotated[
        bool, typer.Option("--protection", help="The restricted answers, for named people only.")
    ] = False,
    name: Annotated[list[str] | None, typer.Option("--name", help="Who is to open it.")] = None,
    key: Annotated[list[str] | None, typer.Option("--key", help="Their key, age1…")] = None,
    yes: Yes = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Seals what an agency may hold of a de-brief, and says what was withheld."""
    from debrief.desk.extracts import make_extract
    from debrief.desk.partners import Named, partner
    from debrief.desk.refusals import NameAndKey

    if len(name or ()) != len(key or ()):
        raise NameAndKey
    named = tuple(Named(one, other) for one, other in zip(name or (), key or (), strict=True))
    for each in named:
        typer.echo(f"{each.name}: {each.words}")
    if named and not yes and not typer.confirm("Did they read out these words?"):
        raise typer.Exit(1)
    with desk_of(context, vault, token) as desk:
        target = partner(desk, agency)
        made = make_extract(desk, desk.find(reference), target, to, protection=protection, named=named)
    _say(made)


@app.command()
def handover(
    context: typer.Context,
    reference: str,
    agency: For,
    to: To = Path(),
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Hands a de-brief over to another agency, so that nobody asks again; prints the transfer code."""
    from debrief.desk.handover import hand_over
    from debrief.desk.partners import partner

    with desk_of(context, vault, token) as desk:
        made = hand_over(desk, desk.find(reference), partner(desk, agency), to)
    _say(made)
    typer.echo(f"Transfer code: {made.code}\nSay it by telephone; never send it with the file.")


@app.command()
def receive(
    context: typer.Context,
    path: Path,
    code: Annotated[str | None, typer.Option("--code", help="The six words of a hand-over.")] = None,
    into: Annotated[str | None, typer.Option("--into", help="The de-brief it belongs to.")] = None,
    new: Annotated[str | None, typer.Option("--new", help="Begin a de-brief with this reference.")] = None,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Takes in a hand-over, or an answer to an inquiry: what it settles is not asked again."""
    from debrief.desk.receiving import receive as take

    with desk_of(context, vault, token) as desk:
        taken = take(desk, path, code=code, into=into, new=new)
    typer.echo(f"Taken in for {taken.reference}, from {taken.agency}: {taken.settled} items are settled.")


@app.command("read")
def read_extract(
    context: typer.Context, path: Path, yes: Yes = False, vault: VaultOption = None, token: TokenOption = None
) -> None:
    """Shows an extract that was sealed to this laptop. It is about a person: mind who sees the screen."""
    from debrief.desk.reading import read_shared

    if not yes and not typer.confirm("This shows in clear what somebody said. Show it?"):
        raise typer.Exit(1)
    with desk_of(context, vault, token) as desk:
        shown = read_shared(desk, path)
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=1))


@app.command("ask-before")
def ask_before(
    context: typer.Context,
    reference: str,
    use: Annotated[list[str], typer.Option("--use", help="An identifier on record: nrm, home_office, name …")],
    to: To = Path(),
    yes: Yes = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Asks the central repository whether the person was de-briefed before."""
    from debrief.desk.inquiry import ask_before as ask

    typer.echo(f"These leave, sealed to the central repository and nobody else: {', '.join(use)}.")
    if not yes and not typer.confirm("Send them?"):
        raise typer.Exit(1)
    with desk_of(context, vault, token) as desk:
        made = ask(desk, desk.find(reference), use, to)
    typer.echo(f"{made.path}\n{made.path}.sig")


@app.command("port-returns")
def port_returns(
    context: typer.Context, path: Path, to: To = Path(), vault: VaultOption = None, token: TokenOption = None
) -> None:
    """Seals what a port found by a profile of indicators (a YAML file of counts) to the central repository."""
    from debrief.desk.port_returns import send_returns

    with desk_of(context, vault, token) as desk:
        made = send_returns(desk, path, to)
    typer.echo(f"{made}\n{made}.sig")


@app.command("sign-here")
def sign_here(
    context: typer.Context,
    reference: str,
    check: str,
    vault: VaultOption = None,
    token: TokenOption = None,
    lead_token: Annotated[
        Path | None, typer.Option("--lead-token", help="The file with the lead’s second secret.")
    ] = None,
) -> None:
    """The lead signs a decision on this laptop, with their own passphrase."""
    from debrief.desk.overrides import sign_here as sign
    from debrief.desk.tokens import read_token

    with desk_of(context, vault, token) as desk:
        typed = secret("The lead’s passphrase")
        sign(desk, desk.find(reference), check, typed, token=read_token(lead_token))
    typer.echo(f"{check} is signed.")


@app.command("sign-request")
def sign_request(
    context: typer.Context,
    reference: str,
    check: str,
    to: To = Path(),
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Writes a small file, without a word of anybody, for the lead to sign on their own laptop."""
    from debrief.desk.signing_files import write_request

    with desk_of(context, vault, token) as desk:
        path = write_request(desk, desk.find(reference), check, to)
    typer.echo(str(path))


@app.command()
def sign(
    context: typer.Context, path: Path, yes: Yes = False, vault: VaultOption = None, token: TokenOption = None
) -> None:
    """On the lead's laptop: signs a decision that was made on another."""
    from debrief.desk.signing_files import read_request, sign_file

    asked = read_request(path)
    typer.echo(f"{asked.agency}, record {asked.record[:8]}, {asked.at}: {asked.decision}, by {asked.lead}")
    if not yes and not typer.confirm("Did you make this decision?"):
        raise typer.Exit(1)
    with desk_of(context, vault, token) as desk:
        typer.echo(str(sign_file(desk, path)))


@app.command("take-signature")
def take_signature(
    context: typer.Context, path: Path, vault: VaultOption = None, token: TokenOption = None
) -> None:
    """Takes in the signature that the lead made on their own laptop."""
    from debrief.desk.signing_files import take_file

    with desk_of(context, vault, token) as desk:
        reference, check = take_file(desk, path)
    typer.echo(f"{check} of {reference} is signed.")


@app.command()
def queue(context: typer.Context, vault: VaultOption = None, token: TokenOption = None) -> None:
    """The supervisor's queue: unmet safeguards, decisions, sittings, interviewers, closed questions, signed."""
    from debrief.desk.queue import queue as waiting

    with desk_of(context, vault, token) as desk:
        for each in waiting(desk):
            typer.echo(f"{each.reference}  {each.route}  sittings {each.sittings}, other lead {each.changes}")
            typer.echo(f"  signed off: {each.signed}")
            typer.echo(f"  closed questions: {each.closed} of {each.put} (for training, not for discipline)")
            typer.echo("  unmet: " + (", ".join(each.unmet) or "none"))
            for check, lead, signed in each.decisions:
                typer.echo(f"  {check}  {lead}  {'signed' if signed else 'asserted, not signed'}")
            for line in each.went:
                typer.echo(f"  went to {line}")


def _say(made: Shared) -> None:
    typer.echo(f"{made.path}\n{made.path}.sig")
    if made.face.unmet:
        typer.echo("Unmet: " + ", ".join(made.face.unmet))
    if made.face.asserted:
        typer.echo("Asserted, not signed: " + ", ".join(made.face.asserted))
    for category, count in made.record.withheld.items():
        typer.echo(f"Withheld: {category} ({count})")
