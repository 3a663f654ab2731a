"""A publication with its true counts: what is computed, and what the release ledger judges.

    Cell((("period", "2011-Q1"), ("exploitation", "sexual"), ("age", "child")), 99)

A cell is known by its definition, the values of its dimensions, so that the ledger can see that two
releases speak of the same people. ``release.floored`` gives the same shape with shown values
(``debrief.exchange.page_values``); true counts go no further than the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from debrief.exchange.page_values import Derived, Shape, Text

Definition: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of dimension and value, in the order they are written; ``period`` always, ``country`` where there."""


@dataclass(frozen=True)
class Cell:
    """People (or other things counted, as the table's note says) that a definition fits.

    ``structural_zero``: nothing could be counted here by the form itself; only such a zero is shown as 0.
    """

    definition: Definition
    count: int = field(repr=False)
    structural_zero: bool = False

    def without(self, dimension: str) -> Definition:
        return tuple(pair for pair in self.definition if pair[0] != dimension)


@dataclass(frozen=True)
class Table:
    """Cells in rows and columns; ``rows`` and ``columns`` are pairs of code and label, in their order.

    ``cells`` go row by row: ``cells[r * len(columns) + c]``. A total is a cell of its own, with the
    summed-over dimension left out of its definition; its row or column has the code ``total``.
    """

    id: str
    title: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    note: str = ""
    shape: Shape = "table"
    exact: bool = False
    """May be shown exact when every cell is at least ten: the two-way national table, and no other."""
    derived: Derived = ""
    """What the page works out beside the figures, from the shown ones alone."""

    def __post_init__(self) -> None:
        assert len(self.cells) == len(self.rows) * len(self.columns), self.id


@dataclass(frozen=True)
class Publication:
    """What one page says, in one language. ``period`` is ``2011-Q1``, ``..2011-Q1`` or ``2010-Q1..2011-Q1``."""

    id: str
    title: str
    subject: str
    period: str
    language: str
    tables: tuple[Table, ...]
    texts: tuple[Text, ...] = ()
    marking: str = ""
    method: tuple[str, ...] = ()

    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for table in self.tables for cell in table.cells)
