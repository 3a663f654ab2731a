"""What each agency still lacks: one de-brief serves them all, or says what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from debrief.bank.check_bank import AGENCIES
from debrief.bank.schema import Item
from debrief.interview.account import is_told
from debrief.interview.address import Address
from debrief.interview.offering import is_settled
from debrief.interview.view import View


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one agency: item ids that are on record, accounted for without a value, and lacking."""

    agency: str
    held: tuple[str, ...]
    accounted: tuple[str, ...]
    lacking: tuple[str, ...]


def needed_by(item: Item, agency: str) -> bool:
    """Whether an agency needs the item (``ALL`` is every agency)."""
    return "ALL" in item.agencies or agency in item.agencies


def coverage(view: View, agency: str) -> Coverage:
    """What ``agency`` has and lacks. A closed or automatic item is not lacking; a settled one is held.

    What the account holds, and no answer yet, is accounted for: it is to be recorded, not asked.
    """
    held, accounted, lacking = [], [], []
    for item in view.bank.items.values():
        if not needed_by(item, agency) or item.form == "A" or item.answer.card:
            continue
        repeat = view.bank.repeat_of(item.id)
        places = view.instances(repeat) if repeat else (0,)
        states = {i: view.state_of(Address(item.id, i)) for i in places if view.is_open(item.id, i)}
        if any(s != "blank" and view.bank.states[s].has_value for s in states.values()) or is_settled(
            view, item.id
        ):
            held.append(item.id)
        elif states and all(s != "blank" or is_told(view, item.id, i) for i, s in states.items()):
            accounted.append(item.id)
        elif states or not places:
            lacking.append(item.id)
    return Coverage(agency, tuple(held), tuple(accounted), tuple(lacking))


def all_coverage(view: View) -> tuple[Coverage, ...]:
    """The coverage of every agency."""
    return tuple(coverage(view, agency) for agency in AGENCIES)
