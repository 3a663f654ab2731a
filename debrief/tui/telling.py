"""The account while it is told: what was typed of it, when, and what of that is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from debrief.desk import DebriefFile, stamp
from debrief.errors import Refusal
from debrief.interview import account_here, account_words, next_account, splice, versions, words_of

MARKED_AFTER = timedelta(seconds=30)
"""A silence after which the next words get a mark of the time."""
LONGEST = 150_000
"""Characters; behind them a new account goes on. A record holds texts of 200,000."""


class Mark(NamedTuple):
    """When the account had come to this character."""

    offset: int
    at: str


class Telling:
    """One account at a time. ``pause`` keeps a draft, ``say`` makes it said."""

    def __init__(self, file: DebriefFile) -> None:
        self.file = file
        self.number = 0
        self.text = ""
        self.marks: list[Mark] = []
        self.pasted = False
        self.kept: Callable[[], None] = lambda: None
        """Called after something was saved, by whichever way."""
        self._drafted: tuple[str, list[Mark]] = ("", [])
        self._last: datetime | None = None

    def open(self) -> None:
        """The account of this sitting as it stands; what is typed and not saved stays."""
        if not self.number or self.is_saved:
            self._take(account_here(self.file.interview.state))

    def begin_another(self) -> Refusal | None:
        """What was told so far is said, and a new account goes on."""
        refused = self.say()
        if refused is None and self.text:
            self._take(next_account(self.file.interview.state))
        return refused

    def _take(self, number: int) -> None:
        state = self.file.interview.state
        self.number, self.text = number, account_words(state, number)
        self.marks = [Mark(mark.offset, mark.at) for mark in state.account_marks.get(number, ())]
        self._drafted = (self.text, list(self.marks))
        self.pasted, self._last = number in state.account_pasted, None

    # -- typing ------------------------------------------------------------------------

    def type(self, text: str, now: datetime, pasted: bool = False) -> None:
        """What stands in the pane now. Marks move with their words; after a silence one is set."""
        change = splice(self.text, text)
        by = len(change.added) - change.removed
        end, behind = change.start + change.removed, len(self.text)
        moved = [
            # a mark behind the last word waits for the words that come next, and does not run before them
            m
            if m.offset < end or (m.offset == behind and not change.removed)
            else m._replace(offset=m.offset + by)
            for m in self.marks
        ]
        self.marks = [m for m in moved if m.offset <= len(text)]
        self.text, self.pasted = text, self.pasted or pasted
        if change.added.strip():  # a new line alone does not end a silence
            if self._last is None or now - self._last >= MARKED_AFTER:
                self.mark(change.start, now)
            self._last = now

    def mark(self, offset: int, now: datetime) -> None:
        """A mark of the time; one for each place."""
        offset = min(offset, len(self.text))
        others = [mark for mark in self.marks if mark.offset != offset]
        self.marks = sorted([*others, Mark(offset, stamp(now))])

    # -- saving ------------------------------------------------------------------------

    @property
    def is_saved(self) -> bool:
        """All that was typed is on the disk."""
        return self._drafted == (self.text, self.marks)

    def pause(self) -> Refusal | None:
        """A pause: what changed goes into the history as a draft."""
        if self.is_saved:
            return None
        before, marks = self._drafted
        change = splice(before, self.text)
        data: dict[str, Any] = {"account": self.number, **change._asdict()}
        if marks != self.marks:
            data["marks"] = [mark._asdict() for mark in self.marks]
        if self.pasted:
            data["pasted"] = True
        refused = self.file.do("account_drafted", **data)
        if refused is None:
            self._drafted = (self.text, list(self.marks))
            self.kept()
        return refused

    def say(self) -> Refusal | None:
        """The pane is left: the account is said, if it is new. Blank, it stays a draft."""
        told = versions(self.file.interview.state).get(self.number)
        said = words_of(told[-1][1]) if told else ""
        if self.text == said or not self.text.strip():
            return self.pause()
        refused = self.file.do(
            "noted",
            words={"original": self.text},
            account=self.number,
            marks=[mark._asdict() for mark in self.marks],
            pasted=self.pasted,
        )
        if refused is None:
            self._drafted = (self.text, list(self.marks))
            self.kept()
        return refused

    @property
    def said_at(self) -> str | None:
        """How passages name the newest version: ``note:17``; ``None`` while nothing is said."""
        told = versions(self.file.interview.state).get(self.number)
        return f"note:{told[-1][0]}" if told else None
