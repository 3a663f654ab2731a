"""Inquiries: an agency asks whether a person was de-briefed before; the answer holds no content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say, say_many
from debrief.linking import reason_words
from debrief.office.intray import renew_trust
from debrief.repository.answering import (
    Answered,
    Asked,
    Candidate,
    answer,
    candidates,
    read_inquiry,
)
from debrief.tui.widgets import pointer


class InquiriesScreen(TableScreen):
    """One inquiry at a time: who is asked about above, below who it may be."""

    NAME = "inquiry"
    NOTHING = marked("Nobody else is offered. A reference that is the same is found by itself.")
    ABOUT = marked(
        "n opens an agency's inquiry. Who has the same reference is found by itself. Who else it may be is "
        "offered with the reason, and answers nothing until Enter says that it is this person. e seals the "
        "answer: agencies, days, and which items are on record; no word of anybody."
    )
    OWN_KEYS = (
        ("n", marked("open an inquiry")),
        ("Enter", marked("it is this person, or is not")),
        ("e", marked("seal the answer")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "inquiry", show=False),
        Binding("e", "answer", show=False),
    ]

    def __init__(self) -> None:
        self.COLUMNS = (  # type: ignore[misc]
            Column(marked("This person"), self._mark),
            Column(marked("Record"), lambda each: each.record),
            Column(marked("From"), lambda each: each.agency),
            Column(marked("Why"), lambda each: "; ".join(reason_words(each.why))),
        )
        super().__init__()
        self._path: Path | None = None
        self._asked: Asked | None = None
        self._these: set[str] = set()

    def title_words(self) -> str:
        return say("Inquiries")

    def key_of(self, line: Candidate) -> str:
        return line.record

    def _mark(self, line: Candidate) -> str:
        return say("yes") if line.record in self._these else ""

    def read(self) -> Iterable[Candidate]:
        if self._path is None:
            return ()
        who = self.analyst
        renew_trust(who.repository, who.clock())
        asked = read_inquiry(who.repository, self._path, now=who.clock())
        found = candidates(who.repository, asked, user=who.name)
        self._asked = asked
        return found

    def top(self) -> str:
        asked = self._asked
        if asked is None:
            return ""
        return "\n".join((say("{agency} asks about:", agency=asked.agency), *_about(asked)))

    def nothing(self) -> str:
        return super().nothing() if self._asked else say("No inquiry is open. n opens one.")

    def came(self, lines: list[Any]) -> None:
        super().came(lines)
        self._these &= {line.record for line in lines}

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("n", marked("open an inquiry")), ("Enter", marked("this person")), ("e", marked("answer")))

    def open(self, line: Any) -> None:
        self._these ^= {line.record}
        self.listing.fill(self.listing.lines)
        self.relabel()

    def action_inquiry(self) -> None:
        self.ask(marked("Where is the inquiry? The path of its bundle."), self._open)

    def _open(self, path: str) -> None:
        self._path, self._asked, self._these = Path(path).expanduser(), None, set()
        self.came([])  # nobody who was offered for another inquiry stands there, whatever becomes of this one
        self.action_look()

    def action_answer(self) -> None:
        if self._asked is not None:
            self.ask(marked("Seal the answer to which folder?"), partial(self._answer, self._asked))

    def _answer(self, asked: Asked, folder: str) -> None:
        who, chosen = self.analyst, sorted(self._these)

        def make() -> tuple[Answered, Path]:
            made = answer(who.repository, who.bank, asked, user=who.name, now=who.clock(), chosen=chosen)
            return made, made.sealed.write(Path(folder).expanduser())

        self.work(make, self._answered)

    def _answered(self, made: tuple[Answered, Path]) -> None:
        answered, path = made
        self.tell(
            lambda: " ".join(
                (
                    say_many(
                        "{count} earlier account is named.", "{count} earlier accounts are named.",
                        answered.accounts,
                    ),
                    say("Written: {path}", path=str(path)),
                )
            )
        )  # fmt: skip


def _about(asked: Asked) -> Iterator[str]:
    """What the agency said of the person, for the analyst who compares."""
    inquiry, mark = asked.inquiry, pointer(False)
    yield from (f"{mark}{each.kind} {each.number}" for each in inquiry.references)
    if (sought := inquiry.sought) is not None:
        name = sought.name
        said = [part for part in (name.roman, name.script) if part] if name else []
        said += [sought.born.edtf] if sought.born and sought.born.edtf else []
        yield mark + " · ".join((*said, *sought.nationality))
