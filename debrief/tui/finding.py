"""By which words a question is found, in the language in use or in English, or by a name on record. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from debrief.interview import Address, Interview
from debrief.language import findable, fold, has_word
from debrief.tui import phrases
from debrief.tui.outline import Spot, exists
from debrief.tui.tagging import instance_label
from debrief.tui.things import words as words_at

_NAMING = frozenset({"name", "contact", "place"})
"""Types of answers that name somebody or something, whatever script they are written in."""


def haystack(interview: Interview, spot: Spot) -> str:
    """Everything a place can be found by: its words, its topic, its name, and the names on record there."""
    item = interview.bank.items[spot.item]
    section = interview.bank.sections[item.section].title
    topic = phrases.section_title(interview.bank, item.section)
    words = [item.id, item.label, phrases.item_label(item), section, topic]
    for prompt in item.prompts:
        for route in ("adult", "child"):
            said = phrases.prompt_words(prompt, item.id, route)
            words += [said.text, (prompt.adult if route == "adult" else prompt.child) or ""]
    return " ".join((fold(" ".join(words)), *map(findable, _named(interview, spot))))


def place_label(interview: Interview, spot: Spot) -> str:
    """What a place is called in a list; a card by its own name."""
    item = interview.bank.items[spot.item]
    if item.answer.card and exists(interview, spot):
        return instance_label(interview, spot.item, spot.instance)
    return f"{phrases.item_label(item)} {spot.instance}" if spot.instance > 1 else phrases.item_label(item)


def _named(interview: Interview, spot: Spot) -> list[str]:
    """The names on record at a place; of a card what it is called."""
    whole = interview.bank.answer_of(spot.item)
    named = [name for name, spec in whole.fields.items() if spec.type in _NAMING]
    at = [Address(spot.item, spot.instance, name) for name in named]
    at += [Address(spot.item, spot.instance)] if whole.type in _NAMING else []
    names = [words_at(interview, address) for address in at]
    card = [place_label(interview, spot)] if whole.card else []
    return [name for name in (*card, *names) if name]


def nearest(texts: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    """The keys of the texts that hold the most of the words, in their order: all of them, where one does.

    People type whole sentences; a word that stands nowhere must not leave them with nothing."""
    held = {key: sum(has_word(text, word) for word in wanted) for key, text in texts.items()}
    most = max(held.values(), default=0)
    return [key for key, count in held.items() if count == most and (most or not wanted)]
