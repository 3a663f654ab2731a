"""The conditions of a bank, compiled once, and what each of them listens to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from debrief.bank import AGE_ITEM, Bank
from debrief.bank.conditions import ALWAYS, Condition
from debrief.bank.evaluate import Test, all_of, compile_condition
from debrief.bank.schema import Check
from debrief.interview.listening import Listeners, listeners_of, needs_of, sources_of


@dataclass(frozen=True)
class Compiled:
    """``opens`` holds only items with a condition of their own or of their section."""

    opens: dict[str, Test]
    prompts: dict[tuple[str, int], Test]
    checks: tuple[tuple[Check, Test], ...]
    flows: dict[str, Test]
    """By flow, whether it is raised; by step, whether it is done."""
    adult_when: Test
    assessed_when: Test
    points_to_child: tuple[Test, ...]
    listeners: dict[str, Listeners]
    """From what changed to the items whose conditions read it."""
    needs: dict[str, tuple[tuple[str, bool], ...]]
    """What has to be open for an item to be open, and whether in its own instance."""
    childhood_sources: frozenset[str]
    """What the route listens to."""
    fields: dict[str, tuple[str, ...]]
    """The fields of each group and card."""


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
        flows=_flows(bank),
        adult_when=compile_condition(bank, childhood.adult_when),
        assessed_when=compile_condition(bank, childhood.assessed_when),
        points_to_child=tuple(compile_condition(bank, c) for c in childhood.points_to_child),
        listeners=listeners_of(bank, own),
        needs=needs_of(bank, own),
        childhood_sources=frozenset(set().union(*map(sources_of, watched)) | {AGE_ITEM}),
        fields={item: tuple(names) for item in bank.items if (names := bank.answer_of(item).fields)},
    )


def _flows(bank: Bank) -> dict[str, Test]:
    raised = {flow.id: flow.raised for flow in bank.flows.values()}
    done = {step.id: step.done for flow in bank.flows.values() for step in flow.steps}
    return {name: compile_condition(bank, condition) for name, condition in (raised | done).items()}


def _conditions(bank: Bank) -> dict[str, list[Condition]]:
    """What opens each item: its section's condition and its own; items without are left out."""
    found = {
        item.id: [c for c in (bank.sections[item.section].when, item.when) if c != ALWAYS]
        for item in bank.items.values()
    }
    return {item: conditions for item, conditions in found.items() if conditions}
