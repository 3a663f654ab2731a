"""The command ``debrief demo``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.places import shipped

if TYPE_CHECKING:
    from debrief.play.demo import Played, Shown

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
    from debrief.play import read_script, rehearse
    from debrief.play.demo import demonstrate
    from debrief.play.sheet import read_sheet

    asked = read_sheet(sheet) if sheet else None
    bank = load_bank(shipped("questionnaires"))
    plan = rehearse(bank, read_script(case or shipped("questionnaires") / "accounts" / DEFAULT_CASE))
    with _bar(len(plan.acts), plan.script.case) as done:
        shown = demonstrate(
            bank, lambda: datetime.now(UTC), plan, out, screens=not headless, sheet=asked, done=done
        )
    typer.echo("\n".join(_report(shown)))


@contextmanager
def _bar(total: int, case: str) -> Iterator[Played]:
    """A progress bar on standard error; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(case, total=total)
        yield lambda count: progress.update(task, completed=count)


def _report(shown: Shown) -> list[str]:
    """What was played, UKHTC's first answers, and where everything lies."""
    lines = [f"{shown.plan.script.case}: {shown.plan.answers} answers played and saved.", ""]
    if shown.by_hand:
        lines += ["Recorded without keys: " + ", ".join(shown.by_hand), ""]
    lines += [shown.nrm, "", shown.routes, ""]
    if shown.measure is not None:
        lines += [*shown.measure.lines(), ""]
    return [*lines, *shown.lines()]
