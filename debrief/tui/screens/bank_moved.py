"""A de-brief of another version of the questionnaire is opened: it stays there, or moves to the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debrief.desk import DebriefFile
from debrief.interview import Address, Changes
from debrief.language import say, say_many
from debrief.tui import phrases
from debrief.tui.earlier import earlier_label
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.widgets import Option

_NAMED = 12
"""So many items are named; of the rest there is a count. The whole report is in the record."""


class BankMovedScreen(StepsScreen):
    """Gives back the de-brief as it goes on. Nothing is moved unless it is chosen."""

    def __init__(self, file: DebriefFile) -> None:
        self.file = file
        super().__init__()

    def title_words(self) -> str:
        return say("The questionnaire has a newer version")

    def aside_words(self) -> str:
        return self.file.reference

    def steps(self) -> Iterable[Step]:
        yield Step(
            "way",
            lambda: say("Which one does this de-brief go on with?"),
            self._report,
            type="single",
            options=lambda: [
                Option("stay", say("the one it was begun with")),
                Option("move", say("the newest one")),
            ],
            value=lambda: {"choice": "stay"},
        )

    def _report(self) -> str:
        assert self.calm.desk is not None
        found = self.file.interview.changes_to(self.calm.desk.bank)
        return "\n".join(
            (
                say("Both will do. Nothing on record is lost, and nothing is asked twice."),
                *self._lines(found),
            )
        )

    def _lines(self, found: Changes) -> list[str]:
        old, new = self.file.bank, self.calm.desk.bank if self.calm.desk else self.file.bank
        lists = (
            (say("New"), [phrases.item_label(new.items[name]) for name in found.added]),
            (say("No longer there"), [phrases.item_label(old.items[name]) for name in found.removed]),
            (say("In other words"), [phrases.item_label(new.items[name]) for name in found.reworded]),
            (say("In another form"), [phrases.item_label(new.items[name]) for name in found.changed]),
            (say("Beside the questions"), list(found.beside)),
            (say("On record, to be written down in the new form"), self._labels(found.kept_apart)),
            (say("On record, and fits again"), self._labels(found.returned)),
        )
        lines = [f"{title}: {_named(names)}" for title, names in lists if names]
        return lines or [say("Nothing that is asked or recorded changes.")]

    def _labels(self, addresses: Sequence[str]) -> list[str]:
        return [earlier_label(self.file.interview, Address.parse(each)) for each in addresses]

    async def finish(self) -> None:
        assert self.calm.desk is not None
        moves = self.values["way"]["choice"] == "move"
        self.dismiss(self.calm.desk.move(self.file) if moves else self.file)


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown}; " + say_many("{count} more", "{count} more", more) if more > 0 else shown
