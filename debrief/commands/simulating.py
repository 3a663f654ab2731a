"""The command ``debrief ukhtc simulate``: made-up de-briefs, to exercise and to measure with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands.clock import now
from debrief.commands.repository_access import plain
from debrief.places import shipped

if TYPE_CHECKING:
    from debrief.simulate import Progress


def simulate(
    records: Annotated[int, typer.Option("--records", help="How many de-briefs.")] = 1_000,
    agencies: Annotated[int, typer.Option("--agencies", help="From how many agencies.")] = 4,
    seed: Annotated[int, typer.Option("--seed", help="The same number makes the same de-briefs.")] = 1,
    to: Annotated[Path, typer.Option("--to", help="A new or empty folder.")] = Path("build/simulated"),
) -> None:
    """Makes up de-briefs in real bundles, with a training repository to import them and the truth beside."""
    from debrief.bank import load_bank
    from debrief.simulate import simulate as make

    with plain(), _bar(records) as done:
        made = make(
            load_bank(shipped("questionnaires")), to,
            records=records, agencies=agencies, seed=seed, now=now(), done=done,
        )  # fmt: skip
    typer.echo(
        f"{made.records} made-up de-briefs of {made.people} people in {made.bundles} bundles: {made.sticks}\n"
        f"With a second version: {made.supplemented} supplemented, {made.withdrawn} withdrawn\n"
        f"The truth about them: {made.truth}\n"
        f"Next: debrief ukhtc import {made.sticks} --repository {made.place.folder}"
    )


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    """A progress bar on standard error; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("Making up", total=total)
        yield lambda count: bar.update(task, completed=count)
