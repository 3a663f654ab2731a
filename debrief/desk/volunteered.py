"""Words said unasked, put where they belong: as they were said, with what was asked just before.

    kept = keep_words(file, "offence", {"original": "..."}, before=None, instance=None)

What the words touch is told by the interviewer, never guessed. They stand where they were said as
well (the note, the account): nothing is moved, and a later telling never replaces an earlier one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debrief.desk.debrief_file import DebriefFile
from debrief.errors import Refusal
from debrief.interview import Address, Interview

Words = Mapping[str, Any]
"""A value of type ``verbatim_text``."""

_LAYERS = ("original", "english")


def places(interview: Interview, kind: str) -> tuple[int, ...]:
    """The instances that words of a kind may belong to; none where each telling makes its own."""
    repeat = _repeat(interview, kind)
    return () if repeat == interview.bank.flows[kind].words.item else interview.instances(repeat)


def keep_words(
    file: DebriefFile, kind: str, words: Words, before: Words | None, instance: int | None
) -> int | Refusal:
    """Writes the words into the item of their kind; ``None`` makes a new instance. Returns the instance."""
    interview = file.interview
    flow, repeat = interview.bank.flows[kind], _repeat(interview, kind)
    events: list[dict[str, Any]] = []
    if instance is None:
        instance = interview.state.made.get(repeat, 0) + 1
        events.append({"kind": "added", "repeat": repeat, "instance": instance})
    at = Address(flow.words.item, instance, flow.words.field)
    value = _joined(interview.value(at) if not events else None, words)
    if value is None:  # in another language than the words there: they need a place of their own
        return keep_words(file, kind, words, before, None)
    provenance: dict[str, Any] = {"speaker": "person"}
    if before and (asked := before.get("original")):
        provenance["before"] = asked
    events.append(_answer(at, "volunteered", value, provenance))
    prompt = Address(flow.before.item, instance, flow.before.field)
    if before:
        asked_value = _joined(interview.value(prompt) if len(events) == 1 else None, before)
        events.append(_answer(prompt, "observed", asked_value or dict(before), {"speaker": "officer"}))
    refused = file.do_all(events)
    return instance if refused is None else refused


def _repeat(interview: Interview, kind: str) -> str:
    repeat = interview.bank.repeat_of(interview.bank.flows[kind].words.item)
    assert repeat is not None
    return repeat


def _joined(held: Words | None, words: Words) -> dict[str, Any] | None:
    """What was told before, and below it what is told now; ``None`` where the languages differ."""
    if not held:
        return dict(words)
    if held.get("language") != words.get("language"):
        return None
    both = {name: "\n\n".join(t for t in (held.get(name), words.get(name)) if t) for name in _LAYERS}
    return {**held, **{name: text for name, text in both.items() if text}}


def _answer(at: Address, state: str, value: Words, provenance: dict[str, Any]) -> dict[str, Any]:
    told = {"address": str(at), "state": state, "value": dict(value), "provenance": provenance}
    return {"kind": "answered", **told}
