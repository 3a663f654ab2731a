"""By which words a question is found, in the language in use or in English, or by a name on record. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from debrief.interview import Address, Interview
from debrief.language import findable, fold, has_word
from debrief.tui import phrases
from debrief.tui.also_called import also_called
from debrief.tui.outline import Spot, exists
from debrief.tui.tagging import instance_label
from debrief.tui.things import words as words_at

_NAMING = frozenset({"name", "contact", "place"})
"""Types of answers that name somebody or something, whatever script they are written in."""

_SHORT_LIST = 40


class Words(NamedTuple):
    """What a line can be found by, folded; for ``has_word``."""

    label: str
    more: str = ""


def words_of(interview: Interview, spot: Spot, label: str = "") -> Words:
    """Everything a place can be found by: what it is called, its words, its topic, its choices, and the
    names on record there."""
    named = map(findable, _named(interview, spot))
    return Words(
        findable(label or place_label(interview, spot)), " ".join((_haystack(interview, spot), *named))
    )


def _haystack(interview: Interview, spot: Spot) -> str:
    """The words of a question, of its topic and of its choices; folded."""
    item = interview.bank.items[spot.item]
    section = interview.bank.sections[item.section].title
    topic = phrases.section_title(interview.bank, item.section)
    words = [item.id, item.label, phrases.item_label(item), section, topic]
    for prompt in item.prompts:
        for route in ("adult", "child"):
            said = phrases.prompt_words(prompt, item.id, route)
            words += [said.text, (prompt.adult if route == "adult" else prompt.child) or ""]
    return fold(" ".join((*words, *_choices(interview, spot.item))))


def _choices(interview: Interview, item: str) -> Iterator[str]:
    """The short lists of an item: who looks for an escape finds how it ended."""
    bank, edition = interview.bank, interview.state.edition
    answer = bank.answer_of(item)
    for spec in (answer, *answer.fields.values()):
        name = spec.choices or ""
        choices = bank.lists[name].choices if name in bank.lists else {}
        if len(choices) <= _SHORT_LIST:
            for code in choices:
                yield f"{phrases.choice_label(bank, name, code, edition)} {also_called(name, code)}"


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


def nearest(texts: Mapping[str, Words], wanted: Sequence[str]) -> list[str]:
    """The keys of the texts that hold the most of the words: all of them, where one does.

    Those that are called so come first, else in their order: Enter takes the first. People type
    whole sentences; a word that stands nowhere must not leave them with nothing."""
    held = {
        key: sum(any(has_word(part, word) for part in text) for word in wanted) for key, text in texts.items()
    }
    most = max(held.values(), default=0)
    found = [key for key, count in held.items() if count == most and (most or not wanted)]
    return sorted(found, key=lambda key: -sum(word in texts[key].label for word in wanted))
