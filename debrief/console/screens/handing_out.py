"""A chart or a paper leaves: in which form, for whom, sealed to which agency or in clear, and where to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from debrief.console.leaving import Leaving
from debrief.console.screens.steps import ConsoleSteps
from debrief.language import marked, say
from debrief.office.groups import objects
from debrief.office.handing_out import LAW_ENFORCEMENT, Act, Sealing, hand_out, sealing_to
from debrief.office.intray import renew_trust
from debrief.tui.screens.export import folder_problem
from debrief.tui.screens.steps import Step
from debrief.tui.widgets import Option

_CLEAR = "-clear"


class HandingOutScreen(ConsoleSteps):
    """Dismissed with the paths. The purpose in the head is the reason; the audit has it before the file."""

    def __init__(self, leaving: Leaving) -> None:
        self._leaving = leaving
        super().__init__()

    def title_words(self) -> str:
        return say(self._leaving.title)

    def steps(self) -> Iterable[Step]:
        yield Step(
            "form", lambda: say("In which form?"), type="single",
            options=lambda: [Option(code, say(name)) for code, name in self._leaving.forms.items()],
            value=lambda: {"choice": "page"},
        )  # fmt: skip
        yield Step("who", lambda: say("Who gets it? A person, and where they work."), type="short_text")
        yield Step("to", lambda: say("Sealed to which agency?"), type="single", options=self._agencies)
        yield Step("meant", self._question, self._meaning, go_on=marked("Yes, write it"))
        yield Step("folder", lambda: say("Into which folder?"), type="short_text", check=folder_problem)

    def _agencies(self) -> list[Option]:
        trust, now = self.analyst.repository.trust, self.analyst.clock()
        names = {each.id: each.name for each in trust.agencies}
        listed = sorted({each.agency for each in trust.recipients_for(now, "partner", "agency")})
        return [
            *(Option(agency, f"{names[agency]} ({agency})") for agency in listed),
            Option(_CLEAR, say("to nobody: a clear file, to print at once and destroy")),
        ]

    def _question(self) -> str:
        if self.choice("to") == _CLEAR:
            return say("This writes a clear file about people. Write it?")
        return say("Are these the words of the recipient's key?")

    def _meaning(self) -> str:
        sealing = self._sealing()
        return "\n".join(sealing.words) if sealing else ""

    def _sealing(self) -> Sealing | None:
        to, who = self.choice("to"), self.analyst
        clear = to == _CLEAR
        return sealing_to(who.repository, agency=None if clear else to, keys=(), clear=clear, now=who.clock())

    async def finish(self) -> None:
        self.dismiss(await self.beside(self._written))

    def _written(self) -> list[Path]:
        who = self.analyst
        renew_trust(who.repository, who.clock())
        sealing, name = self._sealing(), self.words("who")
        recipient = sealing.kind if sealing else LAW_ENFORCEMENT
        asked = replace(who.asked(), recipient=recipient, marking=say("For {who}", who=name))
        files = self._leaving.make(who.repository, who.bank, asked, self.choice("form"))
        drawn_on = objects(who.repository, self._leaving.of(who.repository))
        act = Act(who.name, self._leaving.what, name, who.purpose, drawn_on)
        return hand_out(who.repository, files, Path(self.words("folder")).expanduser(), act, sealing)
