"""What is shown of a count: floored to tens, and never a group of one to nine.

    floored(publication)          # the same page with shown figures (debrief.exchange.page_values)

Every count, every total too, is rounded down to ten on its own: totals need not add up, and what is
left over hides who is in it (the rule of the Counter-Trafficking Data Collaborative; docs/releases.md).
Below ten stands ``[c]``, for a zero as well: that nobody is in a cell says something about everybody who
could be. Only a zero of the form itself is shown. A national two-way table in which every figure is
at least ten may be exact. Where the left-overs of a line are so large together that they could be
worked out, its total is kept back too.
"""

from __future__ import annotations

from collections.abc import Sequence

from debrief.exchange.page_values import Figure, FigurePage, FigureTable
from debrief.language import number
from debrief.repository.releases import LedgerCell

from .cells import Cell, Publication, Table
from .disclosure import revealed

STEP = 10
"""Counts are floored to multiples of it, and nothing below it is shown."""
KEPT_BACK = "[c]"
"""The statistical services' own mark for a figure that is confidential."""
UNBOUNDED = 2**31 - 1
_EXACT_DIMENSIONS = 2
_AROUND = ("period", "country")
_OUTSIDE = {"period", "prosecutions"}
"""Of the two-way table: prosecutions are a row beside it, counted by others, and no breakdown of people."""


def floored(publication: Publication) -> FigurePage:
    """The page of a publication: nothing in it is more than may be seen."""
    cells = ledger_cells(publication)
    figures = iter([_figure(cell, publication.language) for cell in cells])
    return FigurePage(
        id=publication.id,
        title=publication.title,
        subject=publication.subject,
        period=publication.period,
        language=publication.language,
        tables=tuple(
            FigureTable(
                id=table.id,
                title=table.title,
                rows=table.rows,
                columns=table.columns,
                figures=tuple(next(figures) for _ in table.cells),
                note=table.note,
                shape=table.shape,
                exact=is_exact(table),
                derived=table.derived,
            )
            for table in publication.tables
        ),
        texts=publication.texts,
        marking=publication.marking,
        method=publication.method,
    )


def ledger_cells(publication: Publication) -> list[LedgerCell]:
    """Each figure in the order of the tables, with what its reader will be able to tell of it."""
    cells = [
        _shown(cell, exact=exact)
        for table in publication.tables
        for exact in [is_exact(table)]
        for cell in table.cells
    ]
    while (found := revealed(cells, ())) is not None and (kept := _keep_back(cells, found.sums)) is not None:
        cells = kept
    return cells


def is_exact(table: Table) -> bool:
    """Whether a table may be shown as it is: national, two-way, and nothing in it below ten."""
    dimensions = {dimension for cell in table.cells for dimension, _ in cell.definition}
    return (
        table.exact
        and "country" not in dimensions
        and len(dimensions - _OUTSIDE) <= _EXACT_DIMENSIONS
        and all(cell.structural_zero or cell.count >= STEP for cell in table.cells)
    )


def dimensions(cell: LedgerCell) -> list[str]:
    """What a cell is broken down by, besides period and country."""
    return [dimension for dimension, _ in cell.definition if dimension not in _AROUND]


def _shown(cell: Cell, *, exact: bool) -> LedgerCell:
    if cell.structural_zero or exact:
        low = high = cell.count
    else:
        low = cell.count // STEP * STEP
        high = low + STEP - 1
    return LedgerCell(cell.definition, cell.count, low, high)


def _figure(cell: LedgerCell, language: str) -> Figure:
    if cell.low == 0 and cell.high > 0:
        return Figure(cell.definition, None, KEPT_BACK)
    return Figure(cell.definition, cell.low, number(cell.low, language))


def _keep_back(cells: Sequence[LedgerCell], sums: Sequence[LedgerCell]) -> list[LedgerCell] | None:
    """Without the smallest of the ``sums`` from which a group could be worked out; None: none is left."""
    shown = sorted((cell.count, cell.definition) for cell in sums if cell.low or not cell.high)
    if not shown:
        return None
    _, chosen = shown[0]
    return [
        LedgerCell(cell.definition, cell.count, 0, UNBOUNDED) if cell.definition == chosen else cell
        for cell in cells
    ]
