"""One publication as its readers see it: floored figures, table by table; then checked, then released."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column, Listing
from debrief.console.screens.publications import NAMES, next_words, release_words
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.office.release import check, release, supersede, withdraw, write_out
from debrief.office.words import RELEASE_STATES
from debrief.repository.releases import Release, ReleaseStep, releases
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import plain

_COLUMNS = {"table", "row", "column", "row_label", "column_label", "shown"}
_MOST = 9
"""Releases to choose from, the latest first: one a key."""


@dataclass(frozen=True)
class _Line:
    """A row of a table: its code, its label, and what is shown in each column."""

    code: str
    label: str
    shown: tuple[str, ...]


class FiguresScreen(TableScreen):
    """Read from the CSV that is given out, so that what is checked here is what leaves."""

    NAME = "figures"
    NOTHING = marked("No figure stands here.")
    ABOUT = marked(
        "The figures as they are given out: floored to tens, [c] where they are kept back. c: you looked at "
        "it and stand for it (not for your own draft). r: gives out the page and its CSV. w: writes the page, "
        "to look at it. u: names the later release that stands in its place. d: takes it back, with a reason. "
        "True counts are read on the command line alone."
    )
    OWN_KEYS = (
        ("t", marked("the next table")),
        ("w", marked("write the page and its CSV, to look at")),
        ("c", marked("you looked at it, and stand for it")),
        ("r", marked("release")),
        ("u", marked("a later release stands in its place")),
        ("d", marked("take back")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "next_table", show=False),
        Binding("w", "page", show=False),
        Binding("c", "check", show=False),
        Binding("r", "release", show=False),
        Binding("u", "supersede", show=False),
        Binding("d", "withdraw", show=False),
    ]

    def __init__(self, held: Release) -> None:
        super().__init__()
        self.held = held
        self._tables = _tables(held.csv)
        self._at = 0
        self._show()

    def title_words(self) -> str:
        return say(NAMES.get(self.held.publication, self.held.publication))

    def key_of(self, line: _Line) -> str:
        return line.code

    def read(self) -> Iterable[_Line]:
        return self._tables[self._at][2] if self._tables else ()

    def _show(self) -> None:
        """The columns of the table shown now."""
        heads = self._tables[self._at][1] if self._tables else ()
        shown = [Column[_Line](head, _nth(n), figures=True, own=True) for n, head in enumerate(heads)]
        columns = [Column[_Line](" ", lambda each: each.label, own=True), *shown]
        self.listing = self.table.listing = Listing(columns, self.key_of)

    def top(self) -> str:
        held, lines = self.held, [f"{self.held.title} · {self.held.period} · {release_words(self.held)}"]
        if self._tables:
            name = self._tables[self._at][0]
            lines.append(
                say(
                    "Table {number} of {count}: {name}", number=self._at + 1, count=len(self._tables), name=name
                )
            )
        if held.marking:
            lines.insert(0, held.marking)
        return "\n".join(lines)

    def detail(self, line: _Line) -> str:
        steps = [_step_words(step) for step in self.held.steps]
        return "\n".join((*steps, next_words(self.held)))

    def objects(self, line: _Line) -> Sequence[str]:
        return (self.held.release,)

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("t", marked("table")), ("w", marked("page")), ("c", marked("check")),
            ("r", marked("release")), ("u", marked("replace")), ("d", marked("take back")),
        )  # fmt: skip

    def action_next_table(self) -> None:
        if self._tables:
            self._at = (self._at + 1) % len(self._tables)
            self._show()
            self.action_look()

    # -- what becomes of it --------------------------------------------------------------

    def action_page(self) -> None:
        self.ask(marked("Write the page and its CSV to which folder?"), self._page)

    def _page(self, folder: str) -> None:
        self.work(lambda: write_out(self.held, Path(folder).expanduser()), self.written)

    def action_check(self) -> None:
        self.ask_whether(
            lambda: say("You looked at this page, and stand for it?"),
            marked("yes, I looked at it"),
            self._check,
        )

    def _check(self) -> None:
        self._do(lambda who, now: check(who.repository, self.held.release, user=who.name, now=now))

    def action_release(self) -> None:
        self.ask(marked("Give it out to which folder?"), self._release)

    def _release(self, folder: str) -> None:
        def out(who: Any, now: Any) -> Release:
            made, _ = release(
                who.repository, self.held.release, Path(folder).expanduser(), user=who.name, now=now
            )
            return made

        self._do(out)

    def action_supersede(self) -> None:
        """Only releases that are out, of the same publication, can stand in its place."""
        self.work(lambda: releases(self.analyst.repository), self._later)

    def _later(self, ledger: list[Release]) -> None:
        held = self.held
        others = [each for each in ledger if each.state == "released" and each.release != held.release]
        same = [each for each in reversed(others) if each.publication == held.publication][:_MOST]
        if not same:
            self.tell(lambda: say("No other release of this publication is out."))
            return
        choices = [
            Choice(str(n), lambda each=each: _named(each), each.release)  # type: ignore[misc]
            for n, each in enumerate(same, start=1)
        ]
        self.strip.ask(plain(marked("Which release stands in its place?")), choices, self._supersede)

    def _supersede(self, successor: str | None, words: str) -> None:
        if successor is not None:
            self._do(
                lambda who, now: supersede(who.repository, self.held.release, successor, user=who.name, now=now)
            )

    def action_withdraw(self) -> None:
        self.ask(
            marked("Take it back? Why, in a few words? Later releases are held against it all the same."),
            self._withdraw,
        )

    def _withdraw(self, reason: str) -> None:
        self._do(lambda who, now: withdraw(who.repository, self.held.release, reason, user=who.name, now=now))

    def _do(self, step: Callable[[Any, Any], Release]) -> None:
        analyst = self.analyst
        self.work(lambda: step(analyst, analyst.clock()), self._done)

    def _done(self, held: Release) -> None:
        self.held = held
        self.relabel()
        self.tell(lambda: say("Entered: {state}.", state=release_words(held)))


def _step_words(step: ReleaseStep) -> str:
    state = say(RELEASE_STATES[step.state])
    return f"{step.at[:10]}  {state}  {step.by}  {step.reason or step.successor or ''}".rstrip()


def _named(held: Release) -> str:
    return f"{held.release[:8]} · {held.period} · {held.steps[-1].at[:10]}"


def _nth(n: int) -> Callable[[_Line], str]:
    return lambda each: each.shown[n] if n < len(each.shown) else ""


def _tables(content: bytes) -> list[tuple[str, tuple[str, ...], list[_Line]]]:
    """Name, column labels and lines of each table in a release's CSV; none where it has another form."""
    found: dict[str, tuple[dict[str, str], dict[str, tuple[str, dict[str, str]]]]] = {}
    read = csv.DictReader(io.StringIO(content.decode()))
    if not set(read.fieldnames or ()) >= _COLUMNS:
        return []
    for row in read:
        columns, rows = found.setdefault(row["table"], ({}, {}))
        columns.setdefault(row["column"], row["column_label"])
        rows.setdefault(row["row"], (row["row_label"], {}))[1][row["column"]] = row["shown"]
    return [
        (
            name,
            tuple(columns.values()),
            [
                _Line(code, label, tuple(said.get(c, "") for c in columns))
                for code, (label, said) in rows.items()
            ],
        )
        for name, (columns, rows) in found.items()
    ]
