"""What is on record, answer by answer; and beside somebody's words their translations and what was asked.

The first words stay as they are. A layer is an event of its own: as interpreted, or a checked translation,
with who made it and when; each stays in the history, and the last of a kind is read. Pure.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from debrief.interview import Address, Interview
from debrief.interview.events import Queried
from debrief.language import day, marked, say
from debrief.tui import phrases
from debrief.tui.earlier import earlier_answers
from debrief.tui.working import Working

LAYERS = {
    "english": marked("As interpreted into English"),
    "checked": marked("Checked translation"),
}


def answers_held(working: Working) -> list[tuple[Address, str]]:
    """Every answer that holds a value now, by its title: never its words."""
    interview, found = working.interview, []
    order = interview.bank.order
    here = [address for address in interview.state.entries if address.item in order]
    for address in sorted(here, key=lambda a: (order[a.item], a.instance)):
        entry, item = interview.entry(address), interview.bank.items[address.item]
        spec = interview.bank.spec(address.item, address.field)
        if entry is None or entry.value is None or spec is None:
            continue
        label = phrases.item_label(item)
        if address.field:
            label = f"{label}, {phrases.field_label(interview.bank, item, address.field, spec)}"
        found.append((address, f"{label} ({address.instance})" if address.instance else label))
    return found + [(address, label) for address, label, _ in earlier_answers(interview)]


def words_held(working: Working) -> list[tuple[Address, str]]:
    """Every answer that holds somebody's words, by its title."""
    bank, found = working.interview.bank, []
    for address, label in answers_held(working):
        spec = bank.spec(address.item, address.field) if address.item in bank.items else None
        if spec is not None and spec.type == "verbatim_text":
            found.append((address, label))
    return found


def has_words(working: Working) -> bool:
    """Whether there is anything to translate."""
    return bool(words_held(working))


def all_words(interview: Interview, address: Address) -> list[str]:
    """The words themselves in each layer they were written down in, and what stands beside them."""
    value = cast("dict[str, str]", interview.value(address) or {})
    written = [value[part] for part in ("original", "english", "checked") if value.get(part)]
    return [*written, *beside(interview, address)]


def beside(interview: Interview, address: Address) -> list[str]:
    """Each translation with who made it and when, and each question about the words."""
    lines = []
    for each in interview.state.layers.get(address, ()):
        layer, when = say(LAYERS[each.layer]), _day(each.at)
        who = say("{layer}, {who}, {when}", layer=layer, who=each.translator, when=when)
        lines.append(f"{who}: {each.text}")
    asked = [event for event in _queries(interview) if event.address == str(address)]
    return lines + [say("Asked on {when}: {words}", when=_day(e.at), words=e.text) for e in asked]


def is_asked(interview: Interview, address: Address) -> bool:
    """Whether there is a question about these words since they were last said."""
    entry = interview.entry(address)
    since = entry.seq if entry is not None else 0
    return any(event.address == str(address) for event in _queries(interview, since))


def _queries(interview: Interview, since: int = 0) -> list[Queried]:
    return [event for event in interview.state.events[since:] if isinstance(event, Queried)]


def _day(at: str) -> str:
    return day(datetime.fromisoformat(at).date())
