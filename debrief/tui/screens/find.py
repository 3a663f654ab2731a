"""Find a question by any word of it or of its topic, in the screen's language or in English; or a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from debrief.interview import Interview
from debrief.language import current, fold, marked, say
from debrief.tui import phrases
from debrief.tui.finding import Words, nearest, place_label, words_of
from debrief.tui.outline import all_spots, mark_of, not_made
from debrief.tui.panes import Row, Rows
from debrief.tui.panes.fitting import fitted
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.widgets import Line, Said

_MOST = 40


class FindScreen(CalmScreen[Any]):
    """Typing narrows, the arrows point, Enter goes there."""

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self._spots = {f"{spot.address}": spot for spot in (*all_spots(interview), *not_made(interview))}

        self._read_in, self._found_by = "", dict[str, Words]()

    def title_words(self) -> str:
        return say("Find a question")

    def body(self) -> Iterable[Widget]:
        yield Said(self._hint, phrases.drawer, classes="top")
        yield Line(id="find")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("go there")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Line))

    def _rows(self) -> list[Row]:
        if self._read_in != current().tag:  # asked for several times a key
            self._read_in, self._found_by = current().tag, self._texts()
        return [self._row(key) for key in nearest(self._found_by, self._wanted())[:_MOST]]

    def _row(self, key: str) -> Row:
        spot = self._spots[key]
        item = self.interview.bank.items[spot.item]
        section = phrases.section_title(self.interview.bank, item.section)
        mark = mark_of(self.interview, spot).value
        return Row(key, place_label(self.interview, spot), mark=mark, aside=fitted(section, 24))

    def _texts(self) -> dict[str, Words]:
        """What each line can be found by."""
        return {key: words_of(self.interview, spot) for key, spot in self._spots.items()}

    def _wanted(self) -> list[str]:
        return fold(self.query_one(Line).value).split()

    def _hint(self) -> str:
        if self.is_mounted and self._wanted() and not self._rows():
            return say("No word of that stands anywhere. Try part of a word, or another one.")
        return say("Any word of it, or of its topic:")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        rows = self.query_one(Rows)
        rows.at = None
        rows.refresh()
        self.query_one(".top", Said).again()

    def on_key(self, event: events.Key) -> None:
        """The arrows walk the list while the letters go into the line."""
        if event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            by = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}[event.key]
            self.query_one(Rows).action_walk(by)

    @on(Line.GoOn)
    @on(Rows.Chosen)
    def _go(self, event: Line.GoOn | Rows.Chosen) -> None:
        event.stop()
        here = self.query_one(Rows).here
        if here is not None:
            self.dismiss(self.found(here))

    def found(self, key: str) -> Any:
        """What a line stands for: the place it leads to."""
        return self._spots[key]
