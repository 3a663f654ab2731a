"""``debrief translate …``: how far each language has come, and what must not stand in a catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief.places import shipped

app = typer.Typer(help="For translators: how far a language has come, and its faults.", no_args_is_help=True)

Lang = Annotated[str | None, typer.Argument(help="One language: vi, ar, zh_Hans …; all where left out.")]


@app.command()
def status(lang: Lang = None) -> None:
    """Prints how many texts each language has; of one language by kind, the most critical first."""
    from debrief.language import language
    from debrief.language.progress import progress, standing

    rows = progress(shipped("locales"))
    if lang is None:
        for row in rows:
            done, whole = row.texts
            typer.echo(f"{row.tag:8} {row.name:24} {standing(row.review)}: {done} of {whole}")
        return
    of = language(lang)
    for row in (each for each in rows if each.tag == of.tag):
        typer.echo(f"{row.name} ({row.tag}): {standing(row.review)}")
        for kind, whole in row.whole.items():
            typer.echo(f"{row.done[kind]:6} of {whole:5}  {kind}")


@app.command()
def check(lang: Lang = None) -> None:
    """Looks through the catalogues: file, line, context and fault; the exit status is 1 where there is one."""
    from debrief.language import available, language
    from debrief.language.checks import check as faults
    from debrief.language.glossary import glossary
    from debrief.language.sources import file_in

    tags = [language(lang).tag] if lang else [each.tag for each in available()]
    found = 0
    for tag in tags:
        if tag != "en":
            for each in faults(tag, file_in(shipped("locales"), f"{tag}.po"), glossary(tag)):
                typer.echo(str(each))
                found += 1
    if found:
        raise typer.Exit(1)
