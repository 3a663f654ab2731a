"""Which items are open, remembered. After a change only what it reaches is thought through again."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from debrief.interview.compiled import NOBODY, Place

if TYPE_CHECKING:
    from debrief.interview.view import View


class Openness:
    """The openness of every item that has a condition, by instance.

    ``changed`` only notes which items listen; the next question settles them,
    from the top of each chain down, and stops where an item stays as it was.
    """

    def __init__(self, view: View) -> None:
        self._view, self._tests, self._listeners = view, view.compiled.opens, view.compiled.listeners
        self._known: dict[str, dict[int, bool]] = {item: {} for item in self._tests}
        self._stale: set[Place] = set()

    def clear(self) -> None:
        """Forgets everything; the next question is a fresh look."""
        self._stale.clear()
        for known in self._known.values():
            known.clear()

    def of(self, item: str, instance: int) -> bool:
        """Whether the item's section and its own condition hold."""
        known = self._known.get(item)
        if known is None:
            return True
        if self._stale:
            self._settle()
        held = known.get(instance)
        if held is None:
            held = known[instance] = self._tests[item](self._view.world, instance)
        return held

    def changed(self, source: str, instance: int | None = None) -> None:
        """What moved: an item or a repeat, in one instance or all, or a mark of ``compiled``."""
        self._stale.update(self._reached(source, instance))

    def _reached(self, source: str, instance: int | None) -> tuple[Place, ...] | list[Place]:
        who = self._listeners.get(source, NOBODY)
        if not (who.same_instance or who.every_instance):
            return who.outside
        places = [*who.outside]
        for rank, item in who.same_instance:
            places += [(rank, item, each) for each in self._instances(item, instance)]
        for rank, item in who.every_instance:
            places += [(rank, item, each) for each in self._instances(item, None)]
        return places

    def _instances(self, item: str, instance: int | None) -> set[int]:
        """The one instance, or else every one ever made or asked about, struck ones too."""
        if instance is not None:
            return {instance}
        made = self._view.state.made.get(self._view.bank.repeat_of(item) or "", 0)
        return {*range(1, made + 1), *self._known[item]}

    def _settle(self) -> None:
        waiting, self._stale = sorted(self._stale), set()
        world = self._view.world
        done = None
        while waiting:
            place = heappop(waiting)
            if place == done:
                continue
            done = place
            _, item, instance = place
            known = self._known[item]
            before = known.get(instance)
            # What was never asked about may have moved: what listens to it looks again too.
            if before is not None:
                known[instance] = self._tests[item](world, instance)
            if before is None or known[instance] != before:
                for reached in self._reached(item, instance):
                    heappush(waiting, reached)
