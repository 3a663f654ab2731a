"""A new thing in two keys: from a field that links to one, from any other field, from the account."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from debrief.interview import Address, Interview
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.outline import next_instance
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.titles import card_items, named_value, title_field
from debrief.tui.working import Working

if TYPE_CHECKING:
    from debrief.tui.screens.question import QuestionScreen
    from debrief.tui.widgets import LinkField

_LETTERS = "pfvlodme"
Made = Callable[[str, int], None]
"""Told the card's item and its number, as soon as it is made."""


def ask_new(screen: CalmScreen[Any], working: Working, then: Callable[[str], None]) -> None:
    """Asks in the strip for the kind of a new card."""
    interview = working.interview
    screen.strip.ask(
        plain(marked("A new card of which kind?")),
        [
            Choice(letter, partial(phrases.card_label, interview.bank, item), item)
            for letter, item in zip(_LETTERS, card_items(interview), strict=False)
        ],
        lambda item, words: then(str(item)),
    )


def make(
    screen: CalmScreen[Any], working: Working, repeat: str, made: Made, named: Callable[[], None] = lambda: None
) -> None:
    """Makes it, links it (``made``), and asks in the strip what it is called; Escape leaves it unnamed."""
    number = next_instance(working.interview, repeat)
    if screen.refuse(working.file.do("added", repeat=repeat, instance=number)):
        return
    made(repeat, number)
    working.heard()
    if title_field(working.interview, repeat) is None:
        return
    screen.strip.ask(
        lambda: say(
            "{what} {number} is made and linked. {field}:",
            what=phrases.repeat_label(working.interview.bank, repeat),
            number=number,
            field=_named_by(working.interview, repeat),
        ),
        (),
        lambda code, words: _named(screen, working, repeat, number, words, named),
        in_words=True,
        left=lambda: screen.tell(plain(marked("Made and linked, without a name."))),
    )


def _named_by(interview: Interview, repeat: str) -> str:
    """What the name will be recorded as: a plate and the number of a paper are no words for the thing."""
    found = title_field(interview, repeat)
    if found is None:
        return ""
    bank = interview.bank
    return phrases.field_label(bank, bank.items[repeat], found[0], bank.answer_of(repeat).fields[found[0]])


def make_thing(screen: QuestionScreen, field: LinkField, kind: str) -> None:
    """From a field that links to things of one kind."""
    repeat = screen.working.interview.bank.item_of_kind(kind)
    if repeat is not None:
        make(
            screen,
            screen.working,
            repeat,
            lambda _, number: field.link(f"{kind}:{number}"),
            lambda: field.relabel(field.spec),
        )


def make_card(screen: QuestionScreen) -> None:
    """From any other field: what is said there mentions the card."""
    address = screen.answering.address_of(screen.focused)
    if not screen.refuse(screen.working.say_all()):
        ask_new(screen, screen.working, lambda repeat: _made_at(screen, repeat, address))


def _made_at(screen: QuestionScreen, repeat: str, address: Address | None) -> None:
    working = screen.working

    def mention(item: str, number: int) -> None:
        entry = working.interview.entry(address) if address else None
        if entry is not None and entry.value is not None:
            passage = {"at": str(address), "version": entry.seq}
            screen.refuse(working.file.do("tagged", passage=passage, address=f"{item}/{number}"))

    make(screen, working, repeat, mention)


def _named(
    screen: CalmScreen[Any],
    working: Working,
    repeat: str,
    number: int,
    words: str,
    named: Callable[[], None],
) -> None:
    found = title_field(working.interview, repeat)
    if found is None:
        return
    name, value = found[0], named_value(found[1], words)
    address = Address(repeat, number, name)
    refused = working.file.do(
        "answered",
        address=str(address),
        state=working.interview.default_state(address),
        value=value,
        provenance={"speaker": "person"},
    )
    if not screen.refuse(refused):
        working.heard()
        named()
        screen.quiet()
