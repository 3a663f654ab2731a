"""``debrief vault …``: who can open the vault, and what becomes of de-briefs whose work is done."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.asking import compare, made_passphrase, new_passphrase, secret
from debrief.commands.clock import now
from debrief.commands.opening import TokenOption, VaultOption, opened
from debrief.commands.opening import desk as open_desk
from debrief.places import vault_folder

if TYPE_CHECKING:
    from debrief.vault import KdfCost, Secret, Vault

app = typer.Typer(help="The vault: who can open it, and what is kept in it.", no_args_is_help=True)

NewTokenOption = Annotated[
    Path | None, typer.Option("--new-token", help="A second secret from now on; made where it is not there.")
]
SignerOption = Annotated[
    bool, typer.Option("--new-signing-key", help="A new key of the laptop too; it has to be listed anew.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")]
ToOption = Annotated[Path, typer.Option("--to", help="The folder it is written to.")]

_RECOVERY_NEXT = """The vault's key is sealed to the new recovery key.
Who has the old recovery key and a copy of this vault from before can still open that copy.
If the old one may be in wrong hands, go on: debrief vault rekey
Next: rehearse it (scripts/recovery-drill), and have it listed (debrief trust request).
So that two of three people can open it, and none alone: scripts/recovery-split"""

# -- who can open it ------------------------------------------------------------------------------


@app.command()
def users(vault: VaultOption = None, token: TokenOption = None) -> None:
    """Lists who can open this vault."""
    with opened(vault, token) as (held, _):
        for slot, user in held.slots():
            typer.echo(f"{slot[:8]}  {user}{'  (you)' if slot == held.slot else ''}")


@app.command()
def passphrase(
    vault: VaultOption = None,
    token: TokenOption = None,
    new_token_file: NewTokenOption = None,
    without_token: Annotated[bool, typer.Option(help="No second secret any more.")] = False,
) -> None:
    """Changes your passphrase. A copy of the vault made before still opens with the old one."""
    from debrief.desk.tokens import new_token

    with opened(vault, token) as (held, own):
        kept = None if without_token else own.token
        fresh = new_token(new_token_file) or kept
        new = new_passphrase(held.user)
        held.change_passphrase(own.passphrase, new, token=own.token, new_token=fresh, kdf=_cost(held))
    typer.echo("The passphrase is changed.")


@app.command("add-user")
def add_user(
    user: str, vault: VaultOption = None, token: TokenOption = None, new_token_file: NewTokenOption = None
) -> None:
    """Lets one more person open this vault."""
    from debrief.desk.tokens import new_token

    with opened(vault, token) as (held, _):
        held.add_slot(new_passphrase(user), user=user, token=new_token(new_token_file), kdf=_cost(held))
    typer.echo(f"{user} can open this vault.")


@app.command()
def leave(user: str, vault: VaultOption = None, token: TokenOption = None) -> None:
    """Takes a user's passphrase away and replaces the vault's key."""
    with opened(vault, token) as (held, own):
        slot = _slot_of(held, user)
        with _secrets(held, own, leaving=slot) as secrets:
            held.leave(slot, secrets, _wrap)
    typer.echo(f"{user} cannot open this vault any more. Copies made before are not reached by this.")


@app.command()
def rekey(vault: VaultOption = None, token: TokenOption = None, new_signing_key: SignerOption = False) -> None:
    """Replaces the vault's key, and wraps every de-brief's key anew."""
    with opened(vault, token) as (held, own), _secrets(held, own) as secrets:
        held.new_vault_key(secrets, _wrap, new_signing_key=new_signing_key)
    typer.echo("The vault has a new key.")
    if new_signing_key:
        typer.echo("Ask to be listed anew: debrief trust request")


@app.command("recovery-key")
def recovery_key(
    recipients: Annotated[list[str], typer.Argument(help="The agency's recovery key or keys, age1…")],
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Replaces the agency's recovery key; three of its ten words are typed from paper."""
    from debrief.bundle import recipient_words

    for each in recipients:
        compare(recipient_words(each), f"the words of {each[:12]}…")
    with opened(vault, token) as (held, _):
        held.change_recovery(recipients, _wrap)
    typer.echo(_RECOVERY_NEXT)


