"""Which items are open, remembered. After a change only what it reaches is thought through again."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

from debrief.interview.compiled import Reach

if TYPE_CHECKING:
    from debrief.interview.view import View

_Place: TypeAlias = tuple[int, str, int]
"""The item's rank, the item, the instance: sorted, nothing stands before what it listens to."""


class Openness:
    """The openness of every item that has a condition, by instance.

    ``changed`` only notes which items listen; the next question settles them,
    from the top of each chain down, and stops where an item stays as it was.
    """

    def __init__(self, view: View) -> None:
        self._view, self._compiled = view, view.compiled
        self._known: dict[str, dict[int, bool]] = {}
        self._stale: set[_Place] = set()

    def clear(self) -> None:
        """Forgets everything; the next question is a fresh look."""
        self._known.clear()
        self._stale.clear()

    def of(self, item: str, instance: int) -> bool:
        """Whether the item's section and its own condition hold."""
        test = self._compiled.opens.get(item)
        if test is None:
            return True
        if self._stale:
            self._settle()
        known = self._known.setdefault(item, {})
        held = known.get(instance)
        if held is None:
            held = known[instance] = test(self._view.world, instance)
        return held

    def changed(self, source: str, instance: int | None = None) -> None:
        """What moved: an item or a repeat, in one instance or all, or a mark of ``compiled``."""
        if self._known:
            self._stale.update(self._reached(source, instance))

    def _reached(self, source: str, instance: int | None) -> Iterator[_Place]:
        for rank, item, reach in self._compiled.listeners.get(source, ()):
            if reach is Reach.OUTSIDE:
                yield rank, item, 0
            elif reach is Reach.SAME_INSTANCE and instance is not None:
                yield rank, item, instance
            else:
                for each in self._instances(item):
                    yield rank, item, each

    def _instances(self, item: str) -> set[int]:
        """Every instance ever made or asked about, struck ones too."""
        repeat = self._view.bank.repeat_of(item) or ""
        made = self._view.state.made.get(repeat, 0)
        return {*range(1, made + 1), *self._known.get(item, ())}

    def _settle(self) -> None:
        waiting, self._stale = sorted(self._stale), set()
        done = None
        while waiting:
            place = heappop(waiting)
            if place == done:
                continue
            done = place
            if self._moved(*place[1:]):
                for reached in self._reached(*place[1:]):
                    heappush(waiting, reached)

    def _moved(self, item: str, instance: int) -> bool:
        """Looks again. What was never asked about may have moved: what listens to it looks too."""
        known = self._known.get(item, {})
        before = known.get(instance)
        if before is None:
            return True
        now = known[instance] = self._compiled.opens[item](self._view.world, instance)
        return now != before
