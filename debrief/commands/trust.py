"""``debrief trust …``: the ceremony of keys, step by step. Each step says what comes next.

Root holders: ``root``, ``sign``. UKHTC (``--repository``): ``enrol``, ``revoke``, ``roll``, ``roots``,
``renew``, ``join``, ``publish``, ``drop``. Laptops: ``request``, ``take``. Anybody: ``show``, ``signers``.
docs/keys-and-people.md walks through all of it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.asking import compare, made_passphrase, read_back, secret
from debrief.commands.clock import now
from debrief.commands.key_files import beside, content_of, read_file, read_public, write_new
from debrief.commands.opening import TokenOption, VaultOption, desk_of

if TYPE_CHECKING:
    from debrief.repository import Draft, Place

app = typer.Typer(help="The central repository's list of keys, step by step.", no_args_is_help=True)

Where = Annotated[str, typer.Option("--repository", help="The repository's folder, or its database's address.")]
Yes = Annotated[bool, typer.Option("--yes", help="It was looked at already.")]
KeyName = Annotated[str, typer.Argument(help="The key: the start of its print (SHA256:…), or its ten words.")]
Compromised = Annotated[bool, typer.Option("--compromised", help="Somebody else may use the former key.")]


class Loss(StrEnum):
    """What happened to a key."""

    lost = "lost"
    compromised = "compromised"


class Own(StrEnum):
    """UKHTC's own keys that are replaced in time."""

    ukhtc = "ukhtc"
    recovery = "recovery"
    receipts = "receipts"
    answers = "answers"


# -- root holders ------------------------------------------------------------------------------------


@app.command()
def root(file: Path) -> None:
    """A root holder makes their key, on a computer without a network: FILE, and FILE.pub."""
    from debrief.bundle import key_words, make_root

    sealed, public, words = make_root()
    made_passphrase("this root key", words)
    write_new(file, sealed)
    write_new(beside(file), f"{public}\n".encode())
    typer.echo(f"{file}\n{beside(file)}\nIts words: {key_words(public)}")
    typer.echo("Keep FILE on two sticks, and the six words on paper elsewhere. Give away FILE.pub alone.")
    typer.echo("Next, at UKHTC: debrief ukhtc init DIR --root A.pub --root B.pub --root C.pub")


@app.command()
def sign(
    draft: Annotated[Path, typer.Argument(help="The draft: trust.json in the folder “next”.")],
    key: Annotated[Path, typer.Option("--key", help="Your root key's file.")],
    held: Annotated[
        Path | None, typer.Option("--held", help="Your own copy of the list before; safer than the one there.")
    ] = None,
    yes: Yes = False,
) -> None:
    """A root holder reads what a draft changes, and signs it. The signature lies beside the draft."""
    from debrief.bundle import open_root
    from debrief.repository.trust import read_before, sign_draft
    from debrief.repository.trust_words import changes

    asked = read_file(draft)
    before = read_file(held) if held else read_before(draft)
    typer.echo(f"Version {asked.version}, until {asked.expires[:10]}. Signing it changes:")
    for line in changes(before, asked):
        typer.echo(line)
    _sure("Do you sign this?", yes)
    path = sign_draft(draft, open_root(content_of(key), secret("The six words of your root key")), asked)
    typer.echo(f"{path}\nNext, at UKHTC: debrief trust join {path.parent} --repository DIR")


# -- the central repository ----------------------------------------------------------------------------


@app.command()
def enrol(
    request: Path,
    repository: Where,
    agency_name: Annotated[str | None, typer.Option(help="The agency's full name.")] = None,
    replaces: Annotated[
        str | None, typer.Option("--replaces", help="The key it takes over from: print or ten words.")
    ] = None,
    gateway: Annotated[bool, typer.Option("--gateway", help="It is UKHTC's own gateway.")] = False,
    partner: Annotated[
        bool, typer.Option("--partner", help="It is no laptop: it is given disseminations.")
    ] = False,
) -> None:
    """Lists a laptop: its owner reads ten words out, and they are typed here as they were heard."""
    from debrief.repository import admit, admit_partner, propose, read_enrolment
    from debrief.repository.trust import latest
    from debrief.repository.trust_edit import find_key, gateway_admitted

    place, asked = _place(repository), read_enrolment(request)
    typer.echo(f"Agency: {asked.agency} ({asked.kind or 'kind not said'}), vault {asked.vault_id[:8]}")
    typer.echo("Call the owner on a number you know already, and have the words of the key read out.")
    read_back(asked.words(), "The ten words, as you hear them")
    if gateway:
        held = latest(place)
        _say(propose(place, gateway_admitted(held, asked, place.agency(held), now())))
        return
    if partner:
        _say(admit_partner(place, asked, agency_name, now()))
        return
    former = find_key(latest(place), replaces) if replaces else None
    _say(admit(place, asked, agency_name, now(), replaces=former))


