"""``debrief ukhtc disseminate …``: packages for partners, signed by two officers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.asking import made_passphrase, secret
from debrief.commands.clock import now
from debrief.commands.key_files import beside, read_public, write_new
from debrief.commands.repository_access import Purpose, Where, account, open_at, plain, stoppable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from debrief.bank import Bank
    from debrief.bundle import Dissemination
    from debrief.repository.disseminations import Sending

app = typer.Typer(help="What partners are given, signed by two officers.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="The dissemination's number, as the list names it.")]
Key = Annotated[Path, typer.Option("--key", help="Your own key's file.")]
Folder = Annotated[Path, typer.Option("--to", help="The folder it is written to.")]


@app.command()
def key(file: Path) -> None:
    """An officer makes their key: FILE, and FILE.pub, which somebody else writes down."""
    from debrief.bundle import key_words, make_root

    sealed, public, words = make_root()
    made_passphrase("this key", words)
    write_new(file, sealed)
    write_new(beside(file), f"{public}\n".encode())
    typer.echo(f"{file}\n{beside(file)}\nIts words: {key_words(public)}")


@app.command()
def officer(
    name: str,
    repository: Where,
    key: Annotated[Path, typer.Option("--key", help="The officer's .pub file.")],
) -> None:
    """Writes down the key that an officer signs with; nobody writes down their own."""
    from debrief.repository.officers import keep_officer

    with plain(), open_at(repository) as opened:
        keep_officer(opened, name, read_public(key), by=account(), now=now())


@app.command()
def draft(
    repository: Where,
    recipient: Annotated[str, typer.Option("--recipient", help="The partner's id in the trust list.")],
    subject: Annotated[str, typer.Option(help="What it is about, in a few words.")],
    purpose: Purpose,
    marking: Annotated[str, typer.Option(help="Its protective marking.")],
    expires: Annotated[str, typer.Option(help="The day it expires, 2011-12-31.")],
    key: Key,
    card: Annotated[
        list[str] | None, typer.Option("--card", help="RECORD/person:1=B21: a card, and its grade.")
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Count missing children by area.")] = False,
) -> None:
    """Chooses and grades cards, and signs as the first officer."""
    from debrief.office.dissemination import Order
    from debrief.office.dissemination import draft as make
    from debrief.office.orders import card_of, last_moment_of

    with plain(), open_at(repository, now=now()) as opened:
        cards = [card_of(each) for each in card or ()]
        order = Order(recipient, subject, purpose, marking, last_moment_of(expires), cards, missing)
        typer.echo(_line(make(opened, _bank(), order, user=account(), key=_key(key), now=now())))


@app.command()
def show(number: Number, repository: Where, purpose: Purpose) -> None:
    """Shows what a dissemination says, before you sign it."""
    from debrief.office.dissemination import show as shown

    with plain(), open_at(repository) as opened:
        for line in lines_of(shown(opened, number, user=account(), purpose=purpose)):
            typer.echo(line)


@app.command()
def check(number: Number, repository: Where, key: Key) -> None:
    """You read what another officer drafted, and sign it too."""
    from debrief.office.dissemination import check as checked

    with plain(), open_at(repository) as opened:
        typer.echo(_line(checked(opened, number, user=account(), key=_key(key), now=now())))


@app.command()
def send(number: Number, repository: Where, to: Folder) -> None:
    """Seals what two officers signed to its recipient."""
    from debrief.office.dissemination import send as sent

    with plain(), open_at(repository, now=now()) as opened:
        with stoppable():
            held, path = sent(opened, _bank(), number, to, user=account(), now=now())
        typer.echo(f"{_line(held)}\n{path}")


@app.command()
def acknowledged(file: Path, repository: Where) -> None:
    """Takes in what a partner signed when it arrived."""
    from debrief.office.dissemination import acknowledged as taken

    with plain(), open_at(repository) as opened:
        typer.echo(_line(taken(opened, file, user=account(), now=now())))


@app.command()
def cancel(number: Number, repository: Where) -> None:
    """Takes back what was not sent yet."""
    from debrief.office.dissemination import cancel as cancelled

    with plain(), open_at(repository) as opened:
        typer.echo(_line(cancelled(opened, number, user=account(), now=now())))


@app.command("list")
def list_(repository: Where) -> None:
    """Every dissemination, to whom, and how far it is; nothing of what it says."""
    from debrief.repository.disseminations import disseminations

    with plain(), open_at(repository) as opened:
        for each in disseminations(opened):
            typer.echo(_line(each))


@app.command()
def expired(repository: Where) -> None:
    """What was sent and has expired: ask each recipient whether every copy was destroyed."""
    from debrief.office.dissemination import expired as found

    with plain(), open_at(repository) as opened:
        for each in found(opened, now()):
            typer.echo(_line(each))


def lines_of(document: Dissemination) -> Iterator[str]:
    """A dissemination for a terminal. What could steer one was refused when it was read."""
    yield f"{document.marking}   {document.dissemination}"
    yield f"To {document.recipient}: {_in_line(document.subject)}"
    yield f"Made {document.created[:10]}, expires {document.expires[:10]}. {_in_line(document.reason)}"
    for entry in document.entries:
        codes = entry.grade.source + entry.grade.information + entry.grade.handling
        yield f"{entry.number}. {entry.kind}  [{entry.grade.scheme} {codes}]"
        yield from (f"     {name}: {_in_line('; '.join(said))}" for name, said in entry.facts.items())
        if entry.links:
            yield f"     with {', '.join(map(str, entry.links))}"
    yield from (f"Missing children, {_in_line(each.area)}: {each.children}" for each in document.missing)


def _in_line(text: str) -> str:
    return " ".join(text.split())


def _line(held: Sending) -> str:
    return f"{held.dissemination}  {held.state:<13} {held.recipient:<20} until {held.expires[:10]}"


def _key(path: Path) -> Ed25519PrivateKey:
    from debrief.office.sealed_keys import read_key

    return read_key(path, secret("The six words of your key"))


def _bank() -> Bank:
    from debrief.bank import load_bank
    from debrief.places import shipped

    return load_bank(shipped("questionnaires"))
