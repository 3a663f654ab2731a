"""Quarantine: what was refused, as it came, with what to do about it; and another try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column
from debrief.console.screens.importing import ImportingScreen
from debrief.language import marked, say, say_error
from debrief.office.intray import quarantined, refusal_of
from debrief.repository.quarantine import NAME, Kept


def _codes(kept: Kept) -> list[str]:
    return [kept.code] if kept.code else sorted(set(kept.records.values()))


def _sentence(kept: Kept) -> str:
    found = refusal_of(_codes(kept)[0]) if _codes(kept) else None
    return found().say(say_error)[0] if found else ""


class QuarantineScreen(ImportingScreen):
    """Only ciphertext and a code lie there; names of files, agencies and people do not."""

    NAME = "quarantine"
    NOTHING = marked("Nothing is in quarantine.")
    ABOUT = marked(
        "What was refused, and bundles of which a record is kept apart. Below stands what to do. After the "
        "trust list or this version was renewed, try again: what is then taken in leaves quarantine."
    )
    OWN_KEYS = (("Enter", marked("try this one again")), ("a", marked("try all again")))
    COLUMNS = (
        Column(marked("Came"), lambda each: each.received[:16].replace("T", " ")),
        Column(marked("Bundle"), lambda each: each.folder.name[:8]),
        Column(marked("Code"), lambda each: ", ".join(_codes(each))),
        Column(marked("Why"), _sentence),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "take_all", show=False)]

    def title_words(self) -> str:
        return say("Quarantine")

    def key_of(self, line: Kept) -> str:
        return line.folder.name

    def read(self) -> Iterable[Kept]:
        return quarantined(self.analyst.repository)

    def detail(self, line: Kept) -> str:
        said = []
        for code in _codes(line):
            found = refusal_of(code)
            if found is not None:
                said.append(" ".join((*found().say(say_error), f"({code})")))
        if line.records:
            said.append(say("Records kept apart: {count}", count=len(line.records)))
        return "\n".join(said)

    def objects(self, line: Kept) -> Sequence[str]:
        return (line.sha256,)

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("try again")), ("a", marked("try all")))

    def open(self, line: Any) -> None:
        self.take([line.folder / NAME])

    def action_take_all(self) -> None:
        self.take([line.folder / NAME for line in self.listing.lines])
