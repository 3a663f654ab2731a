"""One chord, then one letter: the response state of an answer, with its reason where one is due."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import plain
from debrief.tui.settable import REASONS, settable

if TYPE_CHECKING:
    from debrief.tui.screens.question import QuestionScreen

AT_HAND = 8
_MORE = "more"


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
        [Choice(key, plain(words), words) for key, words in REASONS],
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
