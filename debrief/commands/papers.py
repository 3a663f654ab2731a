"""``debrief paper …``: blank papers for a talk, and papers about a person that leave by an explicit act.

The commands find the unlocked desk where the command line put its opener (``context.obj``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.opening import TokenOption, VaultOption, desk_of
from debrief.places import shipped

if TYPE_CHECKING:
    from debrief.desk import Desk
    from debrief.desk.papers import Paper, Sealing
    from debrief.exchange import Sheet

app = typer.Typer(help="Papers: blank ones, and those about a person.", no_args_is_help=True)

Child = Annotated[bool, typer.Option("--child", help="The child's wording.")]
Language = Annotated[str, typer.Option("--language", help="The language: en, vi …")]
Text = Annotated[bool, typer.Option("--text", help="Plain text instead of a page to print.")]
Out = Annotated[Path | None, typer.Option("--to", help="The file to write; the screen where left out.")]
Edition = Annotated[str, typer.Option("--edition", help="Whose names of bodies.")]
To = Annotated[Path, typer.Option("--to", help="The folder it is written to.")]
Who = Annotated[str, typer.Option("--who", help="Who gets it: a person, and where they work.")]
Why = Annotated[str, typer.Option("--why", help="Why; it is kept with the de-brief.")]
For = Annotated[
    str | None, typer.Option("--for", help="The agency it is sealed to, by its id in the trust list.")
]
NamedOption = Annotated[list[str] | None, typer.Option("--name", help="Who alone is to open it.")]
KeyOption = Annotated[list[str] | None, typer.Option("--key", help="Their key, age1…")]
Clear = Annotated[
    bool, typer.Option("--clear", help="A clear file, to print at once and destroy; it says for whom it is.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")]


# -- blank ------------------------------------------------------------------------------------------


@app.command()
def prompts(child: Child = False, language: Language = "en", text: Text = False, to: Out = None) -> None:
    """The questions, blank, with room to write; the translation's status stands on every page."""
    from debrief.bank import load_bank
    from debrief.exchange import prompt_sheet
    from debrief.language import speaking

    with speaking(language):
        made = prompt_sheet(load_bank(shipped("questionnaires")), "child" if child else "adult")
    let_lie(made, text, to)


@app.command()
def consent(
    child: Child = False,
    language: Language = "en",
    text: Text = False,
    to: Out = None,
    edition: Edition = "uk-2011",
) -> None:
    """What is explained and agreed before a talk, blank."""
    from debrief.bank import load_bank
    from debrief.exchange import consent_script
    from debrief.language import speaking

    bank = load_bank(shipped("questionnaires"))
    with speaking(language):
        made = consent_script(bank, "child" if child else "adult", bank.edition(edition).id)
    let_lie(made, text, to)


def let_lie(sheet: Sheet, text: bool, to: Path | None) -> None:
    """A blank paper is about nobody: it may lie anywhere."""
    from debrief.desk.papers import write_blank
    from debrief.exchange import as_html, as_text

    if to is None:
        typer.echo(as_text(sheet) if text else as_html(sheet), nl=False)
    else:
        typer.echo(write_blank(sheet, to, "text" if text else "html"))


# -- about a person ---------------------------------------------------------------------------------


