"""What happens in a made-up de-brief, act by act, with the values that may differ between two of one shape."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Shape: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Act:
    """One event. ``free``: another value of the same ``kin`` may stand in its place, and nothing else moves."""

    kind: str
    fields: dict[str, Any]
    free: bool = False
    kin: str = ""

    @property
    def address(self) -> str:
        return str(self.fields["address"])


@dataclass
class Telling:
    """One version of one de-brief, still to be told to an interview.

    ``days``: of each sitting, ISO 8601; ``supersedes``: SHA-256 of the version before.
    """

    record: str
    reference: str
    agency: str
    purpose: str
    days: list[str]
    adult: bool
    acts: list[Act] = field(default_factory=list)
    supersedes: str | None = None

    def do(self, kind: str, **fields: Any) -> None:
        self.acts.append(Act(kind, fields))

    def add(self, repeat: str, instance: int) -> None:
        self.do("added", repeat=repeat, instance=instance)

    def answers(self, address: str, value: Any) -> None:
        """An answer that other questions may depend on."""
        self.acts.append(Act("answered", self._answer(address, value)))

    def free(self, address: str, value: Any, kin: str = "") -> None:
        """An answer that nothing depends on, but for what ``kin`` says."""
        self.acts.append(Act("answered", self._answer(address, value), True, kin))

    def _answer(self, address: str, value: Any) -> dict[str, Any]:
        state = "answered" if self.adult else "assessed"
        return {"address": address, "value": value, "state": state}

    @property
    def shape(self) -> Shape:
        """Equal for two that differ in free values, agency, numbers and days alone."""
        head = (self.purpose, f"{self.adult} {len(self.days)} {self.supersedes is None}")
        return (head, *((act.kind, _fixed(act)) for act in self.acts))

    @property
    def free_values(self) -> list[Any]:
        return [act.fields["value"] for act in self.acts if act.free]


def _fixed(act: Act) -> str:
    return f"{act.address} {act.kin}" if act.free else json.dumps(act.fields, sort_keys=True)
