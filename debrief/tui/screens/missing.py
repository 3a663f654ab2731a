"""Gone missing, and found: before sign-off or after, with since when and who was told."""

from __future__ import annotations

from collections.abc import Iterable

from debrief.interview.events import WentMissing
from debrief.language import marked, say
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.steps import Step
from debrief.tui.working import Working


def last_missing(working: Working) -> WentMissing | None:
    """The report that stands, while the person is missing."""
    state = working.interview.state
    if not state.missing:
        return None
    return next(event for event in reversed(state.events) if isinstance(event, WentMissing))


class MissingScreen(ActScreen):
    """Telling comes first: the app records who was told, and tells nobody itself."""

    def title_words(self) -> str:
        return say("The person is missing")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "since",
            lambda: say("Missing since when?"),
            lambda: say("A day and time, or when they were last seen, as well as it is known."),
            type="short_text",
        )
        yield Step(
            "told",
            lambda: say("Who was told?"),
            lambda: say("Police first, at once. Each body, who took it, and the time. The app tells nobody."),
            type="short_text",
        )
        yield Step("note", lambda: say("Anything else, if there is"), type="note", optional=True)

    async def finish(self) -> None:
        self.record("went_missing", marked("Recorded: the person is missing."), **given(self.values))


class FoundScreen(ActScreen):
    """Ends what ``MissingScreen`` began; both stay in the history."""

    def title_words(self) -> str:
        return say("The person is found")

    def steps(self) -> Iterable[Step]:
        yield Step("when", lambda: say("Found when?"), self._missing, type="short_text")
        yield Step(
            "note",
            lambda: say("How they are, and who is with them now, if known"),
            lambda: say("What happened meanwhile is asked another day, if at all."),
            type="note",
            optional=True,
        )

    def _missing(self) -> str:
        report = last_missing(self.working)
        if report is None:
            return ""
        return say("Missing since: {since}. Told: {told}.", since=report.since, told=report.told)

    async def finish(self) -> None:
        self.record("found", marked("Recorded: the person is found."), **given(self.values))


def given(values: dict[str, object]) -> dict[str, object]:
    """What was filled in."""
    return {name: value for name, value in values.items() if value is not None}
