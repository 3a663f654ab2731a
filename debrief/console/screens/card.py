"""The whole group card, to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget

from debrief.console.screens.base import AtConsole
from debrief.exchange import as_text
from debrief.exchange.group_card import GroupCard, group_sheet
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.widgets import Said


class CardScreen(AtConsole):
    """Read for the screen it came from; nothing is read anew."""

    ABOUT = marked("The group card with what they use, links, sources, and the fields of the mapping form.")

    def __init__(self, card: GroupCard) -> None:
        super().__init__()
        self._card = card

    def title_words(self) -> str:
        return say("Group {number}", number=self._card.number)

    def body(self) -> Iterable[Widget]:
        words = Said(lambda: as_text(group_sheet(self._card)), phrases.drawer)
        yield VerticalScroll(words, classes="page")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", marked("read")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(VerticalScroll))
