"""One chord, then one letter: the response state of an answer, with its reason where one is due."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from debrief.bank.schema import State
from debrief.interview import Interview
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.outline import Spot
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import plain

if TYPE_CHECKING:
    from debrief.tui.screens.question import QuestionScreen

AT_HAND = 8
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
_MORE = "more"
_REASONS = (
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


def ask_state(screen: QuestionScreen, page: int = 0) -> None:
    """Shows eight letters, the commonest first; what stands in the field stays until one is pressed."""
    states = settable(screen.working.interview, screen.spot)
    shown = states[page * AT_HAND : (page + 1) * AT_HAND]
    choices = [Choice(str(state.key), partial(phrases.state_label, state), state.code) for state in shown]
    if len(shown) < len(states):
        choices.append(Choice(".", plain(marked("more")), _MORE))
    screen.strip.ask(
        plain(marked("State of this answer. Esc leaves it as it is.")),
        choices,
        lambda code, words: _chosen(screen, str(code), page),
    )


def _chosen(screen: QuestionScreen, code: str, page: int) -> None:
    if code == _MORE:
        states = settable(screen.working.interview, screen.spot)
        ask_state(screen, page + 1 if (page + 1) * AT_HAND < len(states) else 0)
        return
    state = screen.working.interview.bank.states[code]
    if state.reason == "yes":
        _ask_reason(screen, code)
    else:
        set_state(screen, code, None)


def _ask_reason(screen: QuestionScreen, code: str) -> None:
    screen.strip.ask(
        plain(marked("Why? A number, or in words.")),
        [Choice(key, plain(words), words) for key, words in _REASONS],
        # the reason is kept in English, whatever the screen's language: it is read elsewhere
        lambda reason, words: set_state(screen, code, reason or words),
        in_words=True,
    )


def set_state(screen: QuestionScreen, code: str, reason: str | None) -> None:
    """Sets the state, and says so once it is saved."""
    working, spot = screen.working, screen.spot
    if code == "withdrawn":
        refused = working.file.do("withdrew", address=str(spot.address), reason=reason)
        working.heard()
    else:
        refused = working.set_state(spot, code, reason)
    if screen.refuse(refused):
        return
    label = working.interview.bank.states[code]
    screen.tell(lambda: say("State: {state}", state=phrases.state_label(label)))
    screen.go_again()
