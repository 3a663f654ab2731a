"""A group's card, or one person's dossier and timeline, to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from debrief.console.leaving import Leaving
from debrief.console.screens.base import AtConsole
from debrief.console.screens.handing_out import HandingOutScreen
from debrief.exchange import as_text
from debrief.exchange.sheet import Sheet
from debrief.language import marked
from debrief.tui import phrases
from debrief.tui.widgets import Said


class PaperScreen(AtConsole):
    """Read for the screen it came from; nothing is read anew, but for the file that leaves of one.
    ``papers``: one after the other, by a key; ``leaving``: of each, how it leaves."""

    ABOUT = marked(
        "What is known, with sources and grades. c lets it out as a file: sealed to an agency, or in clear by "
        "an explicit act. It is made anew for whoever gets it, without what may not go to them."
    )
    OWN_KEYS = (
        ("t", marked("the other paper, where there are two")),
        ("c", marked("let it out as a file")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "turn", show=False),
        Binding("c", "let_out", show=False),
    ]

    def __init__(
        self, title: Callable[[], str], papers: Sequence[Callable[[], Sheet]], leaving: Sequence[Leaving]
    ) -> None:
        super().__init__()
        self._title, self._papers, self._leaving, self._at = title, list(papers), list(leaving), 0

    def title_words(self) -> str:
        return self._title()

    def body(self) -> Iterable[Widget]:
        words = Said(lambda: as_text(self._papers[self._at]()), phrases.drawer)
        yield VerticalScroll(words, classes="page")

    def keys(self) -> Sequence[tuple[str, str]]:
        more = (("t", marked("the other paper")),) if len(self._papers) > 1 else ()
        return (*more, ("c", marked("file")), ("↑ ↓", marked("read")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(VerticalScroll))

    def action_let_out(self) -> None:
        self.app.push_screen(HandingOutScreen(self._leaving[self._at]), self.handed_out)

    def action_turn(self) -> None:
        self._at = (self._at + 1) % len(self._papers)
        self.relabel()
        self.query_one(VerticalScroll).scroll_home(animate=False)
