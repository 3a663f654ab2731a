"""What opening costs: a vault of 150,000 events, every one authenticated, against reading them in clear.

The clear side reads and parses the same events as JSON: from a table of the same SQLite, and from a
file of lines. Both sides in turn, in one run; figures are ratios of medians of processor time. The key
derivation is left out (the vault's cost is that of tests): it is meant to cost.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.append import Plain, event, figure, vault_open, vault_with

EVENTS, IN_ONE = 150_000, 300
ROUNDS = 7


def run() -> list[dict[str, Any]]:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    with tempfile.TemporaryDirectory() as place:
        return _figures(Path(place))


def _figures(place: Path) -> list[dict[str, Any]]:
    plain = _filled(place)
    table, lines, opening = _medians(
        lambda: [json.loads(row[4]) for row in plain.store.events()],
        lambda: _lines(place / "lines.json"),
        lambda: vault_open(place / "vault"),
    )
    plain.store.close()
    name = f"open and verify {EVENTS:,} events, sealed / read and parse them"
    return [
        figure(f"{name} from a table", opening / table, 2.5),
        figure(f"{name} from a file of lines", opening / lines, None),
    ]


def _filled(place: Path) -> Plain:
    plain = Plain(place / "plain.sqlite")
    with vault_with(place / "vault") as vault, (place / "lines.json").open("w") as file:
        for first in range(0, EVENTS, IN_ONE):
            some = [event(n) for n in range(first, first + IN_ONE)]
            vault.append(vault.new_debrief(), some)
            plain.append(*some)
            file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in some)
    return plain


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open() as file:
        return [json.loads(line) for line in file]


def _medians(*acts: Callable[[], object]) -> list[float]:
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, taken in zip(acts, times, strict=True):
            begun = time.process_time()
            act()
            taken.append(time.process_time() - begun)
    return [statistics.median(taken) for taken in times]
