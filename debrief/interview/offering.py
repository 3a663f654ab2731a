"""Whether a question may be put now, and if not, why not.

Nothing here stops anything from being recorded: a gate withholds our prompts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from debrief.bank.schema import Item, Prompt, Stage
from debrief.interview.address import Address
from debrief.interview.gates import GateResult, unmet
from debrief.interview.state import Entry
from debrief.interview.view import View, world_of

Reason: TypeAlias = Literal[
    "recorded", "child_rule", "closed", "settled", "answered", "withheld", "if_raised",
    "set_aside", "kept_apart", "topic_closed", "stopped", "no_sitting",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One reason why an item is not offered, with the checks that withhold it."""

    reason: Reason
    checks: tuple[GateResult, ...] = ()


def prompts_for(view: View, item: Item, instance: int = 0) -> tuple[Prompt, ...]:
    """The questions of an item on this record's route, follow-ups only where they fit."""
    route, world = view.route(), world_of(view)
    if route == "child" and item.child != "ask":
        return ()
    words = [p for p in item.prompts if (p.child if route == "child" else p.adult)]
    tests = view.compiled.prompts
    return tuple(p for p in words if (item.id, p.n) not in tests or tests[item.id, p.n](world, instance))


def withholding(view: View, item: Item) -> tuple[GateResult, ...]:
    """The unmet checks that withhold an item's questions. The emergency path has none."""
    if item.id in view.bank.emergency:
        return ()
    stages: tuple[Stage, ...] = (
        ("prompt", "account") if view.bank.sections[item.section].account else ("prompt",)
    )
    return tuple(result for stage in stages for result in unmet(view, stage) if result.blocks)


def is_settled(view: View, item: str) -> bool:
    """Whether an earlier account covers the item and nobody unlocked it."""
    return item in view.state.settled and item not in view.state.unlocked


def last_entry(view: View, item: str, instance: int) -> Entry | None:
    """The newest entry of an item or of any of its fields."""
    fields = view.compiled.fields.get(item) or ()
    held = [view.entry(Address(item, instance, name)) for name in (None, *fields)]
    return max((entry for entry in held if entry is not None), key=lambda e: e.seq, default=None)


def is_set_aside(view: View, item: str, instance: int, state: str) -> bool:
    """Whether the item was left for later, or said not to apply, in the sitting under way."""
    if not view.bank.states[state].waits:
        return False
    entry = last_entry(view, item, instance)
    return entry is not None and entry.sitting == len(view.state.sittings)


def reasons(view: View, item: Item, instance: int = 0) -> list[WhyNot]:
    """Every reason why the item is not offered now; none means that it is."""
    found: list[WhyNot] = []
    if not item.asked:
        found.append(WhyNot("recorded"))
    elif view.route() == "child" and item.child != "ask":
        found.append(WhyNot("child_rule"))
    elif item.offer.get(view.route()):
        found.append(WhyNot("if_raised"))
    if not view.is_open(item.id, instance):
        found.append(WhyNot("closed"))
    if is_settled(view, item.id):
        found.append(WhyNot("settled"))
    if any((a.item, a.instance) == (item.id, instance) for a in view.state.kept_apart):
        found.append(WhyNot("kept_apart"))  # told already: it is written down anew, not asked anew
    state = view.state_of(Address(item.id, instance))
    if state != "blank" and not _may_ask_again(view, state):
        found.append(WhyNot("answered"))
    if state != "blank" and is_set_aside(view, item.id, instance, state):
        found.append(WhyNot("set_aside"))
    if checks := withholding(view, item):
        found.append(WhyNot("withheld", checks))
    found.extend(_of_the_sitting(view, item))
    return found


def _may_ask_again(view: View, state: str) -> bool:
    """What was not asked, not understood, partly told, or learned elsewhere is still open."""
    return not view.bank.states[state].settles


def _of_the_sitting(view: View, item: Item) -> list[WhyNot]:
    sitting = view.state.sitting
    if sitting is None:
        return [WhyNot("no_sitting")]
    if sitting.stopped_by or view.state.withdrawn:
        return [WhyNot("stopped")]
    if item.section in sitting.closed_topics or item.id in sitting.closed_topics:
        return [WhyNot("topic_closed")]
    return []
