"""The free note: what was said or done unprompted, whatever the safeguards say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from debrief.language import current, marked, say
from debrief.tui import phrases
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.specs import lists
from debrief.tui.widgets import Field, FieldSpec, Option, field_for

_ABOUT = {
    "said": marked("said"),
    "seen": marked("seen"),
    "done": marked("done"),
}


class NoteScreen(CalmScreen[None]):
    """Leaving keeps it, however one leaves; a half-written note waits for the next F2."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "keep", show=False, priority=True),
        Binding("ctrl+u", "touch", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.group: Field | None = None

    def title_words(self) -> str:
        return say("Free note")

    def body(self) -> Iterable[Widget]:
        self.group = field_for(self._spec())
        if self.calm.note_draft is not None:
            self.group.restore(self.calm.note_draft)
        yield VerticalScroll(self.group, classes="page", can_focus=False)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Ctrl+G", marked("keep")),
            ("Ctrl+U", marked("keep: what it touches")),
            ("Esc", marked("later")),
        )

    def _spec(self) -> FieldSpec:
        working: Any = self.calm.working
        shared: dict[str, Any] = {
            "language": current().tag,
            "say": say,
            "draw": phrases.drawer(),
            "lists": lists(working.interview.bank, working.interview.state.edition, current().tag),
        }
        about = tuple(Option(code, say(words)) for code, words in _ABOUT.items())
        fields = (
            FieldSpec("words", "verbatim_text", say("What was said, seen or done"), **shared),
            FieldSpec("about", "single", say("This was"), options=about, **shared),
            FieldSpec("before", "short_text", say("What was said just before"), **shared),
        )
        return FieldSpec("note", "group", "", fields=fields, **shared)

    def action_keep(self) -> None:
        """Ctrl+G: keep what is written, from whichever line."""
        self._keep()

    def action_touch(self) -> None:
        """Ctrl+U: keep it, and then mark what its words touch; on the screen below, where one goes on."""
        from debrief.tui.volunteered import touch

        data = noted(self.group.value if self.group else None)
        app = self.calm
        if self._keep() and data is not None:
            before = {"original": data["before"]} if "before" in data else None
            assert app.working is not None
            if isinstance(app.screen, CalmScreen):
                touch(app.screen, app.working, data["words"], before)

    async def arrive(self) -> None:
        if self.group is not None:
            self.group.focus_first()

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        event.stop()
        self.calm.note_draft = event.field.draft()
        self.calm.note_value = noted(event.field.value)  # kept as a note if the app has to go

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        event.stop()
        self._keep()

    def _keep(self) -> bool:
        """Whether it is kept, and the screen left; a refusal is told, and all stays."""
        working: Any = self.calm.working
        data = noted(self.group.value if self.group else None)
        if data is None:
            self.dismiss()
        elif self.refuse(working.file.do("noted", **data)):
            return False
        else:
            self.calm.note_draft = self.calm.note_value = None
            working.heard()
            self.dismiss()
        return True

    def relabel(self) -> None:
        if self.group is not None:
            self.group.relabel(self._spec())
        super().relabel()


def noted(value: Any) -> dict[str, Any] | None:
    """What a note's event holds; nothing without words."""
    given = value or {}
    if not given.get("words"):
        return None
    data: dict[str, Any] = {"words": given["words"]}
    if given.get("before"):
        data["before"] = given["before"]
    if given.get("about"):
        data["about"] = given["about"]["choice"]
    return data
