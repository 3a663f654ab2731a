"""Spellings that an interpreter confirmed, for the interviewer to take over where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from debrief.interview import Address
from debrief.language import current, language_name, marked, say
from debrief.tui import phrases
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.spelling import NEW_PERSON, PERSON, Spelled, places, take_over, waiting
from debrief.tui.tagging import instance_label
from debrief.tui.things import address_label
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class SpellingsScreen(CalmScreen[None]):
    """First which spelling, then where it goes; Escape goes one step back."""

    ABOUT = marked(
        "Enter on a spelling, then on the name it is of. What is on record there stays as the first words."
    )

    def __init__(self) -> None:
        super().__init__()
        self._chosen: Spelled | None = None

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Spellings to take over")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("choose")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _top(self) -> str:
        if self._chosen is not None:
            return say("{word}: whose name is it?", word=self._chosen.word)
        if not waiting(self.working.interview):
            return say("No spelling waits. The interpreter’s view takes them down.")
        return say("Which spelling?")

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        if self._chosen is None:
            return [
                Row(each.at, f"{each.word}  {each.roman}".strip(), aside=_tongue(each))
                for each in waiting(interview)
            ]
        new = say("new: {what}", what=phrases.repeat_label(interview.bank, PERSON))
        return [Row(str(each), self._place(each)) for each in places(interview)] + [Row(NEW_PERSON, new)]

    def _place(self, address: Address) -> str:
        if address.item == PERSON:
            return instance_label(self.working.interview, PERSON, address.instance)
        return address_label(self.working.interview, address)

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        if self._chosen is None:
            found = [each for each in waiting(self.working.interview) if each.at == event.key]
            self._chosen = found[0] if found else None
        elif not self.refuse(take_over(self.working, self._chosen, event.key)):
            self._chosen = None
            self.tell(plain(marked("Taken over.")))
        self.query_one(Rows).at = None
        self.relabel()

    def leave(self) -> None:
        if self._chosen is None:
            self.dismiss()
        else:
            self._chosen = None
            self.relabel()


def _tongue(spelled: Spelled) -> str:
    return f"{language_name(spelled.language, current().tag) or spelled.language}, {spelled.script}"
