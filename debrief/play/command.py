"""The command ``debrief demo``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from debrief.places import shipped

DEFAULT_CASE = "13-operation-visionary-heathrow.yaml"


def demo(
    out: Annotated[
        Path, typer.Option("--out", help="The folder that holds everything the demonstration makes.")
    ] = Path("build/demo"),
    case: Annotated[
        Path | None, typer.Option("--case", help="Another account script (docs/account-script.md).")
    ] = None,
    headless: Annotated[
        bool, typer.Option("--headless", help="Through interview and vault only, without the screens.")
    ] = False,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help="The case sheet whose facts are looked for again.")
    ] = None,
) -> None:
    """Plays a published case from the first question to UKHTC's first tables."""
    from debrief.bank import load_bank
    from debrief.play.demo import demonstrate
    from debrief.play.sheet import read_sheet

    script = case or shipped("questionnaires") / "accounts" / DEFAULT_CASE
    asked = read_sheet(sheet) if sheet else None
    bank = load_bank(shipped("questionnaires"))
    shown = demonstrate(bank, lambda: datetime.now(UTC), script, out, sheet=asked)
    typer.echo(f"\n{shown.plan.script.case}: {shown.plan.answers} answers played and saved.\n")
    typer.echo(shown.nrm + "\n\n" + shown.routes + "\n")
    if shown.measure is not None:
        for line in shown.measure.lines():
            typer.echo(line)
        typer.echo("")
    for line in shown.lines():
        typer.echo(line)