@app.command()
def revoke(
    key: KeyName,
    kind: Annotated[Loss, typer.Argument(help="lost: from a day on; compromised: whatever it ever signed.")],
    repository: Where,
    at: Annotated[
        str | None, typer.Option("--at", help="The day it was lost, 2011-03-31; now if left out.")
    ] = None,
) -> None:
    """Revokes a key. Nothing more is sealed to the laptop it belonged to."""
    from debrief.repository import revoke as make
    from debrief.repository.trust import latest
    from debrief.repository.trust_edit import find_key

    place = _place(repository)
    _say(make(place, find_key(latest(place), key), kind.value, _day(at) or now(), now()))
    if kind is Loss.compromised:
        typer.echo("What it sealed and was not yet acknowledged is refused: ask the agency to export it again.")


@app.command()
def roll(
    which: Own,
    repository: Where,
    compromised: Compromised = False,
    age: Annotated[
        str | None, typer.Option("--age", help="The new recovery key, age1…, made elsewhere.")
    ] = None,
) -> None:
    """Replaces a key of UKHTC's own: one that is sealed to, or one that signs receipts or answers."""
    from debrief.bundle import recipient_words
    from debrief.repository import roll_recipient, roll_signing_key

    place = _place(repository)
    if which in (Own.receipts, Own.answers):
        _say(roll_signing_key(place, which.value, now(), compromised=compromised))
        return
    if which is Own.recovery:
        age = age or ""
        compare(recipient_words(age), "the words of the new recovery key")
        _say(roll_recipient(place, now(), recovery=age, compromised=compromised))
        return
    _say(roll_recipient(place, now(), compromised=compromised))
    age = _place(repository).identity().recipient
    typer.echo(f"Sealed to:  {age}\nIts words:  {recipient_words(age)}")
    typer.echo("The former key stays in keys/: it reads what was sealed to it.")


@app.command()
def roots(
    repository: Where,
    out: Annotated[
        list[str] | None, typer.Option("--out", help="A root that leaves: print or ten words.")
    ] = None,
    into: Annotated[list[Path] | None, typer.Option("--in", help="The .pub file of one that comes.")] = None,
    threshold: Annotated[int | None, typer.Option(help="How many sign from now on.")] = None,
) -> None:
    """Replaces root holders: the old threshold and the new one both sign."""
    from debrief.repository import propose
    from debrief.repository.trust import latest
    from debrief.repository.trust_edit import find_root, with_roots

    place = _place(repository)
    held = latest(place)
    leaving = [find_root(held, each) for each in out or ()]
    coming = [read_public(each) for each in into or ()]
    draft = propose(place, with_roots(held, leaving, coming, threshold, now()))
    _say(draft)
    typer.echo(f"The handbook's words change: {draft.trust.anchor_words()}")


@app.command()
def renew(repository: Where) -> None:
    """Makes the list hold for another year."""
    from debrief.repository import renew as make

    _say(make(_place(repository), now()))


@app.command()
def join(
    signatures: Annotated[list[Path], typer.Argument(help="The files, or the folder “next” that came back.")],
    repository: Where,
) -> None:
    """Takes in the signatures that root holders made of the draft."""
    from debrief.repository import join as take

    _say(take(_place(repository), signatures))


@app.command()
def publish(repository: Where) -> None:
    """Makes the signed draft the list that holds."""
    from debrief.repository import publish as make

    _say(make(_place(repository), now()))


@app.command()
def drop(repository: Where) -> None:
    """Throws the draft and its signatures away."""
    from debrief.repository.trust import drop_draft

    drop_draft(_place(repository))
    typer.echo("There is no draft any more.")


