"""``debrief partner …``: for those who are given disseminations. It needs no laptop's vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.asking import compare, made_passphrase, secret
from debrief.commands.clock import now
from debrief.commands.disseminating import lines_of

if TYPE_CHECKING:
    from debrief.bundle import Received

app = typer.Typer(
    help="Open what the central repository disseminates, and acknowledge it.", no_args_is_help=True
)

Keys = Annotated[Path, typer.Option("--keys", help="Your folder, as “debrief partner keys” made it.")]


@app.command()
def keys(
    folder: Path,
    agency: Annotated[str, typer.Option(help="Your id: small letters, digits, - and _.")],
    kind: Annotated[str, typer.Option(help="What you are: police, border_force, post, overseas_partner …")],
) -> None:
    """Makes your keys in FOLDER, and the request by which the central repository lists you."""
    from debrief.bundle import read_enrolment
    from debrief.office.partner import make_partner

    asked, words = make_partner(folder, agency, kind)
    made_passphrase("your key", words)
    typer.echo(f"{asked.write(folder)}\nRead out: {read_enrolment(asked.json_bytes, asked.sig_bytes).words()}")
    typer.echo("Next, at the central repository: debrief trust enrol FILE --partner --repository DIR")


@app.command()
def trust(file: Path, keys: Keys) -> None:
    """Takes a trust list in; of the first one, three words are typed from the handbook."""
    from debrief.desk.trust import read_trust, words_of
    from debrief.office.partner import is_pinned, take_list

    data, signatures = read_trust(file)
    if not is_pinned(keys):
        compare(words_of(data), "the handbook")
    typer.echo(f"Trust list {take_list(keys, data, signatures, now()).version}")


@app.command("open")
def open_(file: Path, keys: Keys) -> None:
    """Shows a dissemination on the screen. Nothing of it is written."""
    for line in _lines(_received(file, keys)):
        typer.echo(line)


@app.command()
def acknowledge(
    file: Path,
    keys: Keys,
    to: Annotated[Path, typer.Option("--to", help="The folder it is written to.")] = Path(),
) -> None:
    """Signs that a dissemination arrived: a small file that goes back."""
    from debrief.office.partner import write_acknowledgement

    received = _received(file, keys)
    typer.echo(write_acknowledgement(keys, received, secret("The six words of your key"), to, now()))


def _received(file: Path, keys: Path) -> Received:
    from debrief.office.partner import open_received

    return open_received(keys, file, now())


def _lines(received: Received) -> list[str]:
    signed = ", ".join(officer.name for officer in received.letter.officers)
    return [*lines_of(received.letter.document), f"Signed by {signed}"]
