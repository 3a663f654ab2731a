"""An import while it runs, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debrief.repository.intake import Outcome, Report


def progress(paths: Sequence[Path]) -> Iterable[Path]:
    """A bar on standard error that counts bundles, where that is a terminal."""
    if len(paths) < 2 or not sys.stderr.isatty():
        return paths
    return _bar(paths)


def _bar(paths: Sequence[Path]) -> Iterator[Path]:
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("Importing"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with progress.Progress(*columns, console=Console(stderr=True)) as shown:
        yield from shown.track(paths)


def lines(report: Report, seconds: float) -> Iterator[str]:
    """One for each bundle, one for each that asks for a look, and how quick it was."""
    yield from map(_outcome, report.outcomes)
    own = {outcome.digest: outcome.path.name for outcome in report.outcomes}
    for digest, flags in report.flags.items():
        if digest in own:
            yield f"look at   {own[digest]}: {', '.join(flags)}"
    records = sum(outcome.records for outcome in report.outcomes)
    if records:
        rate = records / max(seconds, 0.001)
        yield f"Bundles: {len(report.outcomes):,}. Records: {records:,}, {rate:,.0f} a second."


def _outcome(outcome: Outcome) -> str:
    head = f"{outcome.result:<10}{outcome.path.name}"
    if outcome.refusal is not None:
        return f"{head}\n          {outcome.refusal}"
    if outcome.result == "duplicate":
        return f"{head}  held already; receipt written again"
    held = [f"\n          {record}: kept apart, {code}" for record, code in outcome.held.items()]
    return f"{head}  records: {outcome.records}" + "".join(held)
