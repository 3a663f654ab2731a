"""The interview: one de-brief as events in, state out. Pure: no clock, no disk, no screen."""

from debrief.interview.account import (
    Linked,
    account_here,
    account_words,
    is_told,
    linked,
    next_account,
    note_of,
    splice,
    superseded,
    versions,
    words_of,
)
from debrief.interview.address import Address
from debrief.interview.event_json import read_event, write_event
from debrief.interview.events import Event
from debrief.interview.gates import GateResult
from debrief.interview.interview import Interview
from debrief.interview.offering import WhyNot
from debrief.interview.passages import sentences, step_at, words
from debrief.interview.state import Entry, Override, Sitting
from debrief.interview.still_missing import StillMissing, still_missing
from debrief.interview.suggesting import Place, Suggestion, ToSay, cues, path, suggest
from debrief.interview.timeline import Dated, doubt, timeline

__all__ = [
    "Address",
    "Dated",
    "Entry",
    "Event",
    "GateResult",
    "Interview",
    "Linked",
    "Override",
    "Place",
    "Sitting",
    "StillMissing",
    "Suggestion",
    "ToSay",
    "WhyNot",
    "account_here",
    "account_words",
    "cues",
    "doubt",
    "is_told",
    "linked",
    "next_account",
    "note_of",
    "path",
    "read_event",
    "sentences",
    "splice",
    "step_at",
    "still_missing",
    "suggest",
    "superseded",
    "timeline",
    "versions",
    "words",
    "words_of",
    "write_event",
]
