"""A condition said in words: why a question is open, closed or withheld.

    say(bank.items["ent_vehicle"].when, bank)
    '“Manner of crossing” is Ferry, … or Other'

Every phrase and every label goes through ``say_text``, so that a catalogue can
turn it into the reader's language; the phrases are the keys of ``PHRASES``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from debrief.bank.bank import Bank
from debrief.bank.conditions import (
    All,
    Any,
    Compare,
    Condition,
    Fact,
    Not,
    Operand,
    OverItems,
    Ref,
    Route,
    Today,
)
from debrief.text import put_in

SayText: TypeAlias = Callable[[str], str]

PHRASES: dict[str, str] = {
    "always": "always",
    "and": "{first} and {second}",
    "or": "{first} or {second}",
    "not": "it is not so that {what}",
    "route_child": "the person is, or may be, a child",
    "route_adult": "the person is an adult",
    "item": "“{item}”",
    "field": "“{item}: {field}”",
    "is": "{what} is {value}",
    "is_not": "{what} is answered, and is not {value}",
    "any_of": "{what} is {value}",
    "none_of": "{what} is answered, and is not {value}",
    "contains": "{what} includes {value}",
    "at_least": "{what} is at least {value}",
    "at_most": "{what} is at most {value}",
    "before": "{what} is before {value}",
    "after": "{what} is after {value}",
    "possibly_before": "{what} may be before {value}",
    "possibly_after": "{what} may be after {value}",
    "matches": "{what} has the form {value}",
    "status": "{what} is marked “{value}”",
    "answered": "{what} is answered",
    "not_answered": "{what} has no answer",
    "count_selected": "the number of choices in {what}",
    "length": "the length of {what}",
    "today": "today",
    "years_before": "{number} years before today",
    "years_after": "{number} years after today",
    "months_before": "{number} months before today",
    "months_after": "{number} months after today",
    "days_before": "{number} days before today",
    "days_after": "{number} days after today",
    "repeat": "“{repeat}”",
    "any_item": "for at least one {repeat}: {what}",
    "all_items": "for each {repeat}: {what}",
    "count": "the number of {repeat}",
    "count_where": "the number of {repeat} for which {what}",
    "sum": "the sum of {field} over {repeat}",
    "sum_where": "the sum of {field} over {repeat} for which {what}",
    "sittings": "the number of sittings",
    "sitting_reason_given": "a reason for this sitting is given",
    "lead_changed": "the lead interviewer has changed",
    "ground_rules_said": "the ground rules were said",
    "practice_done": "the person has practised on something nice",
    "stopped_by_person": "the person has said stop",
}
"""Every phrase, by what it says; English is also the key in a catalogue."""

_YES_NO = {"yes": "yes", "no": "no", "not_sure": "not sure", "not_applicable": "does not apply"}


def say(condition: Condition, bank: Bank, say_text: SayText = str) -> str:
    """``condition`` in words, in the language of ``say_text``."""
    return _Speaker(bank, say_text).say(condition)


class _Speaker:
    def __init__(self, bank: Bank, say_text: SayText, within: str | None = None) -> None:
        self.bank, self.text = bank, say_text
        self.within = within
        """The repeat whose instances are looked through; its own name is not said again."""

    def phrase(self, name: str, **parts: str) -> str:
        return put_in(self.text(PHRASES[name]), parts)

    def say(self, condition: Condition, inner: bool = False) -> str:
        said = self._say(condition)
        return f"({said})" if inner and isinstance(condition, All | Any | Not | OverItems) else said

    def _say(self, condition: Condition) -> str:
        match condition:
            case All(()):
                return self.phrase("always")
            case All(parts):
                return self._joined("and", parts)
            case Any(parts):
                return self._joined("or", parts)
            case Not(part):
                return self.phrase("not", what=self.say(part, inner=isinstance(part, All | Any)))
            case Route(route):
                return self.phrase(f"route_{route}")
            case Fact():
                return self._fact(condition)
            case OverItems():
                return self._over_items(condition)
            case Compare():
                return self._compare(condition)
        raise TypeError("not a condition")

    def _joined(self, how: str, parts: tuple[Condition, ...]) -> str:
        said = [self.say(part, inner=True) for part in parts]
        whole = said[0]
        for each in said[1:]:
            whole = self.phrase(how, first=whole, second=each)
        return whole

    def _fact(self, fact: Fact) -> str:
        said = self.phrase(fact.name)
        if isinstance(fact.operand, int):
            return self.phrase(fact.operator, what=said, value=str(fact.operand))
        return said if fact.operand == "yes" else self.phrase("not", what=said)

    def _over_items(self, c: OverItems) -> str:
        repeat = self.phrase("repeat", repeat=self._label_of_repeat(c.repeat))
        inside = _Speaker(self.bank, self.text, c.repeat)
        what = "" if c.where is None else inside.say(c.where)
        if c.quantifier in ("any", "all"):
            return self.phrase("any_item" if c.quantifier == "any" else "all_items", repeat=repeat, what=what)
        field = inside.subject(c.summed) if c.summed else ""
        name = f"{c.quantifier}_where" if what else c.quantifier
        counted = self.phrase(name, repeat=repeat, what=what, field=field)
        return self.phrase(c.operator, what=counted, value=str(c.number))

    def _label_of_repeat(self, name: str) -> str:
        if name in self.bank.repeats:
            return self.text(self.bank.repeats[name].label)
        return self.text(self.bank.items[name].label)

    def _compare(self, c: Compare) -> str:
        what = self.subject(c.ref)
        if c.measure != "value":
            what = self.phrase(c.measure, what=what)
        if c.operator == "answered":
            return self.phrase("answered" if c.operand else "not_answered", what=what)
        return self.phrase(c.operator, what=what, value=self.operand(c))

    def subject(self, ref: Ref) -> str:
        """What is compared: the item, with its field, with its line."""
        item = self.bank.items[ref.item]
        spec = self.bank.spec(ref.item, ref.field) if ref.field else None
        parts = [self.text(spec.label or ref.field or "")] if spec else []
        line = ref.line if spec else ref.field
        if line:
            choices = self.bank.spec(ref.item, ref.field if spec else None)
            parts.append(self._label(choices.choices if choices else None, line))
        if not parts:
            return self.phrase("item", item=self.text(item.label))
        if ref.item == self.within:
            return self.phrase("item", item=": ".join(parts))
        return self.phrase("field", item=self.text(item.label), field=": ".join(parts))

    def operand(self, c: Compare) -> str:
        """What it is compared with."""
        if isinstance(c.operand, Ref):
            return self.subject(c.operand)
        if isinstance(c.operand, Today):
            return self._day(c.operand)
        codes = c.operand if isinstance(c.operand, tuple) else (c.operand,)
        said = [self._value(c, code) for code in codes]
        whole = said[0]
        if len(said) > 1:
            whole = self.phrase("or", first=", ".join(said[:-1]), second=said[-1])
        return whole

    def _value(self, c: Compare, code: Operand) -> str:
        if c.operator == "status":
            state = self.bank.states.get(str(code))
            return self.text(state.label) if state else str(code)
        return self._label(self.bank.codes_for(c.ref), str(code))

    def _label(self, list_: str | None, code: str) -> str:
        choice = self.bank.lists[list_].choices.get(code) if list_ else None
        return self.text(choice.label if choice else _YES_NO.get(code, code))

    def _day(self, day: Today) -> str:
        for unit in ("years", "months", "days"):
            number = getattr(day, unit)
            if number:
                return self.phrase(f"{unit}_{'before' if number < 0 else 'after'}", number=str(abs(number)))
        return self.phrase("today")
