"""Afterwards found out: the person was de-briefed on this laptop before."""

from __future__ import annotations

from collections.abc import Iterable

from debrief.desk.continuing import go_on_from
from debrief.errors import Refusal
from debrief.language import say, say_many
from debrief.tui.screens.act import ActScreen, tell_below
from debrief.tui.screens.new import earlier_records
from debrief.tui.screens.steps import Step


class ContinuedScreen(ActScreen):
    """What was told then is settled here, and not asked again."""

    def title_words(self) -> str:
        return say("De-briefed here before")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "after",
            lambda: say("Which record was it?"),
            lambda: say("Only an outline is left of it, without a word. What was told is not asked again."),
            type="single",
            options=lambda: earlier_records(self.working.file.vault),
        )

    async def finish(self) -> None:
        desk = self.calm.desk
        assert desk is not None
        try:
            count = go_on_from(desk, self.working.file, self.values["after"]["choice"])
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.working.heard()
        self.dismiss(True)
        tell_below(self.app, lambda: say_many("{count} item is settled.", "{count} items are settled.", count))
