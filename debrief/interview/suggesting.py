"""What comes next, of what may be put: an order for the talk, never a duty.

A child is led along the child core path (content A.5) and no further by itself: another
question comes only where the interviewer named it as a cue from the child's own words.
With an adult the open questions of a section come before the focused ones, and crossing
the border comes last of the account. Whatever is suggested is also offered
(``offering``); what is offered need not be suggested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from debrief.bank import Bank
from debrief.bank.schema import SpokenText
from debrief.interview.account import is_told
from debrief.interview.address import Address
from debrief.interview.events import Prompted
from debrief.interview.offering import last_entry, reasons
from debrief.interview.view import View

MOST_FOCUSED = 3
"""So many focused or closed questions are suggested at a time (content A.5)."""

LAST_OF_THE_ACCOUNT = "4"
"""Crossing the border: nearest to offences and to asylum, so asked when the rest is told."""

_BEFORE_PRACTICE = "per_called"
"""The last question of the child core path before the practice narrative (content A.5)."""

_GROUND = ("ground_rule", "practice")

Why: TypeAlias = Literal["core", "cue", "open", "focused"]


class Place(NamedTuple):
    """An item, and the instance of its repeat (0 outside repeats)."""

    item: str
    instance: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that may be put next. ``why``: on the child's path, by a cue, or its form."""

    item: str
    instance: int
    why: Why


@dataclass(frozen=True, slots=True)
class ToSay:
    """Words to say before the account: a ground rule, or the practice narrative (B-18)."""

    text: str


Next: TypeAlias = Suggestion | ToSay


def suggest(view: View, after: Place | None = None) -> tuple[Next, ...]:
    """What to put or say next, best first; from ``after`` on, then round from the beginning.

    Nothing outside a sitting, on a break or after a stop. Nothing twice.
    """
    sitting = view.state.sitting
    if sitting is None or sitting.on_break or sitting.stopped_by:
        return ()
    places = path(view)
    ready = {place for place in places if _is_ready(view, place)}
    start = _start(view.bank, places, after)
    turned = [*places[start:], *places[:start]]
    fit = [p for p in turned if p in ready and not _left_to_open(view.bank, p, places, ready)]
    return tuple(_with_words(view, _few_focused(view.bank, fit)))


def path(view: View) -> tuple[Place, ...]:
    """Every place of this route in the order it is led along, whether or not it may be put now."""
    names = _child_path(view) if view.route() == "child" else _adult_path(view.bank)
    places = list(_told_in_turn(view, names))
    if view.route() == "child":
        core = frozenset(view.bank.child_core)
        cued = set(cues(view))
        places = [p for p in places if p.item in core or p in cued]
    else:
        places.sort(key=lambda p: _adult_rank(view.bank, p.item))
    return tuple(places)


def cues(view: View) -> tuple[Place, ...]:
    """The places that the interviewer opened by a cue: a question put as one, by ``Prompted``."""
    found = {
        _place(event.address): None
        for event in view.state.events
        if isinstance(event, Prompted) and event.asked.form == "cue"
    }
    items = view.bank.items  # an earlier version of the questionnaire may have had others
    return tuple(p for p in found if p.item in items and items[p.item].asked and items[p.item].child == "ask")


def _place(address: str) -> Place:
    item, instance, _ = Address.parse(address)
    return Place(item, instance)


# -- the order -----------------------------------------------------------------------------


def _child_path(view: View) -> list[str]:
    """The core items, and after the last of their section what was cued there."""
    bank, core = view.bank, list(view.bank.child_core)
    cued = sorted({p.item for p in cues(view)} - set(core), key=lambda item: bank.order[item])
    for item in cued:
        section = bank.items[item].section
        at = [n for n, name in enumerate(core) if bank.items[name].section == section]
        core.insert(at[-1] + 1 if at else len(core), item)
    return core


def _adult_path(bank: Bank) -> list[str]:
    return [item for section in bank.sections.values() for item in section.items if bank.items[item].asked]


def _adult_rank(bank: Bank, item: str) -> tuple[int, bool]:
    """By section, the border after the last of the account; within one, open before focused."""
    codes = [code for code in bank.sections if code != LAST_OF_THE_ACCOUNT]
    account = [n for n, code in enumerate(codes) if bank.sections[code].account]
    if LAST_OF_THE_ACCOUNT in bank.sections:
        codes.insert(account[-1] + 1 if account else len(codes), LAST_OF_THE_ACCOUNT)
    return codes.index(bank.items[item].section), bank.items[item].form != "O"


