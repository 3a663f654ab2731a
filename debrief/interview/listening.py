"""Who listens to what: which items a change can open or close, and what an item cannot do without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TypeAlias

from debrief.bank import Bank
from debrief.bank.conditions import (
    All,
    Any,
    Compare,
    Condition,
    Fact,
    OverItems,
    Ref,
    Route,
    Today,
    parts_of,
    refs_of,
    repeats_of,
)

ROUTE, TODAY, FACTS = "<route>", "<today>", "<facts>"

Place: TypeAlias = tuple[int, str, int]
"""An item's rank (what it listens to ranks before it), the item, the instance; 0 outside repeats."""

Conditions: TypeAlias = Mapping[str, list[Condition]]
"""By item, what all must hold for it to be open."""


@dataclass(frozen=True)
class Listeners:
    """Who reads a thing: items outside repeats, and items inside one."""

    outside: tuple[Place, ...]
    inside: tuple[tuple[int, str, bool], ...]
    """Rank, item, and whether it reads its own instance alone and not every one."""


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


def listeners_of(bank: Bank, conditions: Conditions) -> dict[str, Listeners]:
    """By source, the items that look again when it changes."""
    sources = {item: set().union(*map(sources_of, each)) for item, each in conditions.items()}
    ranks = {name: rank for rank, name in enumerate(TopologicalSorter(sources).static_order())}
    found: dict[str, list[str]] = {}
    for item in conditions:
        for source in sources[item]:
            found.setdefault(source, []).append(item)
    return {source: _laid_out(bank, source, items, conditions, ranks) for source, items in found.items()}


def _laid_out(
    bank: Bank, source: str, items: list[str], conditions: Conditions, ranks: dict[str, int]
) -> Listeners:
    home = bank.repeat_of(source) if source in bank.items else None
    outside, inside = [], []
    for item in items:
        repeat = bank.repeat_of(item)
        if repeat is None:
            outside.append((ranks[item], item, 0))
        else:
            own = repeat == home and not _over_instances(source, conditions[item])
            inside.append((ranks[item], item, own))
    return Listeners(tuple(outside), tuple(inside))


def _over_instances(source: str, conditions: Iterable[Condition]) -> bool:
    """Whether some condition reads ``source`` in every instance of its repeat."""
    parts = [part for condition in conditions for part in parts_of(condition)]
    return any(isinstance(part, OverItems) and source in sources_of(part) for part in parts)


def needs_of(bank: Bank, conditions: Conditions) -> dict[str, tuple[tuple[str, bool], ...]]:
    """By item, what has to be open for it to be open, and whether that stands in the same instance.

    A closed item reads as empty, and a comparison with an empty answer is false:
    so an item whose conditions all stand on a closed one is closed, unread.
    """
    return {
        item: tuple(
            (source, bank.repeat_of(source) is not None)
            for source in sorted(frozenset().union(*map(_needed, each)))
            if source in conditions
        )
        for item, each in conditions.items()
    }


def _needed(condition: Condition) -> frozenset[str]:
    """The items without whose answers the condition is false."""
    match condition:
        case Compare(operator="status") | Compare(operator="answered", operand=False):
            return frozenset()
        case Compare(ref=ref, operand=operand):
            return frozenset({ref.item} | ({operand.item} if isinstance(operand, Ref) else set()))
        case All(parts):
            return frozenset().union(*map(_needed, parts))
        case Any(parts):
            return frozenset.intersection(*map(_needed, parts))
    return frozenset()
