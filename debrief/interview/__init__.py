"""The interview: one de-brief as events in, state out. Pure: no clock, no disk, no screen."""

from debrief.interview.address import Address
from debrief.interview.event_json import read_event, write_event
from debrief.interview.events import Event
from debrief.interview.flows import FlowState, StepState, flow_of, raised_flows
from debrief.interview.gates import GateResult
from debrief.interview.interview import Interview
from debrief.interview.offering import WhyNot
from debrief.interview.state import Entry, Override, Sitting
from debrief.interview.suggesting import Place, Suggestion, ToSay, cues, path, suggest

__all__ = [
    "Address",
    "Entry",
    "Event",
    "FlowState",
    "GateResult",
    "Interview",
    "Override",
    "Place",
    "Sitting",
    "StepState",
    "Suggestion",
    "ToSay",
    "WhyNot",
    "cues",
    "flow_of",
    "path",
    "raised_flows",
    "read_event",
    "suggest",
    "write_event",
]