@app.command()
def recover(user: str, vault: VaultOption = None) -> None:
    """Opens the vault with its own key, from the agency's recovery key, and lets USER in.

    The key is read as 64 hexadecimal digits; docs/keys-and-people.md says how to get it with age.
    """
    from debrief.desk.refusals import NotAVaultKey
    from debrief.vault import Vault

    try:
        key = bytes.fromhex(secret("The vault's key").strip())
    except ValueError:
        raise NotAVaultKey from None
    if len(key) != 32:
        raise NotAVaultKey
    with Vault.recover(vault or vault_folder(), key) as held:
        former = [slot for slot, name in held.slots() if name == user]
        held.add_slot(made_passphrase(user), user=user, kdf=_cost(held))
        for slot in former:
            held.remove_slot(slot)
        typer.echo(f"{user} can open this vault. De-briefs in it: {len(held.debriefs())}.")


# -- what is kept in it ---------------------------------------------------------------------------


@app.command("list")
def list_(vault: VaultOption = None, token: TokenOption = None) -> None:
    """Lists the de-briefs by reference, those that were sealed or erased too."""
    from debrief.desk.due import due as due_of

    with open_desk(vault, token, now) as desk:
        for line in desk.listing():
            waiting = f", {line.receipts_missing} receipts missing" if line.receipts_missing else ""
            days = max((each.days for each in due_of(line, desk.clock())), default=0)
            late = f", NO RECEIPT for {days} days: ask the central repository" if days else ""
            typer.echo(f"{line.reference}  {line.status}, {line.exported} exported{waiting}{late}")
        for gone in desk.sealed():
            typer.echo(f"{gone.reference}  {'erased' if gone.erased else 'sealed'} {gone.sealed[:10]}")


@app.command()
def due(vault: VaultOption = None, token: TokenOption = None) -> None:
    """Lists what is due for export, for a receipt, or to be sealed or erased; with reason and date."""
    from debrief.desk.due import due as due_of

    with open_desk(vault, token, now) as desk:
        moment = desk.clock()
        found = [(line.reference, each) for line in desk.listing() for each in due_of(line, moment)]
    for reference, each in found:
        typer.echo(f"{reference}  {each.kind}  {each.since[:10]}  {each.sentence}")
    if not found:
        typer.echo("Nothing is due.")


@app.command()
def archive(
    reference: str, to: ToOption = Path(), vault: VaultOption = None, token: TokenOption = None
) -> None:
    """Writes a de-brief, whole, as an age file that the agency's recovery key opens."""
    from debrief.desk import keeping

    with open_desk(vault, token, now) as desk:
        typer.echo(keeping.archive(desk, keeping.find(desk, reference), to))


@app.command()
def seal(reference: str, yes: YesOption = False, vault: VaultOption = None, token: TokenOption = None) -> None:
    """Seals a de-brief: only the central repository and the agency's recovery key can read it."""
    from debrief.desk import keeping

    with open_desk(vault, token, now) as desk:
        rid = keeping.find(desk, reference)
        _sure(f"This laptop will never read {reference} again. Seal it?", yes)
        keeping.seal(desk, rid)
    typer.echo(f"{reference} is sealed.")


