"""Sign-off: what is still unmet, then who signs. A child's record is signed by two people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from debrief.interview.state import SIGN_OFF
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.decisions import standing_words, unsigned
from debrief.tui.screens.lead_signs import LeadSignsScreen
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.widgets import Option
from debrief.tui.working import Working


class SignOffScreen(StepsScreen):
    """A signed record is only carried, read, held or reopened."""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Sign off")

    def steps(self) -> Iterable[Step]:
        yield Step("look", lambda: say("Before you sign"), self._standing, go_on=marked("Go on to sign"))
        yield Step(
            "role",
            lambda: say("Who signs?"),
            self._who_must,
            type="single",
            options=lambda: [
                Option("interviewer", say("the interviewer")),
                Option("lead", say("the lead or supervisor")),
            ],
            value=lambda: {"choice": "lead" if self._signed_by_one() else "interviewer"},
        )
        yield Step(
            "name",
            lambda: say("Staff number of who signs"),
            type="identifier",
            value=lambda: None if self._signed_by_one() else self.working.file.staff,
        )

    def _who_must(self) -> str:
        if self.working.interview.route != "child":
            return ""
        return say("A child's record needs both, and they are two people.")

    def _signed_by_one(self) -> bool:
        return any(s.role == "interviewer" for s in self.working.interview.state.signatures)

    def _standing(self) -> str:
        interview = self.working.interview
        if interview.signed:
            return say("This de-brief is signed off.") + self._asserted()
        gates = [gate for gate in interview.unmet("signoff") if gate.blocks]
        lines = [f"! {phrases.check_wants(gate.check)}" for gate in gates]
        warns = [gate for gate in interview.unmet("signoff") if not gate.blocks]
        lines += [f"- {phrases.check_wants(gate.check)}" for gate in warns]
        if not lines:
            lines.append(say("Every safeguard of sign-off is met."))
        lines += [f"- {standing_words(interview, each)}" for each in unsigned(self.calm.desk, self.working)]
        if gates:
            lines.append(
                say("Sign-off waits for those marked !. F8 leads to them. An urgent export waits for nothing.")
            )
        return "\n".join(lines)

    def _asserted(self) -> str:
        if not any(each.id == SIGN_OFF for each in unsigned(self.calm.desk, self.working)):
            return ""
        return "\n" + say("The lead's sign-off is asserted, not signed by their own passphrase yet.")

    async def finish(self) -> None:
        self.working.say_all()
        refused = self.working.file.do(
            "signed_off", role=self.values["role"]["choice"], name=self.values["name"]
        )
        if not self.refuse(refused):
            self.working.heard()
            self.dismiss()
            screen: Any = self.app.screen
            if hasattr(screen, "tell"):
                screen.tell(lambda: say("Signed."))
            if self.values["role"]["choice"] == "lead":
                self.app.push_screen(LeadSignsScreen(self.working, SIGN_OFF))
