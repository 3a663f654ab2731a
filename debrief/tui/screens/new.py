"""A new de-brief: the agency's own reference, and whether it is training."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from debrief.language import say
from debrief.tui.screens.editions import day_of, outside
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.widgets import Option


class NewScreen(StepsScreen):
    """Gives back the new de-brief, or nothing."""

    def title_words(self) -> str:
        return say("New de-brief")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "reference",
            lambda: say("Your agency's reference"),
            self._reference,
            type="short_text",
        )
        yield Step(
            "training",
            lambda: say("Is this for training?"),
            lambda: say("A training record is marked everywhere and can never be sent."),
            type="yes_no_not_sure",
            options=lambda: (Option("yes", say("Yes")), Option("no", say("No"))),
            value=lambda: "no",
        )

    def _reference(self) -> str:
        desk: Any = self.calm.desk
        warned = outside(desk.bank, desk.settings.edition, day_of(self.calm.last_key))
        words = say("A number or code such as LA-2011-17. Never the person's name.")
        return f"{words}\n\n{warned}" if warned else words

    async def finish(self) -> None:
        desk: Any = self.calm.desk
        self.dismiss(desk.new(self.values["reference"], training=self.values["training"] == "yes"))
