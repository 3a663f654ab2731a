"""A group's card, or one person's dossier and timeline, to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from debrief.console.screens.base import AtConsole
from debrief.exchange import as_text
from debrief.exchange.sheet import Sheet
from debrief.language import marked
from debrief.tui import phrases
from debrief.tui.widgets import Said


class PaperScreen(AtConsole):
    """Read for the screen it came from; nothing is read anew. ``papers``: one after the other, by a key."""

    ABOUT = marked("What is known, as the file would say it: with sources and grades. Nothing is written.")
    OWN_KEYS = (("t", marked("the other paper, where there are two")),)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("t", "turn", show=False)]

    def __init__(self, title: Callable[[], str], papers: Sequence[Callable[[], Sheet]]) -> None:
        super().__init__()
        self._title, self._papers, self._at = title, list(papers), 0

    def title_words(self) -> str:
        return self._title()

    def body(self) -> Iterable[Widget]:
        words = Said(lambda: as_text(self._papers[self._at]()), phrases.drawer)
        yield VerticalScroll(words, classes="page")

    def keys(self) -> Sequence[tuple[str, str]]:
        more = (("t", marked("the other paper")),) if len(self._papers) > 1 else ()
        return (*more, ("↑ ↓", marked("read")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(VerticalScroll))

    def action_turn(self) -> None:
        self._at = (self._at + 1) % len(self._papers)
        self.relabel()
        self.query_one(VerticalScroll).scroll_home(animate=False)
