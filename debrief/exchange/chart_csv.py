"""A chart as two sheets: nodes and edges, in codes that stay the same in every language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import get_args

from debrief.exchange.chart import Chart, Fact

FACTS: tuple[Fact, ...] = get_args(Fact)
NODES = ("id", "kind", "label", "member", "first", "last", "grades", *FACTS, "accounts", "marking")
EDGES = ("from", "to", "kind", "standing", "accounts", "marking")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def nodes_csv(chart: Chart) -> str:
    """One row a node; several values of one column are joined by “; ”."""
    return _written(
        NODES,
        (
            (
                node.id,
                node.kind,
                node.label,
                "yes" if node.member else "no",
                node.first,
                node.last,
                "; ".join(node.grades),
                *("; ".join(node.said(name)) for name in FACTS),
                "; ".join(node.accounts),
                chart.marking,
            )
            for node in chart.nodes
        ),
    )


def edges_csv(chart: Chart) -> str:
    """One row an edge."""
    return _written(
        EDGES,
        ((e.left, e.right, e.kind, e.standing, "; ".join(e.accounts), chart.marking) for e in chart.edges),
    )


def _written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return file.getvalue()


def plain(text: str) -> str:
    """No cell of a sheet begins as a formula does."""
    return f"'{text}" if text.startswith(_FORMULA) else text
