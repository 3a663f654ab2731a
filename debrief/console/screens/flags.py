"""Held bundles that ask for a look: a gap, a fork, late or back-dated."""

from __future__ import annotations

from collections.abc import Iterable

from debrief.console.listing import Column
from debrief.console.screens.inbox import flag_words
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.office.intray import flagged


class FlagsScreen(TableScreen):
    """By their SHA-256, as on their receipts. No flag is a ground of refusal."""

    NAME = "flags"
    NOTHING = marked("No held bundle asks for a look.")
    ABOUT = marked(
        "Held bundles with a gap, a fork, late or back-dated. The receipt of each names its SHA-256."
    )
    COLUMNS = (
        Column(marked("Bundle"), lambda each: each[0][:32]),
        Column(marked("Look at"), lambda each: flag_words(each[1])),
    )

    def title_words(self) -> str:
        return say("To look at")

    def key_of(self, line: tuple[str, tuple[str, ...]]) -> str:
        return line[0]

    def read(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        return flagged(self.analyst.repository).items()
