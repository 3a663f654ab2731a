"""A de-brief goes on with another version of the questionnaire: what changed, and what is carried.

Nothing that was recorded is lost. An answer that the new version has no place for, or whose value
does not fit there, is *set aside*: it stays in the log and in the history, conditions see it as
empty, it is in no current record, and the person is not asked again. It comes back by itself when
the record moves on to a version that it fits.

    changes(old, new, state).lines()     # ("removed mis_tea", "kept_apart mis_cup/2.size", …)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from debrief.bank import Bank
from debrief.bank.answers import links_in
from debrief.bank.schema import Item, Where
from debrief.errors import Refusal
from debrief.interview.address import Address
from debrief.interview.state import Entry, State

_NOWHERE = Where("", 0)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a move brings: ids and addresses, never a value."""

    removed: tuple[str, ...]
    added: tuple[str, ...]
    reworded: tuple[str, ...]
    """Items put in other words."""
    changed: tuple[str, ...]
    """Items with another form, condition or agency."""
    beside: tuple[str, ...]
    """Other parts that are not the same: checks of rules, texts, editions, lists."""
    kept_apart: tuple[str, ...]
    """Addresses whose answer does not fit."""
    returned: tuple[str, ...]
    """Addresses whose answer was set aside earlier and fits again."""

    def lines(self) -> tuple[str, ...]:
        """The report as an event carries it: a word and an id, a line each."""
        return tuple(f"{word} {name}" for word in self.__slots__ for name in getattr(self, word))


def changes(old: Bank, new: Bank, state: State) -> Changes:
    """What a move of this record from one version to the other brings."""
    unfit = _unfit(old, new, state)
    both = [name for name in old.items if name in new.items]
    reworded = [name for name in both if _words(old.items[name]) != _words(new.items[name])]
    return Changes(
        removed=tuple(name for name in old.items if name not in new.items),
        added=tuple(name for name in new.items if name not in old.items),
        reworded=tuple(reworded),
        changed=tuple(n for n in both if _form(old, n) != _form(new, n)),
        beside=tuple(_beside(old, new)),
        kept_apart=tuple(sorted(map(str, unfit - state.kept_apart))),
        returned=tuple(sorted(map(str, state.kept_apart - unfit))),
    )


def carry(old: Bank, new: Bank, state: State) -> None:
    """Sets aside what does not fit the new version, and takes back what fits again."""
    unfit = _unfit(old, new, state)
    gone = {item: old.items[item] for item in old.items if item not in new.items}
    state.former = {**state.former, **gone}
    state.kept_apart = unfit


def _unfit(old: Bank, new: Bank, state: State) -> set[Address]:
    return {a for a, entries in state.entries.items() if not _fits(a, entries[-1], old, new, state)}


def _fits(address: Address, entry: Entry, old: Bank, new: Bank, state: State) -> bool:
    before, spec = item_of(old, state.former, address.item), new.spec(address.item, address.field)
    if spec is None or before.repeat != new.items[address.item].repeat:
        return False
    if entry.state not in new.states or entry.event.state not in new.states:
        return False
    return entry.value is None or _value_fits(address, entry.value, new, state)


def _value_fits(address: Address, value: Any, new: Bank, state: State) -> bool:
    spec = new.spec(address.item, address.field)
    if spec is None or spec.fields:
        return False
    try:
        if new.check_value(spec, value, address.item) != value:
            return False
    except Refusal:
        return False
    return all(_is_there(link, new, state) for link in links_in(spec.type, value))


def _is_there(link: str, new: Bank, state: State) -> bool:
    kind, _, number = link.partition(":")
    repeat = new.item_of_kind(kind)
    return repeat is not None and int(number) <= state.made.get(repeat, 0)


def item_of(bank: Bank, former: Mapping[str, Item], name: str) -> Item:
    """An item of the questionnaire, or as it was in the last one that had it."""
    return bank.items.get(name) or former[name]


# -- what differs ---------------------------------------------------------------------------


def _words(item: Item) -> Any:
    return item.label, item.guidance, [(p.n, p.adult, p.child) for p in item.prompts]


def _form(bank: Bank, name: str) -> Any:
    """Everything of an item but its words and its place in the file."""
    item = bank.items[name]
    prompts = tuple(replace(p, adult="", child="") for p in item.prompts)
    plain = replace(item, at=_NOWHERE, label="", guidance=None, prompts=prompts)
    return plain, bank.answer_of(name), bank.sections[item.section].when


def _beside(old: Bank, new: Bank) -> Iterator[str]:
    parts: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("check", _checks(old), _checks(new)),
        ("text", old.texts, new.texts),
        ("edition", old.editions, new.editions),
        ("list", old.lists, new.lists),
        ("state", old.states, new.states),
    )
    for word, before, after in parts:
        names = [*before, *(name for name in after if name not in before)]
        yield from (f"{word}.{name}" for name in names if before.get(name) != after.get(name))


def _checks(bank: Bank) -> dict[str, Any]:
    return {check.id: replace(check, at=_NOWHERE) for check in bank.checks()}
