"""The person takes back an answer, or the whole record."""

from __future__ import annotations

from collections.abc import Iterable

from debrief.interview import Address
from debrief.language import marked, say
from debrief.tui.held import answers_held
from debrief.tui.outline import Spot
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.steps import Step
from debrief.tui.widgets import Option

WHOLE = "record"


class WithdrawScreen(ActScreen):
    """It is theirs to take back, without a reason good enough for anybody else."""

    def title_words(self) -> str:
        return say("The person takes something back")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "what",
            lambda: say("What do they take back?"),
            lambda: say("Nobody asks them to justify it."),
            type="single",
            options=self._choices,
        )
        yield Step("effect", lambda: say("What it does"), self._effect, go_on=marked("Go on"))
        yield Step(
            "reason",
            lambda: say("In their words, or what they did"),
            lambda: say("“Did not say why” will do."),
            type="note",
        )

    def _choices(self) -> list[Option]:
        whole = [] if self.working.interview.state.withdrawn else [Option(WHOLE, say("the whole record"))]
        return [*whole, *(Option(str(a), label) for a, label in answers_held(self.working))]

    def _effect(self) -> str:
        chosen = self.values["what"]["choice"]
        kept = say("Duties to keep may stop its being erased here. Say so to the person, plainly.")
        if chosen == WHOLE:
            told = say("From now on no answer and no note of it goes to anybody.")
        else:
            told = say("From now on this answer goes to nobody. Earlier words stay in the history here.")
        sent = say(
            "What was sent before is not called back by itself: export once more, and the export says so."
        )
        return "\n".join((told, sent, kept))

    async def finish(self) -> None:
        chosen, reason = self.values["what"]["choice"], self.values["reason"]
        if chosen == WHOLE:
            self.record("withdrew", marked("The whole record is taken back."), reason=reason)
            return
        address = Address.parse(chosen)
        if self.record("withdrew", marked("The answer is taken back."), address=chosen, reason=reason):
            self.working.typed.pop(address, None)  # else it would be said again
            if address.item in self.working.interview.bank.items:
                self.calm.go_to(Spot(address.item, address.instance))
