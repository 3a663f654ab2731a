"""The questionnaire's words in the language of the screen, each under its own context."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from debrief.language import Said, contexts, current, marked, said, say, visual, wrap

if TYPE_CHECKING:  # the questionnaire is read after the first paint
    from debrief.bank import Bank
    from debrief.bank.schema import AnswerSpec, Check, Item, Prompt, RouteName, State

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


def section_title(bank: Bank, code: str) -> str:
    return say(bank.sections[code].title, contexts.section(code))


def item_label(item: Item) -> str:
    return say(item.label, contexts.label(item.id))


def item_guidance(item: Item) -> str:
    return say(item.guidance, contexts.guidance(item.id)) if item.guidance else ""


def field_label(bank: Bank, item: Item, name: str, spec: AnswerSpec) -> str:
    """The label of one field of a group, or of a card."""
    if not spec.label:
        return name
    if item.answer.card:
        return say(spec.label, contexts.card_field(item.answer.card, name))
    return say(spec.label, contexts.field(item.id, name))


def repeat_label(bank: Bank, repeat: str) -> str:
    """What one instance is called: a part of the journey, a card, or the item itself."""
    if repeat in bank.repeats:
        return say(bank.repeats[repeat].label, contexts.repeat(repeat))
    return card_label(bank, repeat) or item_label(bank.items[repeat])


def card_label(bank: Bank, item: str) -> str:
    """The kind of card an item is; empty when it is none."""
    card = bank.items[item].answer.card
    return say(bank.cards[card][2].label, contexts.card(card)) if card and card in bank.cards else ""


def choice_label(bank: Bank, choices: str, code: str, edition: str) -> str:
    """A choice of a list, by its edition's name where the edition has one."""
    choice = bank.lists[choices].choices.get(code)
    if choice is None:
        return code
    own = choice.labels.get(edition)
    if own:
        return say(own, contexts.choice(choices, code, edition))
    other = next(((e, label) for e, label in choice.labels.items() if label), None)
    if choice.label or other is None:
        return say(choice.label, contexts.choice(choices, code))
    return say(other[1] or code, contexts.choice(choices, code, other[0]))


def state_label(state: State) -> str:
    return say(state.label, contexts.state(state.code))


def prompt_words(prompt: Prompt, item: str, route: RouteName, language: str | None = None) -> Said:
    """One question on a route, with the language it is really in and how far to trust it."""
    words = prompt.child if route == "child" else prompt.adult
    return said(words or "", contexts.prompt(item, route, prompt.n), language=language)


def check_wants(check: Check) -> str:
    return say(check.wants, contexts.rule(check.id, "wants"))


def check_why(check: Check) -> str:
    return say(check.why, contexts.rule(check.id, "why"))


def trust(words: Said) -> str:
    """How far a translation may be trusted; nothing in English."""
    found = _TRUST.get(words.status.value) if current().tag != "en" else None
    return say(found) if found else ""
