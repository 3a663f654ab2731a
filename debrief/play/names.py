"""The local names of a script: a word for each card, leg, entry, place of stay or repeated answer.

A name may be used before the step that describes it: the card or group is made
when it is first named. A name that no step makes is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from debrief.bank import Bank
from debrief.play.forms import NoSuchName
from debrief.play.script import Step

_ADDRESS = re.compile(r"^([a-z][a-z0-9_]*)(?:/([^./\s]+))?(?:\.([a-z][a-z0-9_]*))?$")


@dataclass
class Names:
    """Which instance each local name stands for. ``made`` are those made since last asked."""

    bank: Bank
    known: set[tuple[str, str]]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    count: dict[str, int] = field(default_factory=dict)
    made: list[tuple[str, int]] = field(default_factory=list)

    def number(self, repeat: str, name: str) -> int:
        """The instance of a repeat that bears a name, made now if it is new."""
        if (repeat, name) not in self.numbers:
            if (repeat, name) not in self.known:
                raise NoSuchName(repeat)
            self.numbers[repeat, name] = self.another(repeat)
        return self.numbers[repeat, name]

    def another(self, repeat: str) -> int:
        """A new instance without a name."""
        self.count[repeat] = self.count.get(repeat, 0) + 1
        self.made.append((repeat, self.count[repeat]))
        return self.count[repeat]

    def new(self) -> list[tuple[str, int]]:
        """The instances made since the last call, in order."""
        made, self.made = self.made, []
        return made

    def link(self, kind: str, name: str) -> str:
        """``person:3`` for a card's local name, ``leg:1`` for a leg's."""
        repeat = self.bank.item_of_kind(kind)
        if repeat is None:
            raise NoSuchName(kind)
        return f"{kind}:{self.number(repeat, name)}"

    def address(self, text: str) -> str:
        """An address with the instance number for the local name: ``leg_from/flight`` to ``leg_from/2``."""
        match = _ADDRESS.match(text)
        if match is None or match[1] not in self.bank.items:
            raise NoSuchName("item")
        if match[2] is None or match[2].isdigit():
            return text
        repeat = self.bank.repeat_of(match[1])
        if repeat is None:
            raise NoSuchName("item")
        number = self.number(repeat, match[2])
        return f"{match[1]}/{number}" + (f".{match[3]}" if match[3] else "")


def names_in(bank: Bank, steps: tuple[Step, ...]) -> set[tuple[str, str]]:
    """Every (repeat, name) that some step makes."""
    cards = card_items(bank)
    found: set[tuple[str, str]] = set()
    for step in steps:
        for key, value in step.data.items():
            if not isinstance(value, str):
                continue
            if key in cards:
                found.add((cards[key], value))
            elif key in bank.repeats:
                found.add((key, value))
            elif key == "instance":
                found |= {(item, value) for item in _items_of(bank, step)}
    return found


def _items_of(bank: Bank, step: Step) -> list[str]:
    items = [key.partition(".")[0] for key in step.data]
    if isinstance(step.data.get("answers"), dict):
        items += [key.partition(".")[0] for key in step.data["answers"]]
    return [item for item in items if item in bank.items]


def card_items(bank: Bank) -> dict[str, str]:
    """Kind of card (``person``) to the item that holds it (``card_person``)."""
    kinds = {bank.kind_of_card(item): item for item in bank.items}
    return {kind: item for kind, item in kinds.items() if kind}
