"""A new de-brief: the agency's own reference, whether it is training, and what it goes on from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from debrief.desk.outline import sealed_lines
from debrief.language import say
from debrief.tui.edition_words import day_of, outside
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.widgets import Option

if TYPE_CHECKING:
    from debrief.vault import Vault


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
        yield Step(
            "case",
            lambda: say("Which practice case?"),
            lambda: say(
                "All made up. A colleague plays the person from the role card: debrief train card NAME. "
                "Else leave it blank."
            ),
            type="single",
            options=self._cases,
            optional=True,
            when=self._training,
        )
        yield Step(
            "after",
            lambda: say("Was this person de-briefed on this laptop before?"),
            lambda: say("Choose that record: what was told then is not asked again. Else leave it blank."),
            type="single",
            options=self._earlier,
            optional=True,
            when=lambda: not self._training() and bool(self._earlier()),
        )

    def _training(self) -> bool:
        return self.values.get("training") == "yes"

    def _cases(self) -> list[Option]:
        from debrief.desk.training import cases

        desk: Any = self.calm.desk
        return [Option(case.id, case.title, searchable=case.id) for case in cases(desk.bank).values()]

    def _earlier(self) -> list[Option]:
        desk = self.calm.desk
        return earlier_records(desk.vault) if desk else []

    def _reference(self) -> str:
        desk: Any = self.calm.desk
        warned = outside(desk.bank, desk.settings.edition, day_of(self.calm.last_key))
        words = say("A number or code such as LA-2011-17. Never the person's name.")
        return f"{words}\n\n{warned}" if warned else words

    async def finish(self) -> None:
        desk: Any = self.calm.desk
        training, reference = self._training(), self.values["reference"]
        after, case = (self.values.get(name) or {} for name in ("after", "case"))
        earlier = None if training else after.get("choice")
        self.dismiss(desk.new(reference, training=training, after=earlier, case=case.get("choice")))


def earlier_records(vault: Vault) -> list[Option]:
    """The records that were sealed or erased here: only an outline without a word is left of each."""
    return [Option(gone.rid, f"{gone.reference}, {gone.opened[:10]}") for gone in sealed_lines(vault)]
