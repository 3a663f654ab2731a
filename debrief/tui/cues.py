"""What comes before a question: words to say first, or a child's own words that lead to it. Pure."""

from __future__ import annotations

from debrief.interview import Place, ToSay, path, suggest
from debrief.language import contexts, said
from debrief.tui.outline import Spot
from debrief.tui.working import Working

_CUE = "follow_cue"


def words_first(working: Working, spot: Spot) -> str | None:
    """The text to say before the next question, unless it was left out for now."""
    for each in suggest(working.interview.view, Place(spot.item, spot.instance)):
        if not isinstance(each, ToSay):
            return None
        if each.text not in working.texts_left:
            return each.text
    return None


def wants_cue(working: Working, spot: Spot) -> bool:
    """Whether a child's question stands outside the path, and may be put by a cue alone."""
    interview = working.interview
    if interview.route != "child" or not interview.offered(spot.item, spot.instance):
        return False
    # An instance that is not made yet is on no path; on the path its item is enough.
    return spot.item not in interview.bank.child_core and Place(spot.item, spot.instance) not in path(
        interview.view
    )


def cue_words(working: Working, words: str) -> str:
    """The follow-up that gives the child's words back: “You said …”."""
    text = working.interview.bank.texts[_CUE]
    return said(text.text, contexts.text(_CUE)).text.replace("{their_words}", words.strip())
