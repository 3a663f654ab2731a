"""Leading along the suggestions: words to say first, cues from the child's own words, quiet lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from debrief.bank import AGE_ITEM
from debrief.interview import is_told
from debrief.language import marked, say
from debrief.tui.cues import cue_words, wants_cue, words_first
from debrief.tui.outline import Spot, exists, next_open
from debrief.tui.panes import Choice
from debrief.tui.pause import Pause, pause_due
from debrief.tui.screens.calm import plain
from debrief.tui.spoken import record_said, spoken, spoken_language
from debrief.tui.tagging import from_the_account
from debrief.tui.working import Working

if TYPE_CHECKING:
    from debrief.tui.screens.question import QuestionScreen

_PAUSE = marked("A pause may do good now: F3. (This edition proposes it; no rule does.)")
_WORDS_FIRST = marked("Before the account come the ground rules and the practice: F10 shows the words.")
_TOLD = marked("Told in the account: to be recorded, not asked. “{words}”")
_SAID = marked("From the account: “{words}”")
_OFF_PATH = marked(
    "Not on the child's path: put it only where the child's own words lead here. Ctrl+K keeps those words."
)


class Beside:
    """The quiet lines beside a question. A pause is said once, at the place one is in just then."""

    def __init__(self, working: Working, clock: Callable[[], datetime]) -> None:
        self.working, self.clock = working, clock
        self._told: dict[Pause, Spot] = {}

    def words(self, spot: Spot) -> str:
        working = self.working
        lines = [self._pause(spot)]
        if words := from_the_account(working.interview, spot):
            told = is_told(working.interview.view, spot.item, spot.instance)
            lines.append(say(_TOLD if told else _SAID, words=words))
        if words_first(working, spot):
            lines.append(say(_WORDS_FIRST))
        if wants_cue(working, spot):
            lines.append(say(_OFF_PATH))
        return "\n".join(line for line in lines if line)

    def _pause(self, spot: Spot) -> str:
        interview = self.working.interview
        if interview.route != "child" or interview.state.sitting is None:
            return ""
        due = pause_due(interview, self.clock())
        if due is None or self._told.setdefault(due, spot) != spot:
            return ""
        return say(_PAUSE)


def lead_on(screen: QuestionScreen) -> None:
    """The next suggestion: words to say, or the question to put."""
    working = screen.working
    text = words_first(working, screen.spot)
    if text is not None:
        _say_first(screen, text)
        return
    found = next_open(working.interview, screen.spot)
    if found is not None:
        screen.go(found)
    elif working.interview.route == "child" and working.interview.state.sitting is not None:
        screen.tell(plain(marked("Nothing more is suggested. F8 shows what is waited for.")))
    else:
        screen.tell(plain(marked("No question is open now. F8 shows what is waited for.")))


def not_yet(screen: QuestionScreen) -> bool:
    """Says what was typed; whether one stays: nothing was chosen by it, it was refused, or no age is set."""
    if screen.answering.not_chosen():
        screen.tell(plain(marked("Typed, and nothing chosen. Enter chooses; Ctrl+G once more goes on.")))
        return True
    if screen.refuse(screen.working.say_all()):
        screen.go_again()  # what was refused and not in words is again what is on record
        return True
    if screen.working.interview.age_recorded:
        return False
    if screen.spot.item != AGE_ITEM:
        screen.go(Spot(AGE_ITEM))
    screen.tell(plain(marked("The age position comes first of all.")))
    return True


def back_to_reading(screen: QuestionScreen) -> bool:
    """After a correction that reading back led to: on with the reading, where it was."""
    from debrief.tui.screens.read_back import ReadBackScreen

    at, screen.working.reading_back = screen.working.reading_back, ""
    if not at:
        return False
    screen.app.push_screen(ReadBackScreen(at))
    return True


def _say_first(screen: QuestionScreen, text: str) -> None:
    """One of the texts before the account: said, or left out for now."""
    found = screen.working.interview.bank.texts[text]
    screen.strip.ask(
        lambda: spoken(screen.working, found).text,
        [
            Choice("1", plain(marked("it was said")), "said"),
            Choice("2", plain(marked("left out for now")), "left"),
        ],
        lambda code, _: _was_said(screen, text, code),
    )


def _was_said(screen: QuestionScreen, text: str, code: str | None) -> None:
    working = screen.working
    if code == "said":
        if screen.refuse(record_said(working, text)):
            return
    else:
        working.texts_left.add(text)
    lead_on(screen)


def ask_cue(screen: QuestionScreen) -> None:
    """Which of the child's own words lead to this question. They are kept with it in the log."""
    spot = screen.spot
    if not wants_cue(screen.working, spot):
        screen.tell(lambda: screen.putting.why() or say("No cue is needed here."))
        return
    screen.strip.ask(
        plain(marked("Which words of the child lead here? As they were said.")),
        [],
        lambda _, words: _cued(screen, spot, words),
        in_words=True,
    )


def _cued(screen: QuestionScreen, spot: Spot, words: str) -> None:
    """The cue is on record as a question put, in the words of the follow-up; then it is to be said."""
    working = screen.working
    if not words.strip():
        return
    asked = {"item": spot.item, "form": "cue", "words": cue_words(working, words), **spoken_language(working)}
    events: list[dict[str, Any]] = [{"kind": "prompted", "address": str(spot.address), "asked": asked}]
    if not exists(working.interview, spot):
        repeat = working.interview.bank.repeat_of(spot.item)
        events.insert(0, {"kind": "added", "repeat": repeat, "instance": spot.instance})
    if not screen.refuse(working.file.do_all(events)):
        working.heard()
        screen.tell(lambda: cue_words(working, words))
