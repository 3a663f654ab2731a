"""What a rehearsed script comes to: events in order, each with the step it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from debrief.interview import Interview
from debrief.play.script import Script


@dataclass(frozen=True)
class Act:
    """One event to record. ``expect`` is the code with which it is to be refused."""

    step: int
    kind: str
    data: dict[str, Any] = field(repr=False)
    """The fields of the event, with ``at`` and ``by``."""
    expect: str | None = None

    @property
    def address(self) -> str | None:
        return self.data.get("address") if self.kind == "answered" else None


@dataclass(frozen=True)
class Plan:
    """A script that was rehearsed from its first step to its last and held.

    ``facts`` gives, for each fact of the case sheet, the addresses that carry it.
    """

    script: Script
    acts: tuple[Act, ...] = field(repr=False)
    facts: dict[str, tuple[str, ...]] = field(repr=False)
    interview: Interview = field(repr=False)
    """The state at the end of the rehearsal."""

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return sum(act.kind == "answered" for act in self.acts)

    @property
    def closed(self) -> tuple[str, ...]:
        """Answers whose question another answer closed: in the history, not in the current record."""
        held = {address.whole for address in self.interview.state.entries}
        shut = [each for each in held if not self.interview.is_open(each.item, each.instance)]
        return tuple(sorted(str(each) for each in shut))
