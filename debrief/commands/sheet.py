"""``debrief sheet LANG``: the read-along sheet, for the person, in their language; it is about nobody."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief.commands.papers import Child, Edition, Out, Text, let_lie
from debrief.places import shipped


def sheet(
    lang: Annotated[str, typer.Argument(help="The language: vi, ar, zh_Hans …")],
    child: Child = False,
    beside: Annotated[str, typer.Option("--with", help="A second language, small below each line.")] = "",
    text: Text = False,
    to: Out = None,
    edition: Edition = "uk-2011",
) -> None:
    """All that is put to the person, in their language, to read along; prints on A4."""
    from debrief.bank import load_bank
    from debrief.exchange import read_along_sheet
    from debrief.language import language, speaking

    bank = load_bank(shipped("questionnaires"))
    second = language(beside).tag if beside else None
    with speaking(lang):
        made = read_along_sheet(bank, "child" if child else "adult", bank.edition(edition).id, second)
    let_lie(made, text, to)
