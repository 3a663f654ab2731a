"""Publications: drafts and releases, how far each is, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.bundle import PortReturns
from debrief.console.listing import Column
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say, say_many
from debrief.office.intray import renew_trust
from debrief.office.port_returns import take_returns
from debrief.office.words import RELEASE_STATES
from debrief.repository.releases import Release, releases

NAMES: dict[str, str] = {
    "nrm": marked("The national table"),
    "brief": marked("The upstream brief"),
    "indicators": marked("The border profile"),
    "gaps": marked("The gap report"),
    "money": marked("Money flows"),
    "overlap": marked("Agency overlap"),
    "suspects": marked("Victims per suspect"),
}
_NEXT: dict[str, str] = {
    "drafted": marked("Next: another analyst looks at it and checks it."),
    "checked": marked("Next: it may be released."),
}


def next_words(held: Release) -> str:
    """What is to be done with it."""
    return say(_NEXT[held.state]) if held.state in _NEXT else ""


def release_words(held: Release) -> str:
    return say(RELEASE_STATES[held.state])


class PublicationsScreen(TableScreen):
    """The release ledger. Only shown figures stand on these screens."""

    NAME = "publications"
    NOTHING = marked("Nothing was drafted yet. n drafts a publication.")
    ABOUT = marked(
        "Drafts and releases. One analyst drafts, another looks and checks, and then it is released. What "
        "would give a small group away beside what is out already is refused, and the release is named."
    )
    OWN_KEYS = (
        ("Enter", marked("its figures, as they are shown")),
        ("n", marked("draft a publication")),
        ("b", marked("take in what a port found by a profile")),
    )
    COLUMNS = (
        Column(marked("Number"), lambda each: each.release[:8]),
        Column(marked("Publication"), lambda each: say(NAMES.get(each.publication, each.publication))),
        Column(marked("Period"), lambda each: each.period),
        Column(marked("Stands"), release_words),
        Column(marked("Drafted by"), lambda each: each.steps[0].by),
        Column(marked("Day"), lambda each: each.steps[-1].at[:10]),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "draft", show=False),
        Binding("b", "returns", show=False),
    ]

    def title_words(self) -> str:
        return say("Publications")

    def key_of(self, line: Release) -> str:
        return line.release

    def read(self) -> Iterable[Release]:
        return reversed(releases(self.analyst.repository))

    def detail(self, line: Release) -> str:
        return " · ".join(part for part in (line.title, line.subject, next_words(line)) if part)

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("figures")), ("n", marked("draft")), ("b", marked("port’s returns")))

    def open(self, line: Any) -> None:
        from debrief.console.screens.figures import FiguresScreen

        self.go_to(FiguresScreen(line))

    def action_draft(self) -> None:
        from debrief.console.screens.drafting import DraftingScreen

        self.app.push_screen(DraftingScreen(), self._drafted)

    def _drafted(self, made: Release | None) -> None:
        if made is not None:
            self.open(made)

    def action_returns(self) -> None:
        self.ask(marked("Where is the bundle with the port’s returns? The path of the file."), self._take)

    def _take(self, path: str) -> None:
        who = self.analyst

        def take() -> PortReturns:
            renew_trust(who.repository, who.clock())
            return take_returns(who.repository, Path(path).expanduser(), now=who.clock())

        self.work(take, self._taken)

    def _taken(self, made: PortReturns) -> None:
        self.tell(
            lambda: say_many(
                "{place}, {quarter}: {count} indicator of profile {number}.",
                "{place}, {quarter}: {count} indicators of profile {number}.",
                len(made.indicators),
                place=made.port, quarter=made.quarter, number=made.release[:8],
            )
        )  # fmt: skip
