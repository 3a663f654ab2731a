"""``make bench``: runs the benchmarks, prints a table, writes benchmarks/results.json."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
ALL = ("append", "opening", "record", "answers", "screen", "age", "taking_in", "repository")


def main(names: list[str]) -> int:
    """Runs the named benchmarks, or all."""
    rows = []
    for name in names or ALL:
        rows += importlib.import_module(f"benchmarks.{name}").run()
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        goal = f"goal {row['goal']}" if row.get("goal") else ""
        print(f"{row['name']:<{width}}  {row['ratio']:>8.2f}  {goal}")
    (HERE / "results.json").write_text(json.dumps(rows, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