@app.command()
def card(
    context: typer.Context,
    reference: str,
    why: Why,
    who: Who = "the person",
    to: To = Path(),
    contact: Annotated[str, typer.Option("--contact", help="A first name and a number to put on it.")] = "",
    language: Language = "en",
    text: Text = False,
    yes: Yes = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """A card with numbers to keep; no word on it tells what it is about. It is always a clear file."""
    from debrief.desk.papers import prepare
    from debrief.language import speaking

    with desk_of(context, vault, token) as desk:
        with speaking(language):
            paper = prepare(desk, desk.find(reference), "card", contact=contact)
        _let_out(desk, reference, paper, to, None, who=who, why=why, text=text, yes=yes)


@app.command()
def missing(
    context: typer.Context,
    reference: str,
    who: Who,
    why: Why,
    to: To = Path(),
    agency: For = None,
    name: NamedOption = None,
    key: KeyOption = None,
    clear: Clear = False,
    kind: Annotated[str, typer.Option("--kind", help="Of a clear page: what body will hold it.")] = "police",
    language: Language = "en",
    text: Text = False,
    yes: Yes = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """One page for those who look for a missing person. Restricted: sealed to named people, or on paper."""
    from debrief.desk.papers import prepare
    from debrief.language import speaking

    with desk_of(context, vault, token) as desk:
        sealing = _sealing(desk, agency, name, key, clear)
        with speaking(language):
            paper = prepare(desk, desk.find(reference), "missing", to=sealing.agency.kind if sealing else kind)
            _let_out(desk, reference, paper, to, sealing, who=who, why=why, text=text, yes=yes)


@app.command("read-back")
def read_back(
    context: typer.Context,
    reference: str,
    why: Why,
    who: Who = "the person",
    to: To = Path(),
    language: Language = "en",
    text: Text = False,
    yes: Yes = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """What the person said, in their language, for them to read along. It is always a clear file."""
    from debrief.desk.papers import prepare
    from debrief.language import speaking

    with desk_of(context, vault, token) as desk:
        with speaking(language):
            paper = prepare(desk, desk.find(reference), "read_back")
        _let_out(desk, reference, paper, to, None, who=who, why=why, text=text, yes=yes)


@app.command()
def nrm(
    context: typer.Context,
    reference: str,
    who: Who,
    why: Why,
    to: To = Path(),
    agency: For = None,
    name: NamedOption = None,
    key: KeyOption = None,
    clear: Clear = False,
    ms1: Annotated[
        bool, typer.Option("--ms1", help="Of an adult who did not agree: the notification without a name.")
    ] = False,
    text: Text = False,
    yes: Yes = False,
    vault: VaultOption = None,
    token: TokenOption = None,
) -> None:
    """Text for the NRM online form, adult or child, in its order and under its keys. A draft, no referral."""
    from debrief.desk.papers import prepare

    with desk_of(context, vault, token) as desk:
        sealing = _sealing(desk, agency, name, key, clear)
        paper = prepare(desk, desk.find(reference), "ms1" if ms1 else "nrm")
        _let_out(desk, reference, paper, to, sealing, who=who, why=why, text=text, yes=yes)


def _sealing(
    desk: Desk, agency: str | None, names: list[str] | None, keys: list[str] | None, clear: bool
) -> Sealing | None:
    """To whom it is sealed. Without a word about it nothing leaves in clear."""
    from debrief.desk.papers import Sealing
    from debrief.desk.partners import Named, partner
    from debrief.desk.refusals import NameAndKey, SealedOrClear

    if len(names or ()) != len(keys or ()):
        raise NameAndKey
    if (agency is None) != clear:
        raise SealedOrClear
    if agency is None:
        return None
    named = tuple(Named(one, other) for one, other in zip(names or (), keys or (), strict=True))
    for each in named:
        typer.echo(f"{each.name}: {each.words}")
    return Sealing(partner(desk, agency), named)


def _let_out(
    desk: Desk,
    reference: str,
    paper: Paper,
    to: Path,
    sealing: Sealing | None,
    *,
    who: str,
    why: str,
    text: bool,
    yes: bool,
) -> None:
    from debrief.desk.papers import hand_out

    for line in paper.sources:
        typer.echo(line)
    asked = "Did they read out these words?" if sealing and sealing.named else "Let it out?"
    if sealing is None:
        asked = "This writes a clear file about a person. Write it?"
    if not yes and not typer.confirm(asked):
        raise typer.Exit(1)
    path = hand_out(
        desk, desk.find(reference), paper, to, sealing, to=who, reason=why, form="text" if text else "html"
    )
    typer.echo(path)
    if sealing is None:
        typer.echo("It is in clear: print it, then destroy the file.")
    else:
        typer.echo(f"{path}.sig")
