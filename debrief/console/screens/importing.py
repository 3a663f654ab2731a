"""Bundles are taken in beside the screen, one a step; Escape stops after the one at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual import on
from textual.message import Message

from debrief.console.progress import bar
from debrief.console.screens.tables import TableScreen
from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.office.intray import take_in
from debrief.repository import Outcome, Report
from debrief.tui.screens.calm import in_words

_BECAME: dict[str, str] = {
    "accepted": marked("Taken in: {count}"),
    "duplicate": marked("Held already: {count}"),
    "held": marked("With records kept apart: {count}"),
    "refused": marked("Refused: {count}"),
}


class ImportingScreen(TableScreen):
    """What became of each bundle stands below the line pointed at."""

    class Step(Message):
        """So many are done, of so many."""

        def __init__(self, done: int, of: int) -> None:
            super().__init__()
            self.done, self.of = done, of

    def __init__(self) -> None:
        super().__init__()
        self.busy = False
        self.outcomes: dict[Path, Outcome] = {}
        self._stopped = False

    def take(self, paths: Sequence[Path]) -> None:
        """Imports these, unless an import is running. Other keys work meanwhile."""
        if paths and not self.busy:
            self.busy, self._stopped = True, False
            self.run_worker(self._take(list(paths)))

    async def _take(self, paths: list[Path]) -> None:
        analyst = self.analyst
        try:
            report = await asyncio.to_thread(
                take_in, analyst.repository, paths, now=analyst.clock(), go_on=self._go_on
            )
        except Refusal as refusal:
            self.refuse(refusal)
            return
        finally:
            self.busy = False
        if self.is_attached:
            self._ended(report)

    def _go_on(self, done: int, of: int) -> bool:
        """Asked from the other thread before each bundle."""
        self.post_message(self.Step(done, of))
        return not self._stopped

    @on(Step)
    def _step(self, step: ImportingScreen.Step) -> None:
        step.stop()
        if self.busy and not self._stopped:
            drawn = bar(step.done, step.of)
            self.tell(
                lambda: f"{drawn} " + say("{count} of {number}. Esc stops.", count=step.done, number=step.of)
            )

    def _ended(self, report: Report) -> None:
        self.outcomes.update({outcome.path: outcome for outcome in report.outcomes})
        self.look_and_tell(_summary(report, stopped=self._stopped), warn=bool(report.refused))

    def leave(self) -> Any:
        """Escape while bundles are taken in: stop after the one at hand."""
        if not self.busy:
            return super().leave()
        self._stopped = True
        self.tell(lambda: say("Stopping after the bundle at hand…"))
        return None


def _summary(report: Report, *, stopped: bool) -> Callable[[], str]:
    counts = dict.fromkeys(_BECAME, 0)
    for outcome in report.outcomes:
        counts[outcome.result] = counts.get(outcome.result, 0) + 1

    def said() -> str:
        parts = [say(words, count=counts[result]) for result, words in _BECAME.items() if counts[result]]
        if stopped:
            parts.append(say("Stopped: the rest waits"))
        return " · ".join(parts) or say("Nothing was there to take in.")

    return said


def became(outcome: Outcome | None) -> str:
    """What became of a bundle, in words: its refusal, or which records are kept apart."""
    if outcome is None:
        return ""
    if outcome.refusal is not None:
        return in_words(outcome.refusal)
    if outcome.held:
        return say("Records kept apart: {found}", found=", ".join(sorted(set(outcome.held.values()))))
    return say("Records taken in: {count}", count=outcome.records)
