"""Answers from an earlier version of the questionnaire that have no fitting place in this one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from debrief.interview import Address, Interview
from debrief.language import say
from debrief.tui import phrases


def earlier_answers(interview: Interview) -> list[tuple[Address, str, str]]:
    """Each that holds a value and was not taken back: where, what it is called, its words as recorded."""
    found = []
    for address in sorted(interview.state.kept_apart, key=str):
        entry = interview.history(address)[-1]
        if entry.value is not None:
            found.append((address, earlier_label(interview, address), plain(entry.value)))
    return found


def earlier_label(interview: Interview, address: Address) -> str:
    """What it was called, and that it is from an earlier version."""
    label = phrases.item_label(interview.view.item_of(address.item))
    if address.instance:
        label = f"{label} ({address.instance})"
    if address.field:
        label = f"{label}, {address.field}"
    return say("{what} (earlier version)", what=label)


def plain(value: Any) -> str:
    """A value as it was recorded, whatever form it had: its words and codes, one after the other."""
    return " · ".join(_parts(value))


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _parts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _parts(part)
    else:
        yield str(value)
