"""``debrief check``: what an author runs after every change of a question, a rule or a translation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debrief.places import shipped

BankOption = Annotated[
    Path | None, typer.Option("--bank", help="The questionnaire's folder; the shipped one where left out.")
]


def check(bank: BankOption = None) -> None:
    """Checks a questionnaire: wording, structure, translations, and the proofs of its safeguards."""
    from debrief.bank import load_bank
    from debrief.proof.examine import findings, proofs, said, specification_of

    folder = bank or shipped("questionnaires")
    loaded = load_bank(folder)
    spec = specification_of(loaded, folder)
    locales = folder.parent / "locales"
    found = list(findings(loaded, folder, spec, locales if locales.is_dir() else None))
    for finding in found:
        typer.echo(str(finding))
    results = list(proofs(loaded, spec))
    broken = [result for result in results if not result.proved]
    for result in broken:
        typer.echo(said(loaded, result))
    typer.echo(
        f"{len(loaded.items)} items, {sum(1 for _ in loaded.checks())} gates: {len(found)} findings; "
        f"{len(results) - len(broken)} of {len(results)} properties hold in every state."
    )
    if found or broken:
        raise typer.Exit(1)
