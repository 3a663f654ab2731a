"""Editions: what is said outside an edition's dates, and another edition for a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from debrief.bank import Bank
from debrief.language import marked, say
from debrief.tui.edition_words import advice, dates, day_of, outside, title
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.steps import Step
from debrief.tui.widgets import Option


class EditionScreen(ActScreen):
    """Another edition changes words, names and forms; never an answer, and never an item's id."""

    def title_words(self) -> str:
        return say("Edition of this record")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "edition",
            lambda: say("Which edition?"),
            self._now,
            type="single",
            options=lambda: [Option(e.id, title(e)) for e in self._bank.editions.values()],
            value=lambda: {"choice": self.working.interview.state.edition},
            check=lambda value: self._same(value["choice"]),
        )
        yield Step("look", lambda: say("What changes"), self._look, go_on=marked("Change the edition"))

    @property
    def _bank(self) -> Bank:
        return self.working.interview.bank

    @property
    def _today(self) -> date:
        return day_of(self.calm.last_key)

    def _now(self) -> str:
        now = self._bank.edition(self.working.interview.state.edition)
        lines = [say("Now: {title}, for {dates}.", title=title(now), dates=dates(now))]
        return "\n".join(filter(None, (*lines, outside(self._bank, now.id, self._today))))

    def _same(self, chosen: str) -> str | None:
        same = chosen == self.working.interview.state.edition
        return say("The record is in this edition already.") if same else None

    def _look(self) -> str:
        chosen = self._bank.edition(self.values["edition"]["choice"])
        lines = [
            f"{title(chosen)} · {dates(chosen)}",
            say("Names of bodies, forms and marking change. What is on record stays as it is."),
            outside(self._bank, chosen.id, self._today),
            *advice(chosen, self._today),
        ]
        return "\n".join(filter(None, lines))

    async def finish(self) -> None:
        chosen = self.values["edition"]["choice"]
        self.record("edition_changed", marked("The edition is changed."), edition=chosen)
