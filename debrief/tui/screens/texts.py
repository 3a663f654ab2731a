"""The words around the questions, to be read out: openings, ground rules, stops, closings.

Each is on record as said by one key, with its time and the language it was said in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual import on
from textual.widget import Widget

from debrief.bank.schema import SpokenText
from debrief.language import current, marked, say
from debrief.tui import phrases
from debrief.tui.outline import Mark
from debrief.tui.panes import Row, Rows
from debrief.tui.putting import clock_of
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.spoken import last_said, record_said, said_now, spoken, texts_of
from debrief.tui.widgets import Said
from debrief.tui.working import Working

_USES = {
    "opening": marked("to begin with"),
    "ground_rule": marked("ground rule"),
    "practice": marked("practice"),
    "volunteered": marked("when it is told unasked"),
    "stop": marked("at a stop"),
    "closing": marked("to close with"),
}


_WHEN_IT_COMES = frozenset({"stop", "volunteered"})
"""Said when there is a cause for it, not in the order of a talk."""


class TextsScreen(CalmScreen[None]):
    """The text pointed at stands large, in the language of the screen; Enter: it was said."""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Words to say")

    def body(self) -> Iterable[Widget]:
        yield Said(lambda: spoken(self.working, self.here).text, phrases.drawer, classes="aloud")
        yield Said(self._beside, phrases.drawer, classes="aloud-beside")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("I have said it")), ("↑ ↓", marked("walk")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        rows = self.query_one(Rows)
        rows.at = self._first()
        self.set_focus(rows)
        self.watch(rows, "at", lambda: self.relabel(), init=False)

    @property
    def here(self) -> SpokenText:
        """The text pointed at."""
        texts = texts_of(self.working.interview)
        found = self.query_one(Rows).at if self.is_mounted else None
        return next((text for text in texts if text.id == found), texts[0])

    def _first(self) -> str:
        """After a stop what is said then; else the first that was not said in this sitting."""
        interview = self.working.interview
        sitting, at = interview.state.sitting, last_said(interview)
        texts = texts_of(interview)
        if sitting and sitting.stopped_by:
            return next((t.id for t in texts if t.id.startswith("stop_ok")), texts[0].id)
        left = [t.id for t in texts if t.use not in _WHEN_IT_COMES and not said_now(interview, at.get(t.id))]
        return next(iter(left), texts[0].id)

    def _beside(self) -> str:
        """The English beside another language's words, and how far those may be trusted."""
        if current().tag == "en":
            return ""
        words, english = spoken(self.working, self.here), spoken(self.working, self.here, "en").text
        trust = phrases.trust(words, route=self.working.interview.route)
        return "\n".join(part for part in (english, trust) if part and part != words.text)

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        at = last_said(interview)
        return [self._row(text, at.get(text.id)) for text in texts_of(interview)]

    def _row(self, text: SpokenText, at: str | None) -> Row:
        now = said_now(self.working.interview, at)
        mark = Mark.HELD if now else Mark.OPEN
        aside = say(_USES[text.use]) if text.use in _USES else ""
        if at is not None:
            when = datetime.fromisoformat(at).astimezone().strftime("%H:%M") if now else clock_of(at)
            aside = say("said {when}", when=when)
        return Row(text.id, spoken(self.working, text).text, mark.value, aside)

    @on(Rows.Chosen)
    def _said(self, event: Rows.Chosen) -> None:
        if self.refuse(record_said(self.working, event.key)):
            return
        self.quiet()
        event.rows.action_walk(1)
        self.relabel()
