"""What became of many attacks: how many of each code, and the most that one of them cost."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # atheris has to come before whatever it watches
    from benchmarks.bundle_attack.judge import Judged


TAKEN = "taken as signed"
UNCHANGED = "taken, since nothing was changed"


@dataclass
class Tally:
    """``seconds``: the most CPU of one; ``megabytes``: the most memory of the process."""

    name: str
    codes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    megabytes: int = 0

    @property
    def count(self) -> int:
        return sum(self.codes.values())

    @property
    def changes(self) -> int:
        """Without those that changed nothing after all."""
        return self.count - self.codes[UNCHANGED]

    def add(self, found: Judged) -> None:
        self.codes[found.code or (TAKEN if found.changed else UNCHANGED)] += 1
        self.seconds = max(self.seconds, found.seconds)

    def said(self) -> str:
        codes = ", ".join(f"{code} {count}" for code, count in sorted(self.codes.items()))
        return f"{self.name}: {self.count} in at most {self.seconds:.2f} s and {self.megabytes} MB: {codes}"


def peak_megabytes() -> int:
    """The most memory this process has had; 0 where the system does not say (Windows)."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (2**20 if sys.platform == "darwin" else 2**10)
