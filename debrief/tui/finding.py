"""By which words a question is found, in the language in use or in English. Pure."""

from __future__ import annotations

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
