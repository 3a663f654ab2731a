"""By which words a question is found, in the language in use or in English. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from debrief.interview import Interview
from debrief.language import fold
from debrief.tui import phrases
from debrief.tui.outline import Spot


def haystack(interview: Interview, spot: Spot) -> str:
    """Everything a question can be found by: its words, its topic, its name; folded."""
    item = interview.bank.items[spot.item]
    section = interview.bank.sections[item.section].title
    topic = phrases.section_title(interview.bank, item.section)
    words = [item.id, item.label, phrases.item_label(item), section, topic]
    for prompt in item.prompts:
        for route in ("adult", "child"):
            said = phrases.prompt_words(prompt, item.id, route)
            words += [said.text, (prompt.adult if route == "adult" else prompt.child) or ""]
    return fold(" ".join(words))


def nearest(texts: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    """The keys of the texts that hold the most of the words, in their order: all of them, where one does.

    People type whole sentences; a word that stands nowhere must not leave them with nothing."""
    held = {key: sum(word in text for word in wanted) for key, text in texts.items()}
    most = max(held.values(), default=0)
    return [key for key, count in held.items() if count == most and (most or not wanted)]
