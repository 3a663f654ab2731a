"""The inbox: bundles that were put down, taken in with Enter or all at once; and which ask for a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column
from debrief.console.screens.importing import ImportingScreen, became
from debrief.language import current, marked, number, say
from debrief.office.intray import Lying, inbox

_STATES: dict[str, str] = {
    "waits": marked("waits"),
    "held": marked("taken in"),
    "quarantined": marked("in quarantine"),
}
_FLAGS: dict[str, str] = {
    "gap": marked("gap"),
    "fork": marked("fork"),
    "late": marked("late"),
    "back_dated": marked("back-dated"),
}
_WHY: dict[str, str] = {
    "gap": marked("Gap: a bundle of this laptop is missing before it. Ask the agency for it."),
    "fork": marked(
        "Fork: two bundles of this laptop say that they follow the same one. A copy of it is in use."
    ),
    "late": marked("Late: it came long after it was made."),
    "back_dated": marked("Back-dated: it says that it was made before the one it follows."),
}


def flag_words(flags: Iterable[str]) -> str:
    return ", ".join(say(_FLAGS[flag]) for flag in flags if flag in _FLAGS)


class InboxScreen(ImportingScreen):
    """Reading it is no read of anybody: bundles stay sealed until they are taken in."""

    NAME = "inbox"
    NOTHING = marked("Nothing lies in the inbox.")
    ABOUT = marked(
        "Bundles that lie in the folder inbox. Enter takes one in, i all that wait, one a step; Escape "
        "stops after the one at hand. What is refused goes to quarantine, as it came."
    )
    OWN_KEYS = (
        ("Enter", marked("take in this one")),
        ("i", marked("take in all that wait")),
        ("g", marked("every held bundle that asks for a look")),
    )
    COLUMNS = (
        Column(marked("Bundle"), lambda each: each.path.name),
        Column(
            marked("Size"),
            lambda each: number(each.size, current().tag) if each.size else "",
            lambda each: each.size,
            figures=True,
        ),
        Column(marked("State"), lambda each: say(_STATES[each.state]) if each.state in _STATES else ""),
        Column(marked("Look at"), lambda each: flag_words(each.flags)),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "take_all", show=False),
        Binding("g", "flags", show=False),
    ]

    def title_words(self) -> str:
        return say("Inbox")

    def key_of(self, line: Lying) -> str:
        return str(line.path)

    def read(self) -> Iterable[Lying]:
        return inbox(self.analyst.repository)

    def detail(self, line: Lying) -> str:
        why = [say(_WHY[flag]) for flag in line.flags if flag in _WHY]
        return "\n".join(part for part in (became(self.outcomes.get(line.path)), *why) if part)

    def objects(self, line: Lying) -> Sequence[str]:
        return (line.digest,)

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("take in")), ("i", marked("take in all")), ("g", marked("to look at")))

    def open(self, line: Any) -> None:
        self.take([line.path])

    def action_take_all(self) -> None:
        self.take([line.path for line in self.listing.lines if line.state == "waits"])

    def action_flags(self) -> None:
        """Held bundles with a flag, also those whose file has left the inbox."""
        from debrief.console.screens.flags import FlagsScreen

        self.go_to(FlagsScreen())
