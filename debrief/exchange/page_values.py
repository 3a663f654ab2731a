"""What a page of figures is made of: shown figures only, never a true count.

``value`` is what the reader may work on (a floored count, or an exact one where the table may be exact);
``None`` where the figure is kept back. ``text`` is what stands in its place: ``1,240`` or ``[c]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Shape: TypeAlias = Literal["table", "bars", "map"]
"""What is drawn beside the table of figures."""

Derived: TypeAlias = Literal["", "share", "change", "lift"]
"""``share``: per cent of the first row (code ``total``), column by column. ``change``: the last column less
the one before. ``lift``: share of the first column against that of the second, with its interval."""


@dataclass(frozen=True)
class Figure:
    """One shown figure and what it is of: pairs of dimension and value, as in ``office.cells``."""

    definition: tuple[tuple[str, str], ...]
    value: int | None
    text: str


@dataclass(frozen=True)
class FigureTable:
    """``rows`` and ``columns`` are pairs of code and label; ``figures`` go row by row."""

    id: str
    title: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    note: str = ""
    shape: Shape = "table"
    exact: bool = False
    derived: Derived = ""

    def at(self, row: int, column: int) -> Figure:
        return self.figures[row * len(self.columns) + column]


@dataclass(frozen=True)
class Text:
    """Words of a page under a heading."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class FigurePage:
    """One page, in one language (a catalogue's tag): ``debrief.exchange.pages.page_html`` writes it."""

    id: str
    title: str
    subject: str
    period: str
    language: str
    tables: tuple[FigureTable, ...]
    texts: tuple[Text, ...] = ()
    marking: str = ""
    method: tuple[str, ...] = ()
