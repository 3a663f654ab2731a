"""The outline: where one is, what is open, on record, withheld, closed or settled. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from debrief.bank import AGE_ITEM
from debrief.bank.schema import Item
from debrief.interview import Address, Interview, Place, Suggestion, is_told, suggest
from debrief.interview.events import Answered, Drafted
from debrief.language import marked as marked_text
from debrief.language import say
from debrief.tui import phrases
from debrief.tui.things import shortened, thing_label


class Mark(StrEnum):
    """How an item stands, told by its shape. The legend is in the help."""

    OPEN = "·"
    TO_RECORD = "-"
    HELD = "✓"
    PARTLY = "~"
    NO_ANSWER = "o"
    WITHHELD = "!"
    SETTLED = "="
    CLOSED = "x"


LEGEND: dict[Mark, str] = {
    Mark.OPEN: marked_text("may be asked now"),
    Mark.TO_RECORD: marked_text("for you to record, not a question"),
    Mark.HELD: marked_text("on record"),
    Mark.PARTLY: marked_text("partly on record"),
    Mark.NO_ANSWER: marked_text("no answer, and why is on record"),
    Mark.WITHHELD: marked_text("withheld until a safeguard is met"),
    Mark.SETTLED: marked_text("settled: told to another agency before"),
    Mark.CLOSED: marked_text("does not apply, by an earlier answer"),
}


@dataclass(frozen=True)
class Spot:
    """A place one can be in: an item, and the instance of its repeat (0 outside repeats)."""

    item: str
    instance: int = 0

    @property
    def address(self) -> Address:
        return Address(self.item, self.instance)


@dataclass(frozen=True)
class Line:
    """One line of the outline."""

    key: str
    """``s:3``, ``i:leg_from/2``, ``g:leg/2`` (an instance), ``+:leg`` (one more)."""
    text: str
    mark: str = ""
    depth: int = 0
    quiet: bool = False


def mark_of(interview: Interview, spot: Spot) -> Mark:
    """How an item stands now."""
    bank = interview.bank
    item = bank.items[spot.item]
    state = interview.status(spot.address)
    if state != "blank":
        known = bank.states[state]
        if not known.has_value:
            return Mark.NO_ANSWER
        return Mark.HELD if known.settles or not item.asked else Mark.PARTLY
    if not interview.is_open(spot.item, spot.instance):
        return Mark.CLOSED
    if item.id in interview.state.settled and item.id not in interview.state.unlocked:
        return Mark.SETTLED
    if not item.asked or (interview.route == "child" and item.child != "ask"):
        return Mark.TO_RECORD
    if is_told(interview.view, spot.item, spot.instance):
        return Mark.TO_RECORD  # the account holds it
    return Mark.WITHHELD if is_withheld(interview, item) else Mark.OPEN


def is_withheld(interview: Interview, item: Item) -> bool:
    """Whether an unmet safeguard withholds the item's questions."""
    if item.id in interview.bank.emergency:
        return False
    stages = ("prompt", "account") if interview.bank.sections[item.section].account else ("prompt",)
    return any(check.blocks for stage in stages for check in interview.checks(stage))  # type: ignore[arg-type]


def spots_of(interview: Interview, section: str) -> Iterator[Spot]:
    """Every place of a section in order: what is told once, then each instance of its group."""
    bank = interview.bank
    items = [i for i in bank.sections[section].items if bank.items[i].form != "A"]
    group = bank.sections[section].repeat
    for item in items:
        repeat = bank.repeat_of(item)
        if repeat is None:
            yield Spot(item)
        elif repeat == item:
            for instance in interview.instances(item) or (next_instance(interview, item),):
                yield Spot(item, instance)
    if group:
        for instance in interview.instances(group):
            for item in items:
                if bank.repeat_of(item) == group:
                    yield Spot(item, instance)


def all_spots(interview: Interview) -> list[Spot]:
    """Every place of the de-brief, section by section."""
    return [spot for section in interview.bank.sections for spot in spots_of(interview, section)]


