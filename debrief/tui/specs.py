"""From an item of the bank to what its field is told, in the language of the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from debrief.bank import Bank
from debrief.bank.answers import LINK_TYPES
from debrief.bank.schema import AnswerSpec, Item
from debrief.interview import Interview
from debrief.language import countries, currencies, current, language_name, say
from debrief.tui import phrases
from debrief.tui.also_called import also_called
from debrief.tui.things import things_of
from debrief.tui.widgets.spec import FieldSpec, Option

Now = Callable[[], datetime]


class Specs:
    """Makes the field specifications of one de-brief; ask again after a switch of language."""

    def __init__(self, interview: Interview, now: Now) -> None:
        self.interview, self.bank, self.now = interview, interview.bank, now

    @property
    def edition(self) -> str:
        return self.interview.state.edition

    def of(self, item: str, label: str = "") -> FieldSpec:
        """The specification of an item's answer; a group's fields with it."""
        found = self.bank.items[item]
        answer = self.bank.answer_of(item)
        return self._spec(answer, item, label or phrases.item_label(found), found)

    def _spec(self, answer: AnswerSpec, name: str, label: str, item: Item) -> FieldSpec:
        kind = LINK_TYPES.get(answer.type)
        return FieldSpec(
            name=name,
            type=answer.type,
            label=label,
            options=self._options(answer),
            marks=self._choices(answer.marks) if answer.marks else (),
            links=(lambda: things_of(self.interview, kind)) if kind else None,
            language=current().tag,
            lists=lists(self.bank, self.edition, current().tag),
            fields=tuple(
                self._spec(each, field, phrases.field_label(self.bank, item, field, each), item)
                for field, each in answer.fields.items()
            ),
            say=say,
            draw=phrases.drawer(),
            now=self.now,
        )

    def _options(self, answer: AnswerSpec) -> tuple[Option, ...]:
        if answer.type == "item_list":
            return tuple(Option(item.id, phrases.item_label(item)) for item in self.bank.items.values())
        if not answer.choices or answer.type in ("group", "card", "yes_no_not_sure"):
            return ()
        return self._choices(answer.choices)

    def _choices(self, name: str) -> tuple[Option, ...]:
        return options(self.bank, name, self.edition, current().tag)


@lru_cache(maxsize=512)
def _options(key: _Key, name: str, edition: str, tag: str) -> tuple[Option, ...]:
    bank = key.bank
    listed = bank.lists[name]
    own = tuple(
        Option(
            choice.code,
            _named(choice.code, listed.standard or "", tag)
            or phrases.choice_label(bank, name, choice.code, edition),
            exclusive=choice.exclusive,
            needs_text=choice.text,
            # “companion” finds its longer label, “plane” a flight
            searchable=f"{choice.label} {choice.code.replace('_', ' ')} {also_called(name, choice.code)}",
        )
        for choice in bank.choices(name, edition)
    )
    if (listed.standard or "").startswith("ISO 3166-1"):
        return (*(Option(each.code, each.name, searchable=each.code) for each in countries(tag)), *own)
    return own


def _named(code: str, standard: str, tag: str) -> str | None:
    """CLDR's name of a language, where the list stands on the standard."""
    return language_name(code, tag) if standard.startswith("ISO 639") and tag != "en" else None


class _Key:
    """A bank as a cache key, by identity."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank

    def __hash__(self) -> int:
        return id(self.bank)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.bank is self.bank


def options(bank: Bank, name: str, edition: str, tag: str) -> tuple[Option, ...]:
    """The choices of a list that an edition offers, in a language."""
    return _options(_Key(bank), name, edition, tag)


@lru_cache(maxsize=16)
def _lists(key: _Key, edition: str, tag: str) -> dict[str, tuple[Option, ...]]:
    return {
        "country": tuple(Option(each.code, each.name, searchable=each.code) for each in countries(tag)),
        "language": _options(key, "LANG", edition, tag),
        "currency": tuple(
            Option(each.code, f"{each.name} ({each.code})", searchable=each.code) for each in currencies(tag)
        ),
    }


def lists(bank: Bank, edition: str, tag: str) -> dict[str, tuple[Option, ...]]:
    """The lists that parts of fields use: countries, languages, currencies."""
    return _lists(_Key(bank), edition, tag)
