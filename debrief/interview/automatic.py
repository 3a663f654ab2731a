"""The items that nobody fills in: worked out from the events and the other answers."""

from __future__ import annotations

from typing import Any

from debrief.bank.conditions import Today
from debrief.bank.dates import days_of, moved
from debrief.bank.schema import Item
from debrief.interview.address import Address
from debrief.interview.view import View

EIGHTEEN = Today(years=18)


def automatic_values(view: View) -> dict[tuple[str, int], Any]:
    """Values of the automatic items, by (item, instance); fields of a group as a mapping."""
    values: dict[tuple[str, int], Any] = {}
    by_hand = view.state.made.get("wel_session_log", 0)
    reasons = view.bank.spec("wel_session_log", "reason")
    for number, (what, when, reason) in enumerate(
        [line for sitting in view.state.sittings for line in sitting.log], start=by_hand + 1
    ):
        entry: dict[str, Any] = {"event": {"choice": what}, "at": when}
        if reason and reasons and view.bank.has_code(reasons.choices or "", reason):
            entry["reason"] = {"choice": reason}
        values["wel_session_log", number] = entry
    if view.state.settled:
        values["set_topics_settled", 0] = [
            {"item": item, "reason": f"{e.agency}, {e.dated}"} for item, e in sorted(view.state.settled.items())
        ]
    if open_items := _open_items(view):
        values["cls_open_items", 0] = open_items
    for instance in view.instances("exp"):
        answer = under_18(view, instance)
        if answer is not None:
            values["exp_under18", instance] = answer
    return {place: value for place, value in values.items() if place[0] in view.bank.items}


def _open_items(view: View) -> list[dict[str, str]]:
    """What was declined, left for later or not asked, with its state: a blank never means no."""
    states = view.bank.states
    listed = {
        str(address): state
        for address in view.state.entries
        if address.field is None
        and (state := view.state_of(address)) != "blank"  # a struck instance is not there
        and not states[state].has_value
    }
    for item in view.bank.items.values():
        repeat = view.bank.repeat_of(item.id)
        for instance in view.instances(repeat) if repeat else (0,):
            address = Address(item.id, instance)
            if item.asked and view.state_of(address) == "blank" and (why := _why_blank(view, item, instance)):
                listed[str(address)] = why
    return [{"item": item, "reason": state} for item, state in sorted(listed.items())]


def _why_blank(view: View, item: Item, instance: int) -> str | None:
    """The automatic state of a question that was never put; ``None`` where the app cannot know."""
    if view.route() == "child" and item.child != "ask":
        return "not_asked_child"
    if not view.is_open(item.id, instance):
        return "not_asked_relevance"
    if item.id in view.state.settled and item.id not in view.state.unlocked:
        return "already_told"
    sittings = view.state.sittings
    if any({item.id, item.section} & sitting.closed_topics for sitting in sittings):
        return "not_asked_distress"
    if sittings and sittings[-1].end_reason == "time":
        return "not_asked_time"
    return None


def under_18(view: View, instance: int) -> str | None:
    """Whether the person was under 18 at any time of a place of stay; the youngest reading counts.

    The start of the period is compared with the latest birth date that is
    stated or assessed: if some reading makes the person under 18, the answer
    is yes; if none does, no; without the dates, what the route says of now is
    not used, and nothing is worked out.
    """
    when = view.held_value("exp_when", instance, None)
    born = view.held_value("per_dob_stated", 0, None)
    if when is None or born is None:
        return None
    period, birth = days_of("date_range", when), days_of("partial_date", born)
    if period is None or birth is None or birth[1] is None:
        return None
    eighteen = moved(birth[1], EIGHTEEN)
    if period[0] is None:  # it began nobody knows when: only its end can say
        return "yes" if period[1] is not None and period[1] < eighteen else None
    return "yes" if period[0] < eighteen else "no"
