"""The response states that can be set by hand, and the reasons at hand. Pure."""

from __future__ import annotations

from debrief.bank.schema import State
from debrief.interview import Interview
from debrief.language import marked
from debrief.tui.outline import Spot

_COMMON = (
    "unknown", "declined", "not_remembered", "volunteered", "partial", "not_understood",
    "deferred_session", "observed", "reported", "document", "not_asked_relevance", "already_told",
    "not_asked_safety", "restricted", "deferred_specialist", "deferred_abe", "not_asked_interpreter",
    "not_asked_others_present", "not_asked_advice", "withdrawn",
)  # fmt: skip
"""The commonest first. Automatic states are set by the app and have no key here."""
_RECORDED_FIRST = (
    "observed", "reported", "document", "volunteered", "unknown", "deferred_session",
    "not_asked_relevance", "restricted",
)  # fmt: skip
REASONS = (
    ("1", marked("the person asked for it")),
    ("2", marked("not safe to talk about here")),
    ("3", marked("not enough time today")),
    ("4", marked("someone else was in the room")),
    ("5", marked("the interpreter was not suitable")),
    ("6", marked("told by a doctor or lawyer to leave it")),
    ("7", marked("nothing of the kind happened, as told before")),
)


def settable(interview: Interview, spot: Spot) -> list[State]:
    """The states that can be set now by hand, the commonest first."""
    item = interview.bank.items[spot.item]
    asked_of = item.asked and not (interview.route == "child" and item.child != "ask")
    order = _COMMON if asked_of else (*_RECORDED_FIRST, *_COMMON)
    held = interview.status(spot.address) != "blank"
    found: list[State] = []
    for code in order:
        state = interview.bank.states.get(code)
        if state is None or not state.key or state in found:
            continue
        if state.asked and item.asked and not asked_of:
            continue
        if code == "withdrawn" and not held:
            continue
        found.append(state)
    return found
