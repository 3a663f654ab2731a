"""One thing that is wrong, where, and said so that its author understands it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from debrief.bank.schema import Item, Where


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """``rule`` is the short name that docs/lint.md explains."""

    file: str
    line: int
    item: str
    rule: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.item}: {self.says} [{self.rule}]"


def at(where: Where, item: str, rule: str, says: str) -> Finding:
    return Finding(where.file, where.line, item, rule, says)


def of(item: Item, rule: str, says: str) -> Finding:
    return at(item.at, item.id, rule, says)


Findings = Iterator[Finding]
