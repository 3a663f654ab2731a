"""The questionnaire's words in the language in use, each under its own context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.language import Said, contexts, said, say

if TYPE_CHECKING:  # the screens say these words before the questionnaire is read
    from debrief.bank import Bank
    from debrief.bank.schema import AnswerSpec, Item, Prompt, RouteName, State
    from debrief.interview import Address


def section_title(bank: Bank, code: str) -> str:
    return say(bank.sections[code].title, contexts.section(code))


def item_label(item: Item) -> str:
    return say(item.label, contexts.label(item.id))


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


def answer_label(bank: Bank, address: Address) -> str:
    """The item, its field, and which of several it is told of."""
    item = bank.items[address.item]
    label = item_label(item)
    if address.field:
        spec = bank.answer_of(address.item).fields[address.field]
        label = f"{label}, {field_label(bank, item, address.field, spec)}"
    if not address.instance:
        return label
    repeat = bank.repeat_of(address.item) or address.item
    number = str(address.instance)
    return f"{label} ({number if repeat == address.item else f'{repeat_label(bank, repeat)} {number}'})"


def card_label(bank: Bank, item: str) -> str:
    """The kind of card an item is; empty when it is none."""
    card = bank.items[item].answer.card
    return say(bank.cards[card][2].label, contexts.card(card)) if card and card in bank.cards else ""


def choice_label(bank: Bank, choices: str, code: str, edition: str) -> str:
    """A choice of a list, by its edition's name where the edition has one."""
    return choice_said(bank, choices, code, edition).text if code in bank.lists[choices].choices else code


def choice_said(bank: Bank, choices: str, code: str, edition: str, language: str | None = None) -> Said:
    """The same of a choice that there is, with the language it is really in and how far to trust it."""
    choice = bank.lists[choices].choices[code]
    own = choice.labels.get(edition)
    if own:
        return said(own, contexts.choice(choices, code, edition), language=language)
    other = next(((e, label) for e, label in choice.labels.items() if label), None)
    if choice.label or other is None:
        return said(choice.label, contexts.choice(choices, code), language=language)
    return said(other[1] or code, contexts.choice(choices, code, other[0]), language=language)


def state_label(state: State) -> str:
    return say(state.label, contexts.state(state.code))


def prompt_words(prompt: Prompt, item: str, route: RouteName, language: str | None = None) -> Said:
    """One question on a route, with the language it is really in and how far to trust it."""
    words = (prompt.child if route == "child" else prompt.adult) or ""
    return said(words, contexts.prompt(item, route, prompt.n), language=language)
