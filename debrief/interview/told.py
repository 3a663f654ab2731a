"""What an account covers, for whoever would ask next: item ids and states, never a word of it.

What was answered, declined, not known or taken back is not asked again (B-10, strategy para 107).
Safeguards, needs and the close belong to the day on which they are asked, and what
keeps a person safe is asked each time: none of that is ever settled by an earlier account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from debrief.bank import Bank
from debrief.interview.account import is_told
from debrief.interview.address import Address
from debrief.interview.record import Record
from debrief.interview.sharing import Filter
from debrief.interview.view import View

_OF_THE_DAY = frozenset({"0", "7", "8"})
"""Sections: safeguards and set-up; needs, risks and referral; close."""


def can_be_told(bank: Bank, item: str) -> bool:
    """Whether an earlier account may settle an item at all."""
    found = bank.items.get(item)
    return (
        found is not None
        and found.asked
        and found.section not in _OF_THE_DAY
        and found.id not in bank.emergency
        and found.sensitivity != "S4"
    )


def told(bank: Bank, states: Mapping[tuple[str, int], str]) -> dict[str, str]:
    """Item to state, from (item, instance) to state: those that nothing is open of."""
    held: dict[str, list[str]] = defaultdict(list)
    for (item, _), state in sorted(states.items()):
        if state in bank.states and can_be_told(bank, item):
            held[item].append(state)
    return {
        item: _one(bank, found)
        for item, found in sorted(held.items())
        if all(bank.states[state].settles for state in found)
    }


def told_by(view: View, allowed: Filter) -> dict[str, str]:
    """What a de-brief covers, without the items whose answers the person keeps from this recipient."""
    kept = {
        address.item
        for address, entries in view.state.entries.items()
        if allowed.category(address, entries[-1].event) == "not_shared_by_wish"
    }
    earlier = {(item, 0): "already_told" for item in view.state.settled if item not in view.state.unlocked}
    own = {(a.item, a.instance): view.state_of(a.whole) for a in view.state.entries if view.entry(a)}
    in_account = {
        (a.item, a.instance): "volunteered"
        for a in (Address.parse(tag.address).whole for tag in view.state.tags)
        if a.item in view.bank.items and is_told(view, a.item, a.instance)
    }
    covered = told(view.bank, {**earlier, **own, **in_account})
    return {item: state for item, state in covered.items() if item not in kept}


def told_in(bank: Bank, record: Record) -> dict[str, str]:
    """What a record covers, as far as its holder can know."""
    states: dict[tuple[str, int], str] = {
        (each.item, 0): "already_told" for each in record.settled if not each.unlocked
    }
    for answer in record.answers:
        place = (answer.item, answer.instance)
        held = states.get(place)
        if held is None or held == "already_told" or answer.value is not None:
            states[place] = answer.state
    return told(bank, states)


def _one(bank: Bank, found: list[str]) -> str:
    """The state of an item told several times: that of a telling, if there was one."""
    return next((state for state in found if bank.states[state].has_value), found[0])