def _told_in_turn(view: View, names: Iterable[str]) -> Iterator[Place]:
    """Each item in each instance; the items of one leg or entry before those of the next."""
    for repeat, items in groupby(names, view.bank.repeat_of):
        if repeat is None:
            yield from (Place(item) for item in items)
        else:
            together = list(items)
            there = view.instances(repeat) or (view.state.made.get(repeat, 0) + 1,)
            yield from (Place(item, instance) for instance in there for item in together)


def _start(bank: Bank, places: Sequence[Place], after: Place | None) -> int:
    """Where to go on: behind ``after``, or behind where it would stand."""
    if after is None or after.item not in bank.items:
        return 0
    if after in places:
        return places.index(after) + 1
    order = bank.order
    return next((n for n, place in enumerate(places) if order[place.item] > order[after.item]), 0)


# -- what fits -----------------------------------------------------------------------------


def _is_ready(view: View, place: Place) -> bool:
    """Whether it may be put, and was not told in the account or dealt with in this sitting already."""
    if is_told(view, place.item, place.instance) or reasons(view, view.bank.items[place.item], place.instance):
        return False
    entry = last_entry(view, place.item, place.instance)
    if entry is None or entry.sitting < len(view.state.sittings):
        return True
    state = view.bank.states[entry.event.state]
    return state.has_value and not state.asked  # learned elsewhere: it can still be put once


def _left_to_open(bank: Bank, place: Place, places: Sequence[Place], ready: set[Place]) -> bool:
    """A focused question waits for its open one."""
    return bank.items[place.item].form == "F" and _opener(bank, place, places) in ready


def _opener(bank: Bank, place: Place, places: Sequence[Place]) -> Place | None:
    """The nearest open question before a focused one in its section, told in the same instance or once."""
    order, section, repeat = bank.order, bank.items[place.item].section, bank.repeat_of(place.item)
    before = [
        p
        for p in places
        if bank.items[p.item].section == section
        and bank.items[p.item].form == "O"
        and order[p.item] < order[place.item]
        and (bank.repeat_of(p.item) is None or (bank.repeat_of(p.item), p.instance) == (repeat, place.instance))
    ]
    return max(before, key=lambda p: order[p.item], default=None)


def _few_focused(bank: Bank, places: Iterable[Place]) -> list[Place]:
    kept: list[Place] = []
    focused = 0
    for place in places:
        if bank.items[place.item].form != "O":
            focused += 1
            if focused > MOST_FOCUSED:
                continue
        kept.append(place)
    return kept


# -- the words around it -------------------------------------------------------------------


def _with_words(view: View, places: Sequence[Place]) -> Iterator[Next]:
    """The questions, and for a child what is to be said before the account comes to it."""
    left = _unsaid(view) if any(_is_account(view.bank, p) for p in places) else []
    for place in places:
        if left and _is_past_practice(view.bank, place):
            yield from (ToSay(text.id) for text in left)
            left = []
        yield Suggestion(place.item, place.instance, _why(view, place))


def _unsaid(view: View) -> list[SpokenText]:
    """For a child: the ground rules, then the practice narrative, as far as they were not said."""
    if view.route() != "child":
        return []
    texts = [t for t in view.bank.texts.values() if t.who in ("child", "all") and t.use in _GROUND]
    return sorted((t for t in texts if t.id not in view.state.texts_said), key=lambda t: _GROUND.index(t.use))


def _is_account(bank: Bank, place: Place) -> bool:
    return bank.sections[bank.items[place.item].section].account


def _is_past_practice(bank: Bank, place: Place) -> bool:
    core = bank.child_core
    if _is_account(bank, place) or place.item not in core or _BEFORE_PRACTICE not in core:
        return _is_account(bank, place)
    return core.index(place.item) > core.index(_BEFORE_PRACTICE)


def _why(view: View, place: Place) -> Why:
    if view.route() == "child":
        return "core" if place.item in view.bank.child_core else "cue"
    return "open" if view.bank.items[place.item].form == "O" else "focused"
