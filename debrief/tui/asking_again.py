"""What was told to another agency and may be asked again after all, and for which reasons. Pure."""

from __future__ import annotations

from debrief.interview import Interview
from debrief.language import marked

WHY_AGAIN = {
    "safety": marked("somebody's safety depends on it"),
    "wish_to_correct": marked("the person wishes to correct it"),
    "agreed_by_lead": marked("the lead has agreed to it"),
}


def askable_again(interview: Interview) -> list[str]:
    """The items that an earlier account settled and that nobody has unlocked, in the bank's order."""
    state = interview.state
    found = [item for item in state.settled if item not in state.unlocked and item in interview.bank.items]
    return sorted(found, key=lambda item: interview.bank.order[item])
