"""The questionnaire's words as a screen says them, and how a right-to-left text is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from debrief.exchange.labels import (
    card_label,
    choice_label,
    field_label,
    item_label,
    prompt_words,
    repeat_label,
    section_title,
    state_label,
)
from debrief.language import Said, Status, contexts, current, language, marked, say, visual, wrap

if TYPE_CHECKING:  # the questionnaire is read after the first paint
    from debrief.bank.schema import Check, Item

__all__ = [
    "card_label",
    "check_wants",
    "check_why",
    "child_warning",
    "choice_label",
    "draw",
    "drawer",
    "drawer_of",
    "field_label",
    "item_guidance",
    "item_label",
    "leave_order",
    "mirrored",
    "prompt_words",
    "repeat_label",
    "section_title",
    "state_label",
    "terminal_orders",
    "trust",
]

_terminal_orders = False
_TRUST = {
    "draft": marked("Translation: draft, not yet checked by a named reviewer."),
    "fallback": marked("No checked translation: shown in English."),
}
_CHILD_DRAFT = marked("Translation: draft. Nobody has approved it for children.")
_CHILD_WARNING = marked(
    "A child’s words in {name} are drafts that nobody has approved for children. "
    "Let the interpreter look at each before it is said."
)


def leave_order(terminal_orders: bool) -> None:
    """Some terminals put right-to-left text in order themselves: they get it as it is stored."""
    global _terminal_orders
    _terminal_orders = terminal_orders


def terminal_orders() -> bool:
    return _terminal_orders


def mirrored() -> bool:
    """Whether a line begins at the right: pointer and mark stand there, what is beside it at the left."""
    return current().direction == "rtl" and not _terminal_orders


def draw(text: str, width: int) -> list[str]:
    """Lines of a right-to-left text as they are to be drawn."""
    if _terminal_orders:
        return [line for part in text.split("\n") for line in wrap(part, width) or [""]]
    return visual(text, width)


def drawer() -> Callable[[str, int], list[str]] | None:
    """``draw`` where the screen's language runs from the right, else ``None``."""
    return draw if current().direction == "rtl" else None


def item_guidance(item: Item) -> str:
    return say(item.guidance, contexts.guidance(item.id)) if item.guidance else ""


def check_wants(check: Check) -> str:
    return say(check.wants, contexts.rule(check.id, "wants"))


def check_why(check: Check) -> str:
    return say(check.why, contexts.rule(check.id, "why"))


def drawer_of(tag: str) -> Callable[[str, int], list[str]] | None:
    """``draw`` where this language runs from the right, whatever the screen's language is."""
    return draw if language(tag).direction == "rtl" else None


def trust(words: Said, tag: str | None = None, route: str = "") -> str:
    """How far a translation may be trusted, into the screen's language or another; nothing in English."""
    if (tag or current().tag) == "en":
        return ""
    found = _TRUST.get(words.status.value)
    if route == "child" and words.status is Status.DRAFT:
        found = _CHILD_DRAFT
    return say(found) if found else ""


def child_warning(route: str) -> str:
    """Before a child hears words of the screen's language that nobody has approved for children."""
    of = current()
    if route != "child" or of.tag == "en" or of.review.approved_for_children:
        return ""
    return say(_CHILD_WARNING, name=of.own)
