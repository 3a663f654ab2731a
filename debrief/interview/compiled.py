"""The conditions of a bank, compiled once, and what each of them listens to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from debrief.bank import AGE_ITEM, Bank
from debrief.bank.conditions import (
    ALWAYS,
    Compare,
    Condition,
    Fact,
    Route,
    Today,
    parts_of,
    refs_of,
    repeats_of,
)
from debrief.bank.evaluate import Test, compile_condition
from debrief.bank.schema import Check

ROUTE, TODAY, FACTS = "<route>", "<today>", "<facts>"


@dataclass(frozen=True)
class Compiled:
    """``opens`` holds only items with a condition of their own or of their section."""

    opens: dict[str, Test]
    prompts: dict[tuple[str, int], Test]
    checks: tuple[tuple[Check, Test], ...]
    adult_when: Test
    assessed_when: Test
    points_to_child: tuple[Test, ...]
    listeners: dict[str, tuple[str, ...]]
    """From what changed to the items whose openness may change, chains followed."""
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
    opens: dict[str, Test] = {}
    direct: dict[str, set[str]] = {}
    for item in bank.items.values():
        section = bank.sections[item.section].when
        own = [c for c in (section, item.when) if c != ALWAYS]
        if not own:
            continue
        tests = [compile_condition(bank, c) for c in own]
        opens[item.id] = tests[0] if len(tests) == 1 else _both(*tests)
        for source in set().union(*(sources_of(c) for c in own)):
            direct.setdefault(source, set()).add(item.id)
    childhood = bank.childhood
    watched = (childhood.adult_when, childhood.assessed_when, *childhood.points_to_child)
    return Compiled(
        opens=opens,
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
        listeners={source: _chain(direct, items) for source, items in direct.items()},
        childhood_sources=frozenset(set().union(*map(sources_of, watched)) | {AGE_ITEM}),
    )


def _both(first: Test, second: Test) -> Test:
    return lambda world, instance: first(world, instance) and second(world, instance)


def _chain(direct: dict[str, set[str]], items: Iterable[str]) -> tuple[str, ...]:
    """The items, and those that listen to them, to the end of each chain."""
    seen: list[str] = []
    waiting = list(items)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.append(name)
            waiting.extend(direct.get(name, ()))
    return tuple(seen)
