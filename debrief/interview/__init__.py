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
from debrief.interview.flows import FlowState, StepState, flow_of, raised_flows
from debrief.interview.gates import GateResult
from debrief.interview.interview import Banks, Interview
from debrief.interview.moving import Changes
from debrief.interview.offering import WhyNot
from debrief.interview.passages import sentences, step_at, words
from debrief.interview.state import Entry, Override, Sitting
from debrief.interview.still_missing import StillMissing, still_missing
from debrief.interview.suggesting import Place, Suggestion, ToSay, cues, path, suggest
from debrief.interview.timeline import Dated, doubt, timeline

__all__ = [
    "Address",
    "Banks",
    "Changes",
    "Dated",
    "Entry",
    "Event",
    "FlowState",
    "GateResult",
    "Interview",
    "Linked",
    "Override",
    "Place",
    "Sitting",
    "StepState",
    "StillMissing",
    "Suggestion",
    "ToSay",
    "WhyNot",
    "account_here",
    "account_words",
    "cues",
    "doubt",
    "flow_of",
    "is_told",
    "linked",
    "next_account",
    "note_of",
    "path",
    "raised_flows",
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
