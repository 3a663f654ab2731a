"""An update of the central repository comes on a stick: looked through, shown, then taken in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debrief.language import marked, say
from debrief.tui.screens.act import tell_below
from debrief.tui.screens.calm import plain
from debrief.tui.screens.steps import Step, StepsScreen

if TYPE_CHECKING:
    from debrief.desk.updates import Update

_KINDS = {
    "bank": marked("The questionnaire, with its editions"),
    "catalogues": marked("The languages"),
    "trust": marked("The list of keys"),
}


class UpdateScreen(StepsScreen):
    """A file is refused before anything changes, or shown before it counts."""

    _found: Update | None = None

    def title_words(self) -> str:
        return say("Take in an update")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "path",
            lambda: say("Where is the update?"),
            lambda: say("The path of the pack, or of trust.json. The signatures lie beside it."),
            type="short_text",
            check=self._look,
        )
        yield Step("look", lambda: say("What is in it"), self._shown, go_on=marked("Take it in"))

    def _look(self, path: str) -> None:
        from debrief.desk.updates import examine

        desk: Any = self.calm.desk
        self._found = examine(desk, Path(path).expanduser())

    def _shown(self) -> str:
        found = self._found
        if found is None:
            return ""
        lines = [
            say(_KINDS[found.kind]),
            say("Version {version}; in use now: {number}.", version=found.version, number=found.held),
            ", ".join(found.names),
        ]
        if found.kind == "bank":
            lines.append(
                say("De-briefs that are open stay on theirs. When one is opened, it can be moved to this one.")
            )
        return "\n".join(lines)

    async def finish(self) -> None:
        from debrief.desk.updates import take

        desk: Any = self.calm.desk
        assert self._found is not None  # the first step looked it through
        take(desk, self._found)
        self.dismiss(True)
        tell_below(self.app, plain(marked("The update is taken in.")))
