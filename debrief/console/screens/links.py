"""Links to review: pairs that may be one person, the strongest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.linking import reason_words
from debrief.office.linking import Report, Suggest, ToReview, propose, review
from debrief.repository.link_reading import Sides
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import plain

MOST = 200
"""Pairs that are read at once: each is a read of two accounts."""
_BANDS: dict[str, str] = {"strong": marked("strong"), "review": marked("look")}
_STANDINGS: dict[str, str] = {
    "open": marked("open"),
    "unsure": marked("unsure"),
    "awaits_second": marked("awaits a second analyst"),
    "confirmed": marked("the same person"),
    "different": marked("different people"),
    "disputed": marked("disputed"),
}


def standing_words(standing: str) -> str:
    return say(_STANDINGS[standing])


def of_whom(each: ToReview) -> str:
    """Whether a victim is among the two: then it takes two analysts."""
    victim = any(side.person.role == "victim" for side in each.sides)
    return say("victim") if victim else say("other")


def account_words(side: Sides) -> str:
    """Whose account, and of which day."""
    return f"{side.agency}, {side.opened}"


def _model() -> Suggest:
    from debrief.linking.model import suggest

    return suggest


class LinksScreen(TableScreen):
    """By agency and day: names stand on the next screen, where both sides are read."""

    NAME = "links"
    NOTHING = marked("No pair awaits a word. p looks for pairs.")
    ABOUT = marked(
        "Pairs of people in two accounts who may be one. A proposal is an invitation to look, and decides "
        "nothing: Enter shows both sides. A victim's link takes two analysts."
    )
    OWN_KEYS = (
        ("Enter", marked("both sides")),
        ("p", marked("look for pairs")),
        ("a", marked("all that was decided on")),
    )
    COLUMNS = (
        Column(marked("Pair"), lambda each: each.pair),
        Column(marked("Of"), of_whom),
        Column(marked("How near"), lambda each: say(_BANDS.get(each.band, each.band))),
        Column(marked("Stands"), lambda each: standing_words(each.standing)),
        Column(marked("One from"), lambda each: each.sides[0].agency),
        Column(marked("One from"), lambda each: each.sides[1].agency),
        Column(marked("Why"), lambda each: "; ".join(reason_words(each.why))),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "propose", show=False),
        Binding("a", "decided", show=False),
    ]

    def title_words(self) -> str:
        return say("Links to review")

    def top(self) -> str:
        """No list without an end: what is decided makes room."""
        if len(self.listing) < MOST:
            return ""
        return say("The strongest {count} that await a word. Others come as these are decided on.", count=MOST)

    def key_of(self, line: ToReview) -> str:
        return line.pair

    def read(self) -> Iterable[ToReview]:
        return review(self.analyst.repository, user=self.analyst.name, limit=MOST, purpose=self.analyst.purpose)

    def detail(self, line: ToReview) -> str:
        accounts = " / ".join(map(account_words, line.sides))
        return "\n".join((accounts, "; ".join(reason_words(line.why))))

    def objects(self, line: ToReview) -> Sequence[str]:
        return [side.person.debrief for side in line.sides]

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("both sides")), ("p", marked("look for pairs")), ("a", marked("decided")))

    def open(self, line: Any) -> None:
        from debrief.console.screens.pair import PairScreen

        self.go_to(PairScreen(line.pair))

    def action_decided(self) -> None:
        from debrief.console.screens.decided import DecidedScreen

        self.go_to(DecidedScreen())

    def action_propose(self) -> None:
        """Compares everybody held with everybody: by the rules, or by the model too."""
        choices = [
            Choice("1", plain(marked("by the rules alone")), "rules"),
            Choice("2", plain(marked("by the rules and the model")), "model"),
        ]
        self.strip.ask(
            plain(marked("Look for pairs among everybody held?")), choices, lambda code, _: self._propose(code)
        )

    def _propose(self, code: str | None) -> None:
        analyst = self.analyst
        suggest = _model() if code == "model" else None
        call = partial(propose, analyst.repository, user=analyst.name, now=analyst.clock(), suggest=suggest)
        self.work(call, self._proposed, marked("Comparing everybody held…"))

    def _proposed(self, report: Report) -> None:
        people, pairs = sum(report.people.values()), sum(report.pairs.values())

        self.look_and_tell(
            lambda: say("People compared: {count}. Pairs proposed: {number}.", count=people, number=pairs)
        )
