"""A chart as two sheets: nodes and edges, in codes that stay the same in every language."""

from __future__ import annotations

from typing import get_args

from debrief.exchange.chart import Chart, Fact
from debrief.exchange.table_csv import table_csv

FACTS: tuple[Fact, ...] = get_args(Fact)
NODES = ("id", "kind", "label", "member", "first", "last", "grades", *FACTS, "accounts", "marking")
EDGES = ("from", "to", "kind", "standing", "accounts", "marking")


def nodes_csv(chart: Chart) -> str:
    """One row a node; several values of one column are joined by “; ”."""
    return table_csv(
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
    return table_csv(
        EDGES,
        ((e.left, e.right, e.kind, e.standing, "; ".join(e.accounts), chart.marking) for e in chart.edges),
    )
