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
from debrief.language import Said, contexts, current, marked, say, visual, wrap

if TYPE_CHECKING:  # the questionnaire is read after the first paint
    from debrief.bank.schema import Check, Item

__all__ = [
    "card_label",
    "check_wants",
    "check_why",
    "choice_label",
    "draw",
    "drawer",
    "field_label",
    "item_guidance",
    "item_label",
    "leave_order",
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


def leave_order(terminal_orders: bool) -> None:
    """Some terminals put right-to-left text in order themselves: they get it as it is stored."""
    global _terminal_orders
    _terminal_orders = terminal_orders


def terminal_orders() -> bool:
    return _terminal_orders


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


def trust(words: Said) -> str:
    """How far a translation may be trusted; nothing in English."""
    found = _TRUST.get(words.status.value) if current().tag != "en" else None
    return say(found) if found else ""
