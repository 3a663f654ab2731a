"""A questionnaire engine with nothing but the logic: no labels, no events, no checks of values.

It shows what answering costs at the least in plain Python: one dictionary of
values, one of what is open, and for each question those whose conditions read
it. It is also the second opinion on which questions are open.
"""

from __future__ import annotations

from collections.abc import Callable
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush
from typing import Any, TypeAlias

Place: TypeAlias = tuple[str, int]
"""A question and its instance, counted from 1; 0 outside the repeat."""

_Test: TypeAlias = Callable[[], bool]
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda found, wanted: bool(found == wanted),
    "gt": lambda found, wanted: bool(found > wanted),
    "contains": lambda found, wanted: wanted in found,
}


class Reference:
    """One record of a form.

    ``closed_is_empty`` says what conditions see of an answer whose question is
    closed: nothing (as here in Debrief, in XForms), or the answer (the default
    of survey-core).
    """

    def __init__(self, form: dict[str, Any], *, closed_is_empty: bool = True) -> None:
        self.closed_is_empty = closed_is_empty
        self.values: dict[Place, Any] = {}
        self.open: dict[Place, bool] = {}
        self._tests: dict[Place, list[_Test]] = {}
        self._reads: dict[Place, set[Place]] = {}
        for group in form["sections"]:
            self._add_group(group, (0,), set())
        own = {question["name"] for question in form["repeat"]["questions"]}
        self._add_group(form["repeat"], range(1, form["repeat"]["instances"] + 1), own)
        order = TopologicalSorter(self._reads).static_order()
        self._ranks = {place: rank for rank, place in enumerate(order)}
        self._readers = self._index()
        for place in sorted(self.open, key=self._ranks.__getitem__):
            self.open[place] = self._is_open(place)

    def answer(self, place: Place, value: Any) -> None:
        """Sets an answer, and thinks through again what it reaches, from the top of each chain down."""
        self.values[place] = value
        waiting = list(self._readers[place])
        heapify(waiting)
        done = -1
        while waiting:
            rank, reader = heappop(waiting)
            if rank == done:
                continue
            done = rank
            now = self._is_open(reader)
            if now != self.open[reader]:
                self.open[reader] = now
                for each in self._readers[reader]:
                    heappush(waiting, each)

    def count_open(self) -> int:
        """How many questions are open, those of the repeat once an instance."""
        return sum(self.open.values())

    # -- making -------------------------------------------------------------------------

    def _add_group(self, group: dict[str, Any], instances: Any, own: set[str]) -> None:
        for question in group["questions"]:
            conditions = [each["relevant"] for each in (group, question) if "relevant" in each]
            for instance in instances:
                place = (question["name"], instance)
                self._reads[place] = set()
                self._tests[place] = [self._test(each, place, own) for each in conditions]
                self.open[place] = True

    def _test(self, condition: dict[str, Any], place: Place, own: set[str]) -> _Test:
        for joint, join in (("all", all), ("any", any)):
            if joint in condition:
                tests = [self._test(part, place, own) for part in condition[joint]]
                return lambda: join(test() for test in tests)
        source = (condition["q"], place[1] if condition["q"] in own else 0)
        self._reads[place].add(source)
        compare, wanted = _COMPARE[condition["op"]], condition["v"]

        def holds() -> bool:
            found = self.values.get(source)
            if found is None or (self.closed_is_empty and not self.open[source]):
                return False
            return compare(found, wanted)

        return holds

    def _index(self) -> dict[Place, list[tuple[int, Place]]]:
        readers: dict[Place, list[tuple[int, Place]]] = {place: [] for place in self.open}
        for place, sources in self._reads.items():
            for source in sources:
                readers[source].append((self._ranks[place], place))
        return readers

    def _is_open(self, place: Place) -> bool:
        return all(test() for test in self._tests[place])