@app.command()
def purge(
    reference: str,
    to: ToOption = Path(),
    archive: Annotated[Path | None, typer.Option(help="The archive that stands in for a receipt.")] = None,
    yes: YesOption = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Erases a de-brief and writes a certificate of it."""
    from debrief.desk import keeping

    with open_desk(vault, token, now) as desk:
        rid = keeping.find(desk, reference)
        _sure(f"Nobody will ever read {reference} from this vault again. Erase it?", yes)
        done = keeping.purge(desk, rid, to, archive=archive)
    typer.echo(f"{reference} is erased.\n{done.path}\n{done.path}.sig")
    if done.certificate["backups"]:
        typer.echo("Backups made before still hold it: " + ", ".join(done.certificate["backups"]))


@app.command()
def certificate(
    reference: str, to: ToOption = Path(), vault: VaultOption = None, token: TokenOption = None
) -> None:
    """Writes the certificate of an erasure once more."""
    from debrief.desk import keeping

    with open_desk(vault, token, now) as desk:
        rid = next((gone.rid for gone in desk.sealed() if gone.reference == reference), reference)
        typer.echo(keeping.certificate(desk, rid, to).path)


@app.command("sealed-key")
def sealed_key(
    reference: str, to: ToOption = Path(), vault: VaultOption = None, token: TokenOption = None
) -> None:
    """Writes the age file that opens a sealed de-brief, for those who have the key to it."""
    from debrief.desk import keeping

    with open_desk(vault, token, now) as desk:
        rid = next((gone.rid for gone in desk.sealed() if gone.reference == reference), reference)
        for path in keeping.sealed_key(desk, rid, to):
            typer.echo(path)


@app.command()
def hold(
    reference: str,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept with the de-brief.")],
    lift: Annotated[bool, typer.Option("--lift", help="Lift the hold.")] = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Sets or lifts a disclosure hold: what is held is neither sealed nor erased."""
    from debrief.desk import keeping

    with open_desk(vault, token, now) as desk:
        act = keeping.lift_hold if lift else keeping.hold
        act(desk, keeping.find(desk, reference), reason)
    typer.echo(f"{reference} is {'no longer ' if lift else ''}held.")


# -- the files ------------------------------------------------------------------------------------


@app.command()
def backup(folder: Path, vault: VaultOption = None, token: TokenOption = None) -> None:
    """Writes a whole copy of the vault, still sealed, to a new folder, and looks it through."""
    from debrief.desk.shelf import Shelf

    with opened(vault, token) as (held, _):
        held.backup(folder)
        Shelf(held.folder).copy_to(folder)
    typer.echo(f"{folder}\nIt keeps what is sealed or erased here later: destroy it in time.")


@app.command()
def check(vault: VaultOption = None, token: TokenOption = None) -> None:
    """Looks through every entry of the vault."""
    with opened(vault, token) as (held, _):
        found = held.check()
    typer.echo(
        f"Sound. Entries: {found.entries}, de-briefs: {found.debriefs}, sealed or erased: {found.sealed}."
    )
    if found.damaged:
        typer.echo(f"{len(found.damaged)} entries are lost, which was acknowledged earlier.")


def doctor(
    vault: VaultOption = None,
    token: TokenOption = None,
    locked: Annotated[bool, typer.Option("--locked", help="Without unlocking the vault.")] = False,
) -> None:
    """Says whether this laptop is fit for the work; status 1 when something must be done."""
    from debrief.desk.checks import Finding, Level
    from debrief.desk.doctor import examine, must_act
    from debrief.errors import Refusal

    folder = vault or vault_folder()
    try:
        if locked or not (folder / "header.json").is_file():
            found = examine(folder, now())
        else:
            with open_desk(folder, token, now) as desk:
                found = examine(folder, now(), desk)
    except Refusal as refusal:
        sentence, remedy = refusal.say()
        found = [Finding("vault", Level.act, f"{refusal.code}: {sentence}", remedy), *examine(folder, now())]
    typer.echo("\n".join(map(str, found)))
    if must_act(found):
        raise typer.Exit(1)


# -- inside ---------------------------------------------------------------------------------------


@contextmanager
def _secrets(vault: Vault, own: Secret, leaving: str = "") -> Iterator[Mapping[str, Secret]]:
    """What everybody who stays types; who is not here gets six new words, to be handed over."""
    from debrief.errors import Refusal
    from debrief.vault import Secret

    found, fresh = {vault.slot: own}, []
    others = [(slot, user) for slot, user in vault.slots() if slot not in (vault.slot, leaving)]
    typed = {slot: _typed(vault, slot, user) for slot, user in others}
    try:
        for slot, user in others:
            entry = typed[slot]
            if entry is None:
                entry = Secret(made_passphrase(user))
                slot = vault.add_slot(entry.passphrase, user=user, kdf=_cost(vault))
                fresh.append(slot)
            found[slot] = entry
        yield found
    except Refusal:
        for slot in fresh:
            with contextlib.suppress(Refusal):
                vault.remove_slot(slot)
        raise


def _typed(vault: Vault, slot: str, user: str) -> Secret | None:
    from debrief.desk.tokens import read_token
    from debrief.vault import Secret, read_header

    words = secret(f"Passphrase of {user} (empty: six new words are made)")
    if not words.strip():
        return None
    held = next(each for each in read_header(vault.folder).header.slots if each.id == slot)
    return Secret(words, read_token(Path(secret(f"Token file of {user}"))) if held.token else None)


def _slot_of(vault: Vault, user: str) -> str:
    from debrief.desk.refusals import UnknownUser

    found = [slot for slot, name in vault.slots() if name == user or (len(user) >= 8 and slot.startswith(user))]
    if len(found) != 1 or found[0] == vault.slot:
        raise UnknownUser(name=user)
    return found[0]


def _cost(vault: Vault) -> KdfCost | None:
    from debrief.vault import calibrate

    return None if vault.for_tests else calibrate()


def _wrap(key: bytes, recipients: list[str]) -> bytes:
    from debrief.bundle import encrypt

    return encrypt(key, recipients)


def _sure(question: str, yes: bool) -> None:
    if not yes and not typer.confirm(question):
        raise typer.Exit(1)