# -- laptops, the gateway, anybody ------------------------------------------------------------------------


@app.command()
def take(
    context: typer.Context,
    path: Path,
    repository: Annotated[str | None, typer.Option("--repository", help="A gateway's folder.")] = None,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Takes in a trust list. The first time, three of the handbook's ten words are typed."""
    from debrief.desk.trust import read_trust, take_trust, words_of
    from debrief.repository import take_list

    data, signatures = read_trust(path)
    if repository is not None:
        taken = take_list(_gateway(repository), data, signatures, now())
    else:
        with desk_of(context, vault, token) as desk:
            if desk.settings.trust_list() is None:
                compare(words_of(data), "the handbook")
            taken = take_trust(desk, data, signatures)
    typer.echo(f"Trust list {taken.version} taken in; it holds until {taken.expires[:10]}.")


@app.command()
def request(
    context: typer.Context,
    to: Annotated[Path, typer.Option("--to")] = Path(),
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Writes this laptop's request to be listed, and shows the words to read out."""
    from debrief.bundle import read_enrolment
    from debrief.desk.trust import enrolment

    with desk_of(context, vault, token) as desk:
        made = enrolment(desk)
        path = made.write(to)
    words = read_enrolment(made.json_bytes, made.sig_bytes).words()
    typer.echo(f"{path}\n{path}.sig\nRead out when UKHTC calls: {words}\nIn figures: {' '.join(words.groups)}")
    typer.echo("Next: carry both files to UKHTC (debrief trust enrol); its new list comes back to you.")


@app.command()
def show(
    context: typer.Context,
    path: Annotated[Path | None, typer.Argument(help="A trust.json; this laptop's own if left out.")] = None,
    repository: Annotated[str | None, typer.Option("--repository", help="UKHTC's folder.")] = None,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Shows a trust list in words."""
    from debrief.desk.partners import trust_of
    from debrief.repository import read_list
    from debrief.repository.trust_words import lines

    if path is not None:
        found = read_file(path)
        typer.echo("As the file says; its signatures are checked when it is taken in.")
    elif repository is not None:
        found = read_list(_place(repository))
    else:
        with desk_of(context, vault, token) as desk:
            found = trust_of(desk)
    for line in lines(found, now()):
        typer.echo(line)


@app.command()
def signers(path: Path, to: Annotated[Path, typer.Option("--to")] = Path()) -> None:
    """Writes a list as `ssh-keygen` reads it: allowed_signers, and krl for what was revoked."""
    from debrief.bundle import allowed_signers, revocations

    found = read_file(path)
    for name, content in (("allowed_signers", allowed_signers(found).encode()), ("krl", revocations(found))):
        write_new(to / name, content)
        typer.echo(to / name)


# -- inside -------------------------------------------------------------------------------------------------


def next_steps(draft: Draft) -> str:
    """What is to be done with a draft."""
    number, lacking = draft.trust.version, max(draft.lacking)
    if draft.published:
        return (
            f"Trust list {number}: {draft.path}\n"
            f"Next: carry trust.json and its .sig files to the laptops and the gateway: debrief trust take"
        )
    if lacking:
        return (
            f"Draft {number} lacks {lacking} signatures: {draft.path}\n"
            f"Next: each root holder, with the folder “next”: debrief trust sign trust.json --key ROOT.key\n"
            f"      then: debrief trust join NEXT --repository {draft.path.parents[2]}"
        )
    return (
        f"Draft {number} is signed: {draft.path}\n"
        f"Next: debrief trust publish --repository {draft.path.parents[2]}"
    )


def _say(draft: Draft) -> None:
    typer.echo(next_steps(draft))


def _place(location: str) -> Place:
    from debrief.repository import read_place
    from debrief.repository.opening import folder_of

    return read_place(folder_of(location))


def _gateway(folder: str) -> Place:
    from debrief.repository.refusals import NotAGateway

    place = _place(folder)
    if not place.gateway:
        raise NotAGateway(path=folder)
    return place


def _day(text: str | None) -> datetime | None:
    from debrief.repository.refusals import NotADay

    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise NotADay(name="--at") from None


def _sure(question: str, yes: bool) -> None:
    if not yes and not typer.confirm(question):
        raise typer.Exit(1)
