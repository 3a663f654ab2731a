"""Pairs that somebody gave a word on, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from debrief.console.listing import Column
from debrief.console.screens.links import standing_words
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.office.linking import standing
from debrief.repository.verdicts import Link


class DecidedScreen(TableScreen):
    """By the names of mentions: who they are stands on the next screen."""

    NAME = "decided-links"
    NOTHING = marked("No pair was decided on.")
    ABOUT = marked(
        "Every pair with a word on it, also what is settled. Enter shows both sides and every reason."
    )
    OWN_KEYS = (("Enter", marked("both sides")),)
    COLUMNS = (
        Column(marked("Pair"), lambda each: each.pair),
        Column(marked("Of"), lambda each: say("victim") if each.victim else say("other")),
        Column(marked("Stands"), lambda each: standing_words(each.standing)),
        Column(marked("By"), lambda each: ", ".join(dict.fromkeys(word.by for word in each.verdicts))),
        Column(marked("One account"), lambda each: each.sides.left),
        Column(marked("The other"), lambda each: each.sides.right),
    )

    def title_words(self) -> str:
        return say("What was decided")

    def key_of(self, line: Link) -> str:
        return line.pair

    def read(self) -> Iterable[Link]:
        found, _ = standing(self.analyst.repository, user=self.analyst.name, purpose=self.analyst.purpose)
        return found

    def objects(self, line: Link) -> Sequence[str]:
        return [side.partition(":")[0] for side in line.sides]

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("both sides")),)

    def open(self, line: Any) -> None:
        from debrief.console.screens.pair import PairScreen

        self.go_to(PairScreen(line.pair))
