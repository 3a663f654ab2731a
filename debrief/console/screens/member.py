"""A member of a group is entered: who, in which role, how graded, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debrief.console.screens.steps import ConsoleSteps
from debrief.language import say
from debrief.office.groups import Said
from debrief.tui.screens.steps import Step


class MemberScreen(ConsoleSteps):
    """Dismissed with what was said, and the reason."""

    def __init__(self, suggested: Sequence[str] = ()) -> None:
        self._suggested = list(suggested)
        super().__init__()

    def title_words(self) -> str:
        return say("Enter a member")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "mention",
            lambda: say("Who? The suspect's mention, as proposals and links name it."),
            type="short_text",
            value=lambda: self._suggested[0] if self._suggested else None,
        )
        yield Step("role", lambda: say("The part they play in the group"), type="short_text")
        yield Step(
            "grade",
            lambda: say("The grade"),
            lambda: say("Source, information, handling: B21, or 2BP."),
            type="short_text",
        )
        yield Step("reason", lambda: say("What does it rest on, in a few words?"), type="short_text")

    async def finish(self) -> None:
        said = Said(self.words("mention"), self.words("role"), self.words("grade"))
        self.dismiss((said, self.words("reason")))
