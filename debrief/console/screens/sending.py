"""A dissemination is drafted: to whom, about what, until when, which cards with which grade; then signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from debrief.console.screens.signing import SigningScreen
from debrief.console.screens.steps import ConsoleSteps
from debrief.language import say
from debrief.office.dissemination import Order, draft
from debrief.office.intray import renew_trust
from debrief.office.orders import card_of, last_moment_of
from debrief.repository.disseminations import Sending
from debrief.tui.screens.steps import Step
from debrief.tui.widgets import Option


class SendingScreen(ConsoleSteps):
    """Dismissed with the draft, signed by the first officer."""

    def title_words(self) -> str:
        return say("Draft a dissemination")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "recipient",
            lambda: say("To which partner?"),
            lambda: "" if self._partners() else say("No partner stands in the trust list."),
            type="single",
            options=self._partners,
        )
        yield Step("subject", lambda: say("What is it about, in a few words?"), type="short_text")
        yield Step("marking", lambda: say("Its protective marking"), type="short_text")
        yield Step(
            "expires",
            lambda: say("Until which day?"),
            lambda: say("Such as 2011-12-31: then every copy is destroyed."),
            type="short_text",
            check=_day,
        )
        yield Step(
            "cards",
            lambda: say("Which cards?"),
            lambda: say("RECORD/person:1=B21, with spaces between them: a record, its card, and the grade."),
            type="short_text",
            optional=True,
        )
        yield Step(
            "missing",
            lambda: say("Count missing children by area?"),
            type="single",
            options=lambda: [Option("no", say("no")), Option("yes", say("yes"))],
            value=lambda: {"choice": "no"},
        )

    def _partners(self) -> list[Option]:
        who = self.analyst
        listed = {each.agency for each in who.repository.trust.recipients_for(who.clock(), "partner")}
        names = {each.id: each.name for each in who.repository.trust.agencies}
        return [Option(agency, f"{names[agency]} ({agency})") for agency in sorted(listed)]

    async def finish(self) -> None:
        who = self.analyst
        cards = [card_of(each) for each in self.words("cards").split()]
        expires = last_moment_of(self.words("expires"))
        order = Order(
            self.choice("recipient"), self.words("subject"), who.purpose, self.words("marking"), expires,
            cards, self.choice("missing") == "yes",
        )  # fmt: skip

        def sign(key: Any) -> Sending:
            renew_trust(who.repository, who.clock())
            return draft(who.repository, who.bank, order, user=who.name, key=key, now=who.clock())

        self.app.push_screen(SigningScreen(sign), self._signed)

    def _signed(self, made: Sending | None) -> None:
        if made is not None:
            self.dismiss(made)


def _day(typed: str) -> str | None:
    last_moment_of(typed)
    return None
