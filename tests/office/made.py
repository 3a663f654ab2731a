"""Made-up publications: five kinds of exploitation by child and adult, with their totals."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import product

from debrief.exchange.page_values import FigurePage
from debrief.office.cells import Cell, Publication, Table

KINDS = ("sexual", "labour", "domestic", "criminal", "other")
AGES = ("child", "adult")
Counts = Mapping[tuple[str, str, str], int]
"""People by quarter, kind and age."""


def random_counts(
    seed: int, quarters: Sequence[str], kinds: Sequence[str] = KINDS
) -> dict[tuple[str, str, str], int]:
    """As in evidence: tables of 15 to 400 people, children a tenth to nearly a half."""
    chance = random.Random(seed)
    scale = chance.choice([15, 40, 120, 400])
    children = chance.uniform(0.1, 0.45)
    weights = dict(zip(kinds, (0.34, 0.29, 0.17, 0.11, 0.09), strict=False))
    found = {}
    for quarter, kind, age in product(quarters, kinds, AGES):
        mean = scale * weights[kind] * (children if age == "child" else 1 - children)
        found[quarter, kind, age] = max(0, round(chance.gauss(mean, mean**0.5)))
    return found


def count_of(counts: Counts, quarters: Sequence[str], **said: str) -> int:
    return sum(
        n
        for (quarter, kind, age), n in counts.items()
        if quarter in quarters and said.get("exploitation", kind) == kind and said.get("age", age) == age
    )


def table(
    counts: Counts,
    period: str,
    quarters: Sequence[str],
    kinds: Sequence[str] = KINDS,
    *,
    exact: bool = False,
    ages: Sequence[str] = AGES,
) -> Table:
    """Kinds by ages, with the totals of both; ``ages=()``: kinds alone."""
    cells = []
    for kind, age in product([*kinds, ""], [*ages, ""]):
        said = {k: v for k, v in (("exploitation", kind), ("age", age)) if v}
        cells.append(Cell((("period", period), *said.items()), count_of(counts, quarters, **said)))
    rows = tuple((code or "total", code or "Total") for code in [*kinds, ""])
    columns = tuple((code or "total", code or "Total") for code in [*ages, ""])
    return Table(f"nrm_{period}", "A made-up table", rows, columns, tuple(cells), exact=exact)


def publication(*tables: Table, period: str = "2011-Q1") -> Publication:
    return Publication(
        "nrm", "Made-up figures", "A test", period, "en", tables,
        marking="OFFICIAL", method=("Floored to tens.",),
    )  # fmt: skip


def write(page: FigurePage) -> tuple[str, str]:
    """The simplest page there could be."""
    figures = [figure.text for each in page.tables for figure in each.figures]
    return f"<p>{page.title}: {' '.join(figures)}</p>\n", "\n".join(figures) + "\n"
