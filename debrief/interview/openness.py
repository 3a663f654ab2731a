"""Which items are open, remembered. After a change only what it reaches is thought through again."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from debrief.interview.listening import Listeners, Place

if TYPE_CHECKING:
    from debrief.interview.view import View


class Openness:
    """The openness of every item that has a condition, by instance.

    ``changed`` only notes which items listen; the next question settles them,
    from the top of each chain down, and stops where an item stays as it was.
    """

    def __init__(self, view: View) -> None:
        self._view, self._tests = view, view.compiled.opens
        self._listeners, self._needs = view.compiled.listeners, view.compiled.needs
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
        if who := self._listeners.get(source):
            self._stale.update(self._reached(who, instance))

    def _reached(self, who: Listeners, instance: int | None) -> Sequence[Place]:
        if not who.inside:
            return who.outside
        places = [*who.outside]
        for rank, item, same in who.inside:
            if same and instance is not None:
                places.append((rank, item, instance))
            else:
                places += [(rank, item, each) for each in self._instances(item)]
        return places

    def _instances(self, item: str) -> set[int]:
        """Every instance ever made or asked about, struck ones too."""
        made = self._view.state.made.get(self._view.bank.repeat_of(item) or "", 0)
        return {*range(1, made + 1), *self._known[item]}

    def _settle(self) -> None:
        waiting, self._stale = sorted(self._stale), set()
        done, listeners = None, self._listeners
        while waiting:
            place = heappop(waiting)
            if place == done:
                continue
            done = place
            who = listeners.get(place[1])
            if self._moved(place[1], place[2]) and who:
                for reached in self._reached(who, place[2]) if who.inside else who.outside:
                    heappush(waiting, reached)

    def _moved(self, item: str, instance: int) -> bool:
        """Looks again. What was never asked about may have moved: what listens to it looks too."""
        everything = self._known
        known = everything[item]
        before = known.get(instance)
        if before is None:
            return True
        for needed, inside in self._needs[item]:
            if everything[needed].get(instance if inside else 0) is False:
                known[instance] = False
                return before
        now = known[instance] = self._tests[item](self._view.world, instance)
        return now != before
