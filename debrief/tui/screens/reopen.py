"""Reopening a signed record, with the reason. Both signatures are needed again after it."""

from __future__ import annotations

from collections.abc import Iterable

from debrief.language import marked, say
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.steps import Step


class ReopenScreen(ActScreen):
    """What was signed stays in the history; the record may be added to and corrected again."""

    def title_words(self) -> str:
        return say("Reopen the record")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "reason",
            lambda: say("Why is it reopened?"),
            lambda: say(
                "What was signed and sent stays in the history. After the changes it is signed "
                "again by everyone who has to, and sent again."
            ),
            type="note",
        )

    async def finish(self) -> None:
        self.record("reopened", marked("The record is open again."), reason=self.values["reason"])
