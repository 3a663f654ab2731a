"""The conditions of a bank, compiled once, and what each of them listens to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import TypeAlias

from debrief.bank import AGE_ITEM, Bank
from debrief.bank.conditions import (
    ALWAYS,
    Compare,
    Condition,
    Fact,
    OverItems,
    Route,
    Today,
    parts_of,
    refs_of,
    repeats_of,
)
from debrief.bank.evaluate import Test, compile_condition
from debrief.bank.schema import Check

ROUTE, TODAY, FACTS = "<route>", "<today>", "<facts>"


class Reach(Enum):
    """Where a listener looks again after a change in one instance of a repeat, or outside repeats."""

    OUTSIDE = "it stands outside repeats itself"
    SAME_INSTANCE = "in the instance that changed"
    EVERY_INSTANCE = "in every instance of its own repeat"


Listener: TypeAlias = tuple[int, str, Reach]
"""Its rank (nothing that it listens to ranks below it), the item, where it looks again."""


@dataclass(frozen=True)
class Compiled:
    """``opens`` holds only items with a condition of their own or of their section."""

    opens: dict[str, Test]
    prompts: dict[tuple[str, int], Test]
    checks: tuple[tuple[Check, Test], ...]
    adult_when: Test
    assessed_when: Test
    points_to_child: tuple[Test, ...]
    listeners: dict[str, tuple[Listener, ...]]
    """From what changed to the items whose conditions read it."""
    childhood_sources: frozenset[str]
    """What the route listens to."""


def sources_of(condition: Condition) -> set[str]:
    """Everything that can change the truth of a condition: items, repeats, route, today, facts."""
    found = {ref.item for ref in refs_of(condition)} | set(repeats_of(condition))
    for part in parts_of(condition):
        if isinstance(part, Route):
            found.add(ROUTE)
        elif isinstance(part, Fact):
            found.add(FACTS)
        elif isinstance(part, Compare) and isinstance(part.operand, Today):
            found.add(TODAY)
    return found


@lru_cache(maxsize=8)
def _cached(key: int, bank: _Boxed) -> Compiled:
    return _compile(bank.bank)


@dataclass(frozen=True)
class _Boxed:
    """A bank as a cache key: by identity, kept alive by the cache."""

    bank: Bank

    def __hash__(self) -> int:
        return id(self.bank)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Boxed) and other.bank is self.bank


def compiled(bank: Bank) -> Compiled:
    """The compiled conditions of ``bank``; made once for each bank."""
    return _cached(0, _Boxed(bank))


def _compile(bank: Bank) -> Compiled:
    own = _conditions(bank)
    childhood = bank.childhood
    watched = (childhood.adult_when, childhood.assessed_when, *childhood.points_to_child)
    return Compiled(
        opens={item: _all([compile_condition(bank, c) for c in each]) for item, each in own.items()},
        prompts={
            (item.id, prompt.n): compile_condition(bank, prompt.when)
            for item in bank.items.values()
            for prompt in item.prompts
            if prompt.when != ALWAYS
        },
        checks=tuple((c, compile_condition(bank, c.needs)) for c in bank.checks()),
        adult_when=compile_condition(bank, childhood.adult_when),
        assessed_when=compile_condition(bank, childhood.assessed_when),
        points_to_child=tuple(compile_condition(bank, c) for c in childhood.points_to_child),
        listeners=_listeners(bank, own),
        childhood_sources=frozenset(set().union(*map(sources_of, watched)) | {AGE_ITEM}),
    )


def _conditions(bank: Bank) -> dict[str, list[Condition]]:
    """What opens each item: its section's condition and its own; items without are left out."""
    found = {
        item.id: [c for c in (bank.sections[item.section].when, item.when) if c != ALWAYS]
        for item in bank.items.values()
    }
    return {item: conditions for item, conditions in found.items() if conditions}


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    first, second = tests
    return lambda world, instance: first(world, instance) and second(world, instance)


def _listeners(bank: Bank, own: dict[str, list[Condition]]) -> dict[str, tuple[Listener, ...]]:
    sources = {item: set().union(*map(sources_of, conditions)) for item, conditions in own.items()}
    ranks = {item: rank for rank, item in enumerate(TopologicalSorter(sources).static_order())}
    found: dict[str, list[Listener]] = {}
    for item, conditions in own.items():
        for source in sources[item]:
            listener = (ranks[item], item, _reach(bank, item, source, conditions))
            found.setdefault(source, []).append(listener)
    return {source: tuple(sorted(each, key=_rank)) for source, each in found.items()}


def _rank(listener: Listener) -> int:
    return listener[0]


def _reach(bank: Bank, item: str, source: str, conditions: Iterable[Condition]) -> Reach:
    repeat = bank.repeat_of(item)
    if repeat is None:
        return Reach.OUTSIDE
    over_all = [part for c in conditions for part in parts_of(c) if isinstance(part, OverItems)]
    if any(source in sources_of(part) for part in over_all):
        return Reach.EVERY_INSTANCE
    same = source in bank.items and bank.repeat_of(source) == repeat
    return Reach.SAME_INSTANCE if same else Reach.EVERY_INSTANCE
