"""Decisions of a lead: which are not signed, and what was decided, in words. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from debrief.interview.state import SHARING, SIGN_OFF
from debrief.language import say
from debrief.tui import phrases
from debrief.tui.working import Working

if TYPE_CHECKING:
    from debrief.desk.overrides import Decision
    from debrief.interview import Interview


def unsigned(desk: Any, working: Working) -> list[Decision]:
    """The decisions of this record whose lead has not signed: verified, not believed."""
    from debrief.desk.overrides import decisions, proved

    signed = proved(desk, working.file)
    return [each for each in decisions(working.file) if each.id not in signed]


def has_decisions(working: Working) -> bool:
    """Whether anybody decided anything here that a lead signs."""
    from debrief.desk.overrides import decisions

    return bool(decisions(working.file))


def decision_words(interview: Interview, decision: Decision) -> str:
    """What was decided, in words."""
    if decision.id == SIGN_OFF:
        what = say("The second sign-off of this record")
    elif decision.id.startswith(SHARING):
        code = decision.id.removeprefix(SHARING)
        agency = phrases.choice_label(interview.bank, "AGENCY", code, interview.state.edition)
        what = say("Shared with {agency} against a wish, or beyond an agreement", agency=agency)
    else:
        check = next(check for check in interview.bank.checks() if check.id == decision.id)
        what = say("Overridden: {safeguard}", safeguard=phrases.check_wants(check))
    return what


def standing_words(interview: Interview, decision: Decision) -> str:
    """What was decided, and that its lead has not signed it."""
    what = decision_words(interview, decision)
    signed = say("Asserted by {lead}, not signed.", lead=decision.lead)
    return f"{what} {signed}" if unicodedata.category(what[-1]) == "Po" else f"{what} · {signed}"
