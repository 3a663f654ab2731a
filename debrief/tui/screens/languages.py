"""The languages of the screen, with how far each translation may be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from debrief.language import Covers, Review, available, current, marked, say
from debrief.tui import phrases
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.widgets import Said

_STAGES = {
    "draft": marked("draft"),
    "reviewed": marked("reviewed"),
    "back-translated": marked("back-translated"),
    "approved": marked("approved"),
}


class LanguagesScreen(CalmScreen[None]):
    """Enter shows the screen in that language; F6 then goes between it and the one before."""

    def title_words(self) -> str:
        return say("Languages")

    def body(self) -> Iterable[Widget]:
        yield Said(
            plain(marked("F6 goes between the one you choose and the one you had.")),
            phrases.drawer,
            classes="top",
        )
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("choose")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        rows = self.query_one(Rows)
        rows.at = current().tag
        self.set_focus(rows)

    def _rows(self) -> list[Row]:
        return [
            Row(
                each.tag,
                each.own,
                mark="(●)" if each.tag == current().tag else "( )",
                aside="" if each.tag == "en" else _aside(each.review),
            )
            for each in available()
        ]

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        before = current().tag
        if event.key != before and self.calm.switch_language(event.key):
            self.calm.other_language = before
            if self.calm.desk is not None:
                self.calm.desk.set(language=event.key, second_language=before)
        self.dismiss()


def _aside(review: Review) -> str:
    """How far it may be trusted, and whether the screens have it too."""
    stage = say(_STAGES[review.stage.value])
    only = say("for the person only")
    return stage if review.covers is Covers.EVERYTHING else f"{stage}, {only}"
