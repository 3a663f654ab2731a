"""Tables of a publication, counted cell by cell from what each cell is defined as.

    with counting(repository, bank, asked, base=(("country", "VN"),)) as made:
        table = made.bars("controls", say("How they were controlled"), "control")

Rows stand in the order of their *floored* counts, then by code: the order of a page tells no more than
its figures. Values that fit fewer than ten people have no row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from debrief.bank import Bank
from debrief.exchange.page_values import Shape, Text
from debrief.language import current, say
from debrief.language.supported import SOURCE
from debrief.office.cells import Cell, Definition, Publication, Table
from debrief.office.publications.periods import Period
from debrief.office.publications.words import Words, marking_label
from debrief.office.refusals import NoSuchValue
from debrief.process import stopping
from debrief.repository.reader import FactReader
from debrief.repository.scope import Scope
from debrief.repository.statistics import Population
from debrief.repository.store import Repository

LEAST = 10
"""No row is made for fewer people, and rows are ordered by tens."""
TOTAL = "total"

Labelled: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of code and label."""


@dataclass(frozen=True)
class Asked:
    """What is asked of every publication: by whom and what for, over which period, in which edition.

    The language is the one in use (``speaking``). ``marking`` is a code of the list MARKING."""

    period: Period
    user: str
    purpose: str
    issued: date
    edition: str = "uk-2011"
    marking: str = ""


class Counting:
    """Everything counted within a period and a base: a country, a carrier, or nothing."""

    def __init__(self, people: Population, words: Words, asked: Asked, base: Definition) -> None:
        self.people, self.words, self.asked, self.base = people, words, asked, base

    def define(self, *pairs: tuple[str, str], period: Period | None = None) -> Definition:
        return (("period", (period or self.asked.period).code), *self.base, *pairs)

    def cell(self, *pairs: tuple[str, str], period: Period | None = None) -> Cell:
        stopping.check()
        definition = self.define(*pairs, period=period)
        return Cell(definition, self.people.count(definition))

    def values(self, dimension: str, most: int | None = None, without: Collection[str] = ()) -> list[str]:
        """Values that fit ten people or more, by tens downwards, then by code."""
        found = self.people.values(dimension, self.people.people(self.define()))
        tens = {v: n // LEAST for v, n in found.items() if n >= LEAST and v not in without}
        return sorted(tens, key=lambda value: (-tens[value], value))[:most]

    def labelled(self, dimension: str, values: Sequence[str]) -> Labelled:
        return tuple((value, self.words.of(dimension, value)) for value in values)

    def bars(
        self,
        code: str,
        title: str,
        dimension: str,
        *,
        most: int | None = 12,
        without: Collection[str] = (),
        shape: Shape = "bars",
        note: str = "",
    ) -> Table:
        """One row a value, with everybody above it. A person fits several rows."""
        values = self.values(dimension, most, without)
        return Table(
            code,
            title,
            ((TOTAL, say("Everybody counted here")), *self.labelled(dimension, values)),
            (("people", say("People")),),
            (self.cell(), *(self.cell((dimension, value)) for value in values)),
            note,
            shape,
            derived="share",
        )

    def cross(
        self,
        code: str,
        title: str,
        rows: tuple[str, Sequence[str]],
        columns: tuple[str, Sequence[str]],
        *,
        period: Period | None = None,
        note: str = "",
        exact: bool = False,
    ) -> Table:
        """Two dimensions with totals of both; each total is counted on its own."""
        (down, heads), (across, tops) = rows, columns
        lines: list[tuple[tuple[str, str], ...]] = [*(((down, value),) for value in heads), ()]
        parts: list[tuple[tuple[str, str], ...]] = [*(((across, value),) for value in tops), ()]
        return Table(
            code,
            title,
            (*self.labelled(down, heads), (TOTAL, say("Total"))),
            (*self.labelled(across, tops), (TOTAL, say("Total"))),
            tuple(self.cell(*line, *part, period=period) for line in lines for part in parts),
            note,
            exact=exact,
        )

    def publication(
        self,
        code: str,
        title: str,
        tables: Sequence[Table],
        texts: Sequence[Text],
        method: Sequence[str],
        *,
        marking: tuple[str, str] = ("restricted", "official_sensitive"),
        unit: str = "",
    ) -> Publication:
        """The whole of it; tables in which nothing can be shown are left out and named.

        ``marking``: the usual ones of 2011 and of today, where none was asked for; ``unit``: a sentence that
        says what is counted, where it is not a person a de-brief."""
        asked, bank = self.asked, self.words.bank
        usual = marking[0] if asked.edition == "uk-2011" else marking[1]
        kept = tuple(table for table in tables if {row for row, _ in table.rows} - {TOTAL})
        few = ", ".join(table.title for table in tables if table not in kept)
        left_out = (say("Too few people to be shown: {list}.", list=few),) if few else ()
        return Publication(
            code,
            title,
            say("De-briefs opened {period}.", period=asked.period.words()),
            asked.period.code,
            current().tag,
            kept,
            tuple(texts),
            marking_label(bank, checked(bank, "MARKING", asked.marking or usual), asked.edition),
            (*_common_method(unit), *method, *left_out, *_translated()),
        )


@contextmanager
def counting(
    repository: Repository,
    bank: Bank,
    asked: Asked,
    action: str,
    *,
    base: Definition = (),
    since: Period | None = None,
) -> Iterator[tuple[Counting, FactReader]]:
    """Counts over one audited read: of the period asked about, or from the start of ``since`` on."""
    earliest = since or asked.period
    first = None if earliest.up_to else earliest.first.isoformat()
    scope = Scope(first, asked.period.last.isoformat())
    names = {each.id: each.name for each in repository.trust.agencies}
    with repository.scope(asked.user, asked.purpose, f"publish {action}", scope) as read:
        yield Counting(Population(read), Words(bank, asked.edition, names), asked, base), read


def checked(bank: Bank, name: str, code: str) -> str:
    """A code of a list, or a refusal."""
    if not bank.has_code(name, code):
        raise NoSuchValue(found=code[:40], name=name)
    return code


def _translated() -> tuple[str, ...]:
    if current().tag == SOURCE:
        return ()
    return (say("This page is a translation. What is not translated yet is in English, which holds."),)


def _common_method(unit: str) -> tuple[str, ...]:
    """What has to be said with every page."""
    return (
        unit or say("One de-brief is counted as one person."),
        say("The period is that in which de-briefs were opened."),
        say(
            "Figures are rounded down to a multiple of ten. [c] stands for confidential: fewer than ten."
            " Totals are rounded on their own, so that rows need not add up."
        ),
        say(
            "Shares are worked out from the rounded figures. Values that fit fewer than ten people have no row."
        ),
        say(
            "These are people who were found and who spoke. They are no sample of all victims,"
            " and no figure here is a risk or a likelihood."
        ),
    )
