"""Other words that people type for a choice than those its label has. Looked for and never shown."""

from __future__ import annotations

from debrief.language import marked, say

ALSO: dict[tuple[str, str], str] = {
    ("MODE", "on_foot"): marked("walking, walked"),
    ("MODE", "taxi"): marked("cab, minicab"),
    ("MODE", "lorry_cab"): marked("truck, heavy goods vehicle"),
    ("MODE", "lorry_hidden"): marked("truck, heavy goods vehicle, trailer"),
    ("MODE", "train"): marked("railway, by rail"),
    ("MODE", "commercial_flight"): marked("plane, aeroplane, airplane, by air, airline, airport, flew"),
    ("MODE", "private_aircraft"): marked("plane, aeroplane, airplane, by air, helicopter, flew"),
    ("MODE", "small_boat"): marked("dinghy, raft, inflatable, by sea"),
    ("MODE", "ferry_foot"): marked("boat, by sea"),
    ("MODE", "ferry_vehicle"): marked("boat, by sea"),
    ("MODE", "ship"): marked("boat, vessel, by sea"),
}
"""By list and code. A translator gives the words of their own language, as many as there are."""


def also_called(choices: str, code: str) -> str:
    """The other words for a choice, in the language of the screen and in English; mostly none."""
    words = ALSO.get((choices, code))
    return f"{say(words)} {words}" if words else ""