def not_made(interview: Interview) -> list[Spot]:
    """The places of a group of which there is none yet: typing there makes the first."""
    return [
        Spot(item, next_instance(interview, group))
        for group in interview.bank.repeats
        if not interview.instances(group)
        for item in interview.bank.items_in_repeat(group)
    ]


def next_instance(interview: Interview, repeat: str) -> int:
    """The number of the next instance to be made."""
    return interview.state.made.get(repeat, 0) + 1


def exists(interview: Interview, spot: Spot) -> bool:
    """Whether the spot's instance has been made (it is, as soon as something is said there)."""
    if spot.item not in interview.bank.items:
        return False  # of an earlier version of the questionnaire
    repeat = interview.bank.repeat_of(spot.item)
    return repeat is None or spot.instance in interview.instances(repeat)


def last_spot(interview: Interview) -> Spot | None:
    """Where something was last typed or said."""
    for event in reversed(interview.state.events):
        if isinstance(event, Answered | Drafted):
            address = Address.parse(event.address)
            spot = Spot(address.item, address.instance)
            return spot if exists(interview, spot) else None
    return None


def next_open(interview: Interview, after: Spot | None) -> Spot | None:
    """The next question that may be put: the first suggested after a place.

    A child is led no further than that. With an adult, what an earlier answer of this sitting
    left open follows in the order of the record; from the beginning again at the end.
    """
    suggested = _suggested(interview, after)
    if suggested is not None:
        return suggested
    if interview.route == "child":
        return None
    spots = all_spots(interview)
    start = spots.index(after) + 1 if after in spots else 0
    for spot in (*spots[start:], *spots[:start]):
        if mark_of(interview, spot) in (Mark.OPEN, Mark.PARTLY) and interview.offered(*_pair(spot)):
            return spot
    return None


def following(interview: Interview, here: Spot) -> Spot | None:
    """Where one goes on from a place that is done: the next suggestion, or the next of the record."""
    first = here.item == AGE_ITEM
    if beside := _written_down(interview, here) or _of_the_part(interview, here):
        return beside
    if interview.state.sitting is not None and (first or interview.bank.items[here.item].asked):
        suggested = _suggested(interview, None if first else here)
        if suggested is not None:
            return suggested
    # the age position comes first of all; then the record from its beginning
    begins = first and not interview.state.sittings
    onward = iter(all_spots(interview)) if begins else _after(interview, here)
    rest = (s for s in onward if mark_of(interview, s) in _WAITING)
    return next((s for s in rest if _led(interview, s)), None)


def _written_down(interview: Interview, here: Spot) -> Spot | None:
    """What is told while its questions are withheld goes on beside it: nothing is put to anybody.

    The next suggestion would be of another topic, and what is typed on would be misfiled there.
    """
    bank = interview.bank
    item = bank.items[here.item]
    if not item.asked or not is_withheld(interview, item):
        return None
    group = bank.repeat_of(here.item) in bank.repeats
    for spot in _after(interview, here):
        same = spot.instance == here.instance if group else bank.repeat_of(spot.item) not in bank.repeats
        if bank.items[spot.item].section == item.section and same and mark_of(interview, spot) in _WAITING:
            return spot
    return None


def _of_the_part(interview: Interview, here: Spot) -> Spot | None:
    """What is told of a leg, a crossing or a place of work is written down to its end; F10 goes on asking.

    A child is led so only through a part that the account holds: there is nothing to ask in it.
    """
    group = interview.bank.repeat_of(here.item)
    if group not in interview.bank.repeats:
        return None
    same = [s for s in _after(interview, here) if s.instance == here.instance]
    part = [s for s in same if interview.bank.repeat_of(s.item) == group]
    told = any(_part_of(interview, tag.address) == (group, here.instance) for tag in interview.state.tags)
    waiting = (s for s in part if mark_of(interview, s) in _WAITING)
    return next((s for s in waiting if told or _led(interview, s)), None)


def _part_of(interview: Interview, at: str) -> tuple[str | None, int]:
    """The group and the instance that an address is of, or names whole."""
    item, instance, _ = Address.parse(at)
    return (interview.bank.repeat_of(item) if item in interview.bank.items else item), instance


