"""Exploitation by child and adult, in the form of the strategy's para 6. See docs/nrm-table.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .exploitation import ADULT, CHILD, STANDINGS, UNSPECIFIED
from .prosecutions import Prosecutions
from .refusals import NotADay
from .scope import Scope
from .store import Repository

ROWS = (
    ("sexual", "Sexual exploitation"),
    ("labour", "Labour exploitation"),
    ("domestic_servitude", "Domestic servitude"),
    (UNSPECIFIED, "Unspecified or unknown"),
)
"""The strategy's rows, in its order."""
_SUFFIXES = ("", " (intended)", " (not clear)")
"""Of a kind, by how far it went."""


@dataclass(frozen=True)
class Line:
    """One row: people, each once."""

    code: str
    label: str
    child: int
    adult: int

    @property
    def total(self) -> int:
        return self.child + self.adult


@dataclass(frozen=True)
class NrmTable:
    """The table of para 6, the table of all kinds beside it, and what must be said with them."""

    first: str | None
    last: str | None
    rows: tuple[Line, ...]
    kinds: tuple[Line, ...]
    several: int
    unsigned: int
    agencies: int
    prosecutions: Prosecutions | None = None

    @property
    def total(self) -> Line:
        return Line("total", "Total", sum(r.child for r in self.rows), sum(r.adult for r in self.rows))

    @property
    def period(self) -> str:
        if self.first is None and self.last is None:
            return "all de-briefs held"
        return f"de-briefs opened {self.first or 'from the first'} to {self.last or 'today'}"

    def text(self) -> str:
        """For a terminal of 80 columns."""
        lines = [
            "EXPLOITATION BY CHILD AND ADULT   (form of the Strategy, 2011, para 6)",
            f"Period: {self.period}; agencies: {self.agencies}",
            "Exact counts from live records. Not for publication.",
            "",
            _line("", "Child", "Adult", "Total"),
            _RULE,
            *(_counts(row) for row in self.rows),
            _RULE,
            _counts(self.total),
            *self._prosecutions(),
            "",
            "One de-brief is counted as one person, once. Child: under 18, or perhaps under",
            "18, at the time of exploitation; where that is not recorded, by the route of",
            "the de-brief. Roll-up and precedence: docs/nrm-table.md.",
            f"Not yet signed off: {self.unsigned} of {self.total.total}.",
            "",
            "ALL KINDS   (a person counts once in each row; rows do not add up)",
            _line("", "Child", "Adult", "Total"),
            _RULE,
            *(_counts(row) for row in self.kinds),
            _RULE,
            f"People with several kinds: {self.several}",
        ]
        return "\n".join(lines)

    def csv(self) -> str:
        """Both tables: table, code, label, child, adult, total."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "code", "label", "child", "adult", "total"])
        for name, rows in (("para6", [*self.rows, self.total]), ("all_kinds", self.kinds)):
            for row in rows:
                writer.writerow([name, row.code, row.label, row.child, row.adult, row.total])
        if (given := self.prosecutions) is not None:
            writer.writerow(["input", "prosecutions", given.label, given.child, given.adult, given.total])
        return file.getvalue()

    def _prosecutions(self) -> list[str]:
        given = self.prosecutions
        if given is None:
            return [_line("Prosecutions (not given)", "", "", "–")]
        child, adult = ("–" if n is None else str(n) for n in (given.child, given.adult))
        row = _line(given.label, child, adult, str(given.total))
        return [row, f"  Prosecutions: {given.period}; {given.source}"]


def nrm_table(
    repository: Repository,
    *,
    user: str,
    purpose: str,
    first: str | None = None,
    last: str | None = None,
    prosecutions: Prosecutions | None = None,
) -> NrmTable:
    """The table over de-briefs opened from ``first`` to ``last`` (days, inclusive). Audited."""
    for name, day in (("--from", first), ("--to", last)):
        _check_day(name, day)
    with repository.scope(user, purpose, "table nrm", Scope(first, last)) as read:
        people, totals, kinds = read.exploitation(), read.totals(), read.kinds()
    return NrmTable(
        first=first,
        last=last,
        rows=tuple(
            Line(code, label, people.get((code, CHILD), 0), people.get((code, ADULT), 0))
            for code, label in ROWS
        ),
        kinds=_kinds(kinds),
        several=totals.several,
        unsigned=totals.unsigned,
        agencies=len(totals.agencies),
        prosecutions=prosecutions,
    )


def _kinds(kinds: Mapping[tuple[str, str, str], int]) -> tuple[Line, ...]:
    """People by kind, with those for whom it was only intended or is not clear in rows of their own."""
    rows = sorted({(kind, STANDINGS.index(standing)) for kind, standing, _ in kinds})
    return tuple(
        Line(
            f"{kind}.{STANDINGS[n]}",
            kind.replace("_", " ").capitalize() + _SUFFIXES[n],
            kinds.get((kind, STANDINGS[n], CHILD), 0),
            kinds.get((kind, STANDINGS[n], ADULT), 0),
        )
        for kind, n in rows
    )


def _check_day(name: str, day: str | None) -> None:
    if day is None:
        return
    try:
        good = date.fromisoformat(day).isoformat() == day
    except ValueError:
        good = False
    if not good:
        raise NotADay(name=name)


def _counts(row: Line) -> str:
    return _line(row.label, f"{row.child:,}", f"{row.adult:,}", f"{row.total:,}")


def _line(label: str, child: str, adult: str, total: str) -> str:
    return f"{label[:40]:<40}{child:>10}{adult:>10}{total:>10}".rstrip()


_RULE = "-" * 70
