"""A new thing in two keys, from any field that links to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.interview import Address
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.outline import next_instance
from debrief.tui.screens.calm import plain
from debrief.tui.titles import named_value, title_field

if TYPE_CHECKING:
    from debrief.tui.screens.question import QuestionScreen
    from debrief.tui.widgets import LinkField


def make_thing(screen: QuestionScreen, field: LinkField, kind: str) -> None:
    """Makes it, links it, and asks in the strip what it is called; Escape leaves it without a name."""
    working = screen.working
    repeat = working.interview.bank.item_of_kind(kind)
    if repeat is None:
        return
    number = next_instance(working.interview, repeat)
    if screen.refuse(working.file.do("added", repeat=repeat, instance=number)):
        return
    field.link(f"{kind}:{number}")
    working.heard()
    what = repeat
    screen.strip.ask(
        lambda: say(
            "{what} {number} is made and linked. What is it called?",
            what=phrases.repeat_label(working.interview.bank, what),
            number=number,
        ),
        (),
        lambda code, words: _named(screen, field, repeat, number, words),
        in_words=True,
        left=lambda: screen.tell(plain(marked("Made and linked, without a name."))),
    )


def _named(screen: QuestionScreen, field: LinkField, repeat: str, number: int, words: str) -> None:
    found = title_field(screen.working.interview, repeat)
    if found is None:
        return
    name, value = found[0], named_value(found[1], words)
    address = Address(repeat, number, name)
    refused = screen.working.file.do(
        "answered",
        address=str(address),
        state=screen.working.interview.default_state(address),
        value=value,
        provenance={"speaker": "person"},
    )
    if not screen.refuse(refused):
        screen.working.heard()
        field.relabel(field.spec)
        screen.quiet()
