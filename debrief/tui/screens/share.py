"""A decision to share against a wish, or beyond an agreement: who decided, why, on what basis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from debrief.interview.recipients import sharing_with
from debrief.interview.state import SHARING
from debrief.language import current, marked, say
from debrief.tui import phrases
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.lead_signs import LeadSignsScreen
from debrief.tui.screens.steps import Step
from debrief.tui.specs import options

_WISHES = "SHARING"


class ShareScreen(ActScreen):
    """It counts at once, stands on the face of every export, and waits for the signature of who decided."""

    def title_words(self) -> str:
        return say("Share against the person's wish")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "agency",
            lambda: say("With whom?"),
            lambda: say(
                "Only where a life or a child is in danger. One body at a time. "
                "Tell the person, unless that is itself a danger."
            ),
            type="single",
            options=self._agencies,
        )
        yield Step("who", lambda: say("Who decided it?"), self._wish, type="short_text")
        yield Step("role", lambda: say("Their role"), type="short_text")
        yield Step(
            "reason",
            lambda: say("Their reason"),
            lambda: say(
                "It stands on the face of every export, until they sign it, marked: asserted, not signed."
            ),
            type="note",
        )
        yield Step(
            "basis",
            lambda: say("On what basis in law, or by which procedure?"),
            lambda: say("As they gave it. This app gives no legal advice."),
            type="note",
        )

    def _agencies(self) -> list[Any]:
        interview = self.working.interview
        offered = options(interview.bank, "AGENCY", interview.state.edition, current().tag)
        return [option for option in offered if option.code != "other"]

    def _wish(self) -> str:
        """The person's last word about this body, beside which the decision is taken."""
        interview, agency = self.working.interview, self.values["agency"]["choice"]
        name = phrases.choice_label(interview.bank, "AGENCY", agency, interview.state.edition)
        mark = sharing_with(interview.view, agency)
        wish = phrases.choice_label(interview.bank, _WISHES, mark, interview.state.edition)
        return say("{agency}: the person's word is “{wish}”.", agency=name, wish=wish)

    async def finish(self) -> None:
        agency, values = self.values["agency"]["choice"], self.values
        done = self.record(
            "sharing_overridden",
            marked("The decision to share is on record."),
            agency=agency,
            decided_by=values["who"],
            role=values["role"],
            reason=values["reason"],
            basis=values["basis"],
        )
        if done:
            self.calm.push_screen(LeadSignsScreen(self.working, SHARING + agency))
