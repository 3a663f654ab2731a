"""By which words a question is found, in the language in use or in English. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from debrief.interview import Interview
from debrief.language import fold
from debrief.tui import phrases
from debrief.tui.outline import Spot

_SHORT_LIST = 40


class Words(NamedTuple):
    """What a line can be found by, folded."""

    label: str
    more: str = ""


def findable(interview: Interview, spot: Spot, label: str = "") -> Words:
    """Everything a question can be found by: its label, its words, its topic, its choices."""
    own = phrases.item_label(interview.bank.items[spot.item])
    return Words(fold(label or own), _haystack(interview, spot))


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
            yield from (phrases.choice_label(bank, name, code, edition) for code in choices)


def nearest(texts: Mapping[str, Words], wanted: Sequence[str]) -> list[str]:
    """The keys of the texts that hold the most of the words: all of them, where one does.

    Those that are called so come first, else in their order: Enter takes the first. People type
    whole sentences; a word that stands nowhere must not leave them with nothing."""
    held = {key: sum(word in text.label or word in text.more for word in wanted) for key, text in texts.items()}
    most = max(held.values(), default=0)
    found = [key for key, count in held.items() if count == most and (most or not wanted)]
    return sorted(found, key=lambda key: -sum(word in texts[key].label for word in wanted))
