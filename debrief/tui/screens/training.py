"""After a practice talk: what was heard, what was missed, how questions were put. No score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget

from debrief.desk.training import FORMS, Fact, LookBack, look_back
from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.widgets import Said


class TrainingScreen(CalmScreen[None]):
    """Only when the talk has ended: it must lead nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: LookBack | None = None

    def title_words(self) -> str:
        return say("After the practice")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Said(self._words, phrases.drawer), classes="page")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", marked("read")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        assert self.calm.working is not None
        try:
            self._seen = look_back(self.calm.working.file)
        except Refusal as refusal:
            self.refuse(refusal)
        self.set_focus(self.query_one(VerticalScroll))
        self.relabel()

    def _words(self) -> str:
        seen = self._seen
        if seen is None:
            return ""
        put = [f"{say(FORMS[form])}: {count}" for form, count in seen.put.items()]
        parts = (
            [seen.case.title],
            _facts(say("On record"), seen.heard),
            _facts(say("Told by the role, and not on record"), seen.missed),
            [say("How questions about what happened were put"), *(f"  {line}" for line in put)],
            [say("For talking it over together. It is no mark, and compares nobody.")],
        )
        return "\n\n".join("\n".join(part) for part in parts if part)


def _facts(title: str, facts: Sequence[Fact]) -> list[str]:
    return [title, *(f"  {fact.told}" for fact in facts)] if facts else []
