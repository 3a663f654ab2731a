"""What is told in parts, and cards: added, struck out, put in order, read out."""

from __future__ import annotations

from debrief.bank import Bank
from debrief.bank.schema import SELF
from debrief.interview import Interview
from debrief.language import marked, say
from debrief.plain.choosing import Chooser
from debrief.plain.talk import Talk
from debrief.plain.ways import GoTo
from debrief.tui import phrases
from debrief.tui.outline import Spot, next_instance
from debrief.tui.things import thing_label
from debrief.tui.titles import card_items
from debrief.tui.widgets.spec import Option


def _repeats(interview: Interview) -> list[Option]:
    """Every group, card, and question that is told more than once; by its kind and by its name."""
    bank = interview.bank
    alone = [item.id for item in bank.items.values() if item.repeat == SELF and not item.answer.card]
    return [
        Option(_kind(bank, each), phrases.repeat_label(bank, each), searchable=each)
        for each in (*bank.repeats, *card_items(interview), *alone)
    ]


def _kind(bank: Bank, repeat: str) -> str:
    return (bank.kind_of_card(repeat) if repeat in bank.items else None) or repeat


def _item_of(interview: Interview, kind: str) -> str:
    return interview.bank.item_of_kind(kind) or kind


def _repeat(talk: Talk, rest: str) -> tuple[str, str] | None:
    """The group or card that a line begins with, and what stands behind it."""
    interview = talk.working.interview
    chooser = Chooser(talk.prompts, _repeats(interview))
    wanted, _, behind = rest.partition(" ")
    found = chooser.matching(wanted) if wanted else []
    if len(found) != 1:
        chooser.read_out()
        chosen = chooser.one(say("Which"))
        found, behind = ([chosen] if isinstance(chosen, Option) else []), ""
    return (_item_of(interview, found[0].code), behind.strip()) if found else None


def add(talk: Talk, rest: str) -> None:
    """One more part, or a card, with its name; then to its first question."""
    found = _repeat(talk, rest)
    if found is None:
        return
    repeat, name = found
    interview = talk.working.interview
    number = next_instance(interview, repeat)
    if not talk.do("added", marked("Made."), repeat=repeat, instance=number):
        return
    if repeat not in interview.bank.repeats:
        talk.name_thing(repeat, number, name)
        raise GoTo(Spot(repeat, number))
    raise GoTo(Spot(interview.bank.items_in_repeat(repeat)[0], number))


def strike(talk: Talk, rest: str) -> None:
    """Something made by mistake, with why. It stays in the history."""
    found = _repeat(talk, rest)
    if found is None:
        return
    repeat, behind = found
    number, _, reason = behind.partition(" ")
    number = number or talk.prompts.ask_line(say("Its number"))
    if not number.isdecimal():
        talk.prompts.put(say("Left as it was."))
        return
    why = reason.strip() or talk.prompts.ask_line(
        say("Strike this out? It stays in the history. Why?").rstrip("?")
    )
    if why and talk.do("struck", marked("Struck out."), repeat=repeat, instance=int(number), reason=why):
        talk.gone()


def order(talk: Talk, rest: str) -> None:
    """The order in which the parts of a group are told: all its numbers, in their order."""
    found = _repeat(talk, rest)
    if found is None:
        return
    repeat, behind = found
    listed = behind or talk.prompts.ask_line(say("The numbers in their order"))
    numbers = listed.replace(",", " ").split()
    if not numbers or not all(number.isdecimal() for number in numbers):
        talk.prompts.put(say("Left as it was."))
        return
    talk.do("moved", repeat=repeat, order=[int(number) for number in numbers])


def journey(talk: Talk, rest: str) -> None:
    """Every part of the journey, crossing and place, by number."""
    interview = talk.working.interview
    for repeat in interview.bank.repeats:
        _read_out(talk, repeat)


def cards(talk: Talk, rest: str) -> None:
    """Every card, by kind and number."""
    for item in card_items(talk.working.interview):
        _read_out(talk, item)


def _read_out(talk: Talk, repeat: str) -> None:
    interview = talk.working.interview
    made = interview.instances(repeat)
    talk.prompts.put(f"{phrases.repeat_label(interview.bank, repeat)} ({len(made)})")
    for number in made:
        talk.prompts.put(f"{number} {thing_label(interview, repeat, number)}")
