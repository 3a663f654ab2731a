"""The console's rooms, and what waits in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.console.screens.base import AtConsole
from debrief.language import marked, say, say_many
from debrief.office.waiting import Waiting, waiting
from debrief.tui import phrases
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import plain
from debrief.tui.widgets import Said

_ROOMS: dict[str, tuple[str, str]] = {
    "inbox": (marked("Inbox"), "InboxScreen"),
    "quarantine": (marked("Quarantine"), "QuarantineScreen"),
    "links": (marked("Links to review"), "LinksScreen"),
    "inquiries": (marked("Inquiries"), "InquiriesScreen"),
    "groups": (marked("Groups"), "GroupsScreen"),
    "publications": (marked("Publications"), "PublicationsScreen"),
    "disseminations": (marked("Disseminations"), "DisseminationsScreen"),
    "audit": (marked("Audit"), "AuditScreen"),
    "analysts": (marked("Analysts"), "AnalystsScreen"),
}
"""By module: what it is called, and its screen."""
_COUNTED: dict[str, Callable[[Waiting], str]] = {
    "inbox": lambda w: say_many("{count} bundle waits", "{count} bundles wait", w.inbox) if w.inbox else "",
    "quarantine": lambda w: (
        say_many("{count} kept apart", "{count} kept apart", w.quarantine) if w.quarantine else ""
    ),
    "links": lambda w: say_many("{count} pair", "{count} pairs", w.pairs) if w.pairs else "",
    "publications": lambda w: (
        say_many("{count} draft", "{count} drafts", w.publications) if w.publications else ""
    ),
    "disseminations": lambda w: _sendings(w),
}


class RoomsScreen(AtConsole):
    """The first screen. Numbers only: nothing here is a read of anybody."""

    ABOUT = marked("The rooms of the central repository, and how much waits in each.")
    OWN_KEYS = (("p", marked("another purpose")),)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "purpose", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._waiting: Waiting | None = None

    def title_words(self) -> str:
        return say("The central repository")

    def body(self) -> Iterable[Widget]:
        yield Said(
            plain(marked("Everything you open here is a read, and stands in the audit.")),
            phrases.drawer,
            classes="top",
        )
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("open it")), ("p", marked("purpose")), ("Ctrl+Q", marked("end")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))
        self.look()

    def on_screen_resume(self) -> None:
        if self.is_mounted and self.console.analyst is not None:
            self.look()

    def look(self) -> None:
        analyst = self.analyst
        self.work(lambda: waiting(analyst.repository, analyst.clock()), self._counted)

    def _counted(self, found: Waiting) -> None:
        self._waiting = found
        self.relabel()

    def _rows(self) -> list[Row]:
        counts = self._waiting
        rooms = [
            Row(name, say(title), aside=_COUNTED[name](counts) if counts and name in _COUNTED else "")
            for name, (title, _) in _ROOMS.items()
        ]
        return [*rooms, Row("languages", say("Languages")), Row("colours", say("Colours"))]

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if event.key == "colours":
            self.console.next_colours()
        elif event.key == "languages":
            from debrief.tui.screens.languages import LanguagesScreen

            self.app.push_screen(LanguagesScreen())
        else:
            found: Any = import_module(f"debrief.console.screens.{event.key}")
            self.app.push_screen(getattr(found, _ROOMS[event.key][1])())

    def action_purpose(self) -> None:
        self.ask(marked("What are you here for now?"), self._given)

    def _given(self, words: str) -> None:
        self.analyst.purpose = words
        self.refresh_head()

    def leave(self) -> None:
        """Ctrl+Q ends, Ctrl+L locks; Escape does neither by mistake."""
        self.tell(plain(marked("Ctrl+L locks, Ctrl+Q ends.")))


def _sendings(found: Waiting) -> str:
    parts = []
    if found.disseminations:
        parts.append(say_many("{count} on its way", "{count} on their way", found.disseminations))
    if found.expired:
        parts.append(say_many("{count} expired", "{count} expired", found.expired))
    return " · ".join(parts)
