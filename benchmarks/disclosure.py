"""An attacker with every figure of 500 released tables: how many small groups are certain.

``python -m benchmarks disclosure``. The ratio is groups recovered to groups there; the goal is none. The
same attacker is set on the same tables with small cells blanked and totals true, to show that it can.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from debrief.office.floor import ledger_cells
from tests.office.attacker import Attacker
from tests.office.made import AGES, KINDS, publication, random_counts, table

TABLES = 500
QUARTER = "2011-Q1"


def run() -> list[dict[str, Any]]:
    """One row for the floor, one without it."""
    small, floored, blanked = 0, 0, 0
    for seed in range(TABLES):
        cells = ledger_cells(publication(table(random_counts(seed, [QUARTER]), QUARTER, [QUARTER])))
        small += sum(0 < cell.count < 10 for cell in cells)
        floored += _recovered(cells)
        blanked += _recovered(
            [
                replace(c, low=0, high=9) if c.count < 10 else replace(c, low=c.count, high=c.count)
                for c in cells
            ]
        )
    return [
        {"name": f"small groups recovered of {small}, floored", "ratio": floored / small, "goal": "0"},
        {"name": "the same, small cells blanked beside true totals", "ratio": blanked / small, "goal": ""},
    ]


def _recovered(cells: list[Any]) -> int:
    attacker = Attacker({"exploitation": KINDS, "age": AGES}, [QUARTER])
    attacker.sees(cells)
    return len({cell.definition for cell in attacker.recovered(cells)})
