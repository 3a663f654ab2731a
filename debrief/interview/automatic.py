"""The items that nobody fills in: worked out from the events and the other answers."""

from __future__ import annotations

from typing import Any

from debrief.bank.conditions import Today
from debrief.bank.dates import days_of, moved
from debrief.interview.view import View

EIGHTEEN = Today(years=18)


def automatic_values(view: View) -> dict[tuple[str, int], Any]:
    """Values of the automatic items, by (item, instance); fields of a group as a mapping."""
    values: dict[tuple[str, int], Any] = {}
    for number, (what, when, reason) in enumerate(
        [line for sitting in view.state.sittings for line in sitting.log], start=1
    ):
        entry: dict[str, Any] = {"event": {"choice": what}, "at": when}
        if reason:
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
    return values


def _open_items(view: View) -> list[dict[str, str]]:
    """What was not asked, declined, or left for later, with its state."""
    states = view.bank.states
    listed = []
    for address, entries in view.state.entries.items():
        state = entries[-1].state
        if address.field is None and not states[state].has_value:
            listed.append({"item": str(address), "reason": state})
    return sorted(listed, key=lambda each: each["item"])


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
    if period is None or birth is None or period[0] is None or birth[1] is None:
        return None
    return "yes" if period[0] < moved(birth[1], EIGHTEEN) else "no"
