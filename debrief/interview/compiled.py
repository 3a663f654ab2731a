"""The conditions of a bank, compiled once, and what each of them listens to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
from debrief.bank.evaluate import Test, all_of, compile_condition
from debrief.bank.schema import Check

ROUTE, TODAY, FACTS = "<route>", "<today>", "<facts>"


Place: TypeAlias = tuple[int, str, int]
"""An item's rank (what it listens to ranks before it), the item, the instance; 0 outside repeats."""


@dataclass(frozen=True)
class Listeners:
    """Who reads a thing: items outside repeats, items in the same instance, items in each instance."""

    outside: tuple[Place, ...] = ()
    same_instance: tuple[tuple[int, str], ...] = ()
    every_instance: tuple[tuple[int, str], ...] = ()


NOBODY = Listeners()


@dataclass(frozen=True)
class Compiled:
    """``opens`` holds only items with a condition of their own or of their section."""

    opens: dict[str, Test]
    prompts: dict[tuple[str, int], Test]
    checks: tuple[tuple[Check, Test], ...]
    adult_when: Test
    assessed_when: Test
    points_to_child: tuple[Test, ...]
    listeners: dict[str, Listeners]
    """From what changed to the items whose conditions read it."""
    childhood_sources: frozenset[str]
    """What the route listens to."""
    fields: dict[str, tuple[str, ...]]
    """The fields of each group and card."""


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
        opens={item: all_of([compile_condition(bank, c) for c in each]) for item, each in own.items()},
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
        fields={item: tuple(names) for item in bank.items if (names := bank.answer_of(item).fields)},
    )


def _conditions(bank: Bank) -> dict[str, list[Condition]]:
    """What opens each item: its section's condition and its own; items without are left out."""
    found = {
        item.id: [c for c in (bank.sections[item.section].when, item.when) if c != ALWAYS]
        for item in bank.items.values()
    }
    return {item: conditions for item, conditions in found.items() if conditions}


def _listeners(bank: Bank, own: dict[str, list[Condition]]) -> dict[str, Listeners]:
    sources = {item: set().union(*map(sources_of, conditions)) for item, conditions in own.items()}
    ranks = {name: rank for rank, name in enumerate(TopologicalSorter(sources).static_order())}
    listening: dict[str, list[str]] = {}
    for item in sorted(own, key=ranks.__getitem__):
        for source in sources[item]:
            listening.setdefault(source, []).append(item)
    return {source: _reach(bank, source, items, own, ranks) for source, items in listening.items()}


def _reach(
    bank: Bank, source: str, items: list[str], own: dict[str, list[Condition]], ranks: dict[str, int]
) -> Listeners:
    outside = [item for item in items if bank.repeat_of(item) is None]
    home = bank.repeat_of(source) if source in bank.items else None
    same = [
        item
        for item in items
        if home is not None and bank.repeat_of(item) == home and not _over_instances(source, own[item])
    ]
    every = [item for item in items if item not in outside and item not in same]
    return Listeners(
        tuple((ranks[item], item, 0) for item in outside),
        tuple((ranks[item], item) for item in same),
        tuple((ranks[item], item) for item in every),
    )


def _over_instances(source: str, conditions: Iterable[Condition]) -> bool:
    """Whether some condition reads ``source`` in every instance of its repeat."""
    parts = [part for condition in conditions for part in parts_of(condition)]
    return any(isinstance(part, OverItems) and source in sources_of(part) for part in parts)
