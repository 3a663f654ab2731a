"""How far work is, in words, with the key that stops it, as long as it can be stopped."""

from __future__ import annotations

from debrief.language import say
from debrief.process.stopping import Progress, Work

_WIDTH = 20


def bar(done: int, of: int) -> str:
    """So many of so many, drawn."""
    full = _WIDTH * done // max(of, 1)
    return "█" * full + "░" * (_WIDTH - full)


def how_far(work: Work, words: str) -> str:
    """The step it is at; ``words`` (not yet translated) where it names none."""
    if work.is_stopping:
        return say("Stopping…")
    at = work.progress
    ends = say("It is being kept, and goes to its end.") if work.is_committed else say("Esc stops.")
    parts = [_step(at, words), _count(at), ends]
    return " ".join(filter(None, parts))


def _step(at: Progress, words: str) -> str:
    named = say(at.words or words)
    if not 0 < at.step <= at.steps:
        return named
    return say("Step {number} of {count}: {what}.", number=at.step, count=at.steps, what=named)


def _count(at: Progress) -> str:
    if at.of:
        return f"{bar(at.done, at.of)} " + say("{count} of {number}.", count=at.done, number=at.of)
    return say("{count} so far.", count=at.done) if at.done else ""
