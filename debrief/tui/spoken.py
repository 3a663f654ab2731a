"""The words around the questions: which there are, in whose language, and which were said."""

from __future__ import annotations

from datetime import datetime

from debrief.bank.schema import SpokenText
from debrief.errors import Refusal
from debrief.interview import Interview
from debrief.interview.events import TextSaid
from debrief.language import Said, contexts, current, said, say
from debrief.tui import phrases
from debrief.tui.working import Working, iso_639_3

_ELSEWHERE = frozenset({"follow_up"})
"""Follow-ups take the person's own words into them: they belong to a question (Ctrl+K)."""


def texts_of(interview: Interview) -> list[SpokenText]:
    """What is read out on this route, in the order of a talk."""
    route = interview.route
    return [t for t in interview.bank.texts.values() if t.who in (route, "all") and t.use not in _ELSEWHERE]


def spoken(working: Working, text: SpokenText, language: str | None = None) -> Said:
    """A text in a language (the screen's where none is named), with what it leaves open filled in."""
    found = said(text.text, contexts.text(text.id), language=language)
    return found._replace(text=_filled(working, found.text))


def _filled(working: Working, words: str) -> str:
    interview = working.interview
    opened = interview.state.opened
    agency = opened.agency if opened else ""
    named = phrases.choice_label(interview.bank, "AGENCY", agency, interview.state.edition)
    words = words.replace("{interviewer}", say("(your name)")).replace("{agency}", named)
    return words.replace("{recipients}", say("(say to whom)"))


def last_said(interview: Interview) -> dict[str, str]:
    """When each text was said last, as the event has it."""
    return {event.text: event.at for event in interview.state.events if isinstance(event, TextSaid)}


def said_now(interview: Interview, at: str | None) -> bool:
    """Whether that was in the sitting under way, or in the last one where none is."""
    sittings = interview.state.sittings
    if at is None or not sittings:
        return at is not None
    return datetime.fromisoformat(at) >= datetime.fromisoformat(sittings[-1].began)


def unsaid(interview: Interview, use: str) -> list[SpokenText]:
    """The texts of one use that were not said in this sitting."""
    at = last_said(interview)
    return [t for t in texts_of(interview) if t.use == use and not said_now(interview, at.get(t.id))]


def record_said(working: Working, text: str) -> Refusal | None:
    """Puts on record that a text was said, and in which language."""
    refused = working.file.do("text_said", text=text, **spoken_language(working))
    if refused is None:
        working.heard()
    return refused


def spoken_language(working: Working) -> dict[str, str]:
    """The language of the screen, as events carry it; nothing where it has no code."""
    code = iso_639_3(current().tag, working.interview.bank)
    return {} if code == "und" else {"language": code}


def stop_words(working: Working) -> str:
    """What the person hears at a stop."""
    text = working.interview.bank.texts.get(f"stop_ok_{working.interview.route}")
    return spoken(working, text).text if text else ""
