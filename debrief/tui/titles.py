"""Cards, the field that names a thing, and a name typed in one line as its value. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from debrief.interview import Interview
from debrief.language import script_of
from debrief.tui.things import NAMING

_NAMED_BY: dict[str, Callable[[str], dict[str, str]]] = {
    "name": lambda words: {name_part(words): words},
    "place": lambda words: {"words": words},
    "verbatim_text": lambda words: {"original": words},
}


def card_items(interview: Interview) -> list[str]:
    """The items that are cards, in order."""
    return [item.id for item in interview.bank.items.values() if item.answer.card]


def title_field(interview: Interview, repeat: str) -> tuple[str, str] | None:
    """The field that names a thing, with its type; none for a part of the journey."""
    if repeat not in interview.bank.items:
        return None
    card = interview.bank.items[repeat].answer.card
    fields = interview.bank.answer_of(repeat).fields
    title = interview.bank.cards[card][1] if card else ""
    names = [name for name in (title, *fields) if name in fields and fields[name].type in NAMING]
    return (names[0], fields[names[0]].type) if names else None


def name_part(words: str) -> Literal["roman", "script"]:
    """Which part of a name one line of it is: in Latin letters, or in the person's own script."""
    return "roman" if script_of(words) in ("Latn", "Zyyy") else "script"


def named_value(type_: str, words: str) -> Any:
    """A name typed in one line, as a value of its field."""
    shape = _NAMED_BY.get(type_)
    return shape(words) if shape else words