def _after(interview: Interview, here: Spot) -> Iterator[Spot]:
    """The places of the record after one; all of them where it is none of them."""
    sections = list(interview.bank.sections)
    own = sections.index(interview.bank.items[here.item].section)
    onward = chain.from_iterable(spots_of(interview, section) for section in sections[own:])
    if any(spot == here for spot in onward):
        yield from onward
    else:
        yield from all_spots(interview)


def _suggested(interview: Interview, after: Spot | None) -> Spot | None:
    """The first question suggested after a place, and not that place again."""
    place = None if after is None else Place(after.item, after.instance)
    for each in suggest(interview.view, place):
        if isinstance(each, Suggestion) and (each.item, each.instance) != place:
            return Spot(each.item, each.instance)
    return None


_WAITING = (Mark.OPEN, Mark.PARTLY, Mark.TO_RECORD, Mark.WITHHELD)


def _led(interview: Interview, spot: Spot) -> bool:
    """Whether one is led to a place by itself: to a child's question only where it is suggested."""
    item = interview.bank.items[spot.item]
    talking_with_child = interview.route == "child" and interview.state.sitting is not None
    return not (talking_with_child and item.asked and item.child == "ask")


def _pair(spot: Spot) -> tuple[str, int]:
    return spot.item, spot.instance


def outline(interview: Interview, here: Spot, opened: str) -> list[Line]:
    """The lines: every section, and the places of the one that is opened."""
    lines: list[Line] = []
    said = {address.item for address in interview.state.entries}  # of nothing else a state need be worked out
    for code in interview.bank.sections:
        lines.append(_section(interview, code, opened == code, said))
        if code == opened:
            lines.extend(_within(interview, code, here))
    return lines


def _section(interview: Interview, code: str, opened: bool, said: Container[str]) -> Line:
    held = sum(
        1
        for item in interview.bank.sections[code].items
        if item in said and any(interview.status(a) != "blank" for a in _places(interview, item))
    )
    title = phrases.section_title(interview.bank, code)
    return Line(f"s:{code}", f"{title} {held}" if held else title, "▾" if opened else "▸")


def _places(interview: Interview, item: str) -> list[Address]:
    return [Address(item, n) for n in interview.places(item)]


def _within(interview: Interview, code: str, here: Spot) -> Iterator[Line]:
    bank = interview.bank
    group = bank.sections[code].repeat
    instance = here.instance if group and bank.repeat_of(here.item) == group else 0
    for spot in spots_of(interview, code):
        if group and bank.repeat_of(spot.item) == group:
            continue
        yield _spot(interview, spot, 1)
        if bank.repeat_of(spot.item) == spot.item and _is_last(interview, spot):
            yield Line(f"+:{spot.item}", say("one more"), "+", 2, quiet=True)
    if group:
        for n in interview.instances(group):
            label = shortened(thing_label(interview, group, n), 40)
            yield Line(f"g:{group}/{n}", f"{n} {label}", "▾" if n == instance else "▸", 1)
            if n == instance:
                for item in bank.sections[code].items:
                    if bank.repeat_of(item) == group and bank.items[item].form != "A":
                        yield _spot(interview, Spot(item, n), 2)
        one_more = say("add: {what}", what=phrases.repeat_label(bank, group))
        yield Line(f"+:{group}", one_more, "+", 1, quiet=True)


def _is_last(interview: Interview, spot: Spot) -> bool:
    made = interview.instances(spot.item)
    return bool(made) and made[-1] == spot.instance


def _spot(interview: Interview, spot: Spot, depth: int) -> Line:
    item = interview.bank.items[spot.item]
    label = phrases.item_label(item)
    if item.repeat == "self" and len(interview.instances(spot.item)) > 1:
        label = f"{label} {spot.instance}"
    mark = mark_of(interview, spot)
    return Line(f"i:{spot.address}", label, mark.value, depth, quiet=mark in (Mark.CLOSED, Mark.SETTLED))
