"""What the conditions of a bank and of its specification read: answers, codes, and how many instances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from debrief.bank import Bank
from debrief.bank.conditions import Compare, Condition, OverItems, Ref, parts_of
from debrief.bank.schema import SELF
from debrief.bank.specification import Specification
from debrief.proof.reading import place_of
from debrief.proof.world import Place

_CODED = frozenset({"is", "is_not", "any_of", "none_of", "contains"})
_YES_NO = ("yes", "no", "not_sure")
_MARKS = ("yes", "no", "not_applicable")


@dataclass(slots=True)
class Reads:
    """``codes`` are those some condition names, by place (instance 0 stands for each)."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    codes: dict[Place, set[str]] = field(default_factory=dict)
    instances: dict[str, int] = field(default_factory=dict)
    states: list[frozenset[str]] = field(default_factory=list)
    """Sets of response states that something asks about."""


def conditions_of(bank: Bank, spec: Specification | None) -> list[Condition]:
    """Every condition there is, in a fixed order."""
    found: list[Condition] = [section.when for section in bank.sections.values()]
    for item in bank.items.values():
        found += [item.when, *(prompt.when for prompt in item.prompts)]
    found += [check.needs for check in bank.checks()]
    childhood = bank.childhood
    found += [childhood.adult_when, childhood.assessed_when, *childhood.points_to_child]
    if spec is not None:
        found += [spec.adult, spec.decided, *spec.pointing, *(gate.demands for gate in spec.gates)]
        found += [*spec.opens.values(), *spec.follow_ups.values()]
    return found


def reads_of(bank: Bank, conditions: Iterable[Condition]) -> Reads:
    """What these conditions read.

    A ``where`` sees its own instance and what stands outside all repeats, so
    one instance more than the sum of what each different question about a
    repeat can ask for stands for any number of them.
    """
    reads = Reads()
    questions: dict[str, dict[tuple[Condition | None, int], int]] = {}
    for condition in conditions:
        for part in parts_of(condition):
            if isinstance(part, Compare):
                _note(bank, reads, part)
            elif isinstance(part, OverItems):
                wanted = part.number if part.quantifier in ("count", "sum") else 1
                questions.setdefault(part.repeat, {})[part.where, wanted] = max(wanted, 1)
                if part.summed:
                    _field(bank, reads, part.summed)
    for item in bank.items.values():
        if item.repeat is not None:
            repeat = item.id if item.repeat == SELF else item.repeat
            reads.instances[repeat] = 1 + sum(questions.get(repeat, {}).values())
    return reads


def _note(bank: Bank, reads: Reads, c: Compare) -> None:
    _field(bank, reads, c.ref)
    if c.operator == "status":
        states = c.operand if isinstance(c.operand, tuple) else (str(c.operand),)
        reads.states.append(frozenset(states))
    elif isinstance(c.operand, Ref):
        _field(bank, reads, c.operand)
    elif c.operator in _CODED:
        operands = c.operand if isinstance(c.operand, tuple) else (str(c.operand),)
        reads.codes.setdefault(place_of(bank, c.ref, 0), set()).update(operands)


def _field(bank: Bank, reads: Reads, ref: Ref) -> None:
    place = place_of(bank, ref, 0)
    spec = bank.spec(ref.item)
    if place.field is None and spec is not None and spec.fields:  # a group read as a whole: each field counts
        reads.fields.setdefault(ref.item, set()).update(spec.fields)
    if place.field:
        reads.fields.setdefault(ref.item, set()).add(place.field)
    if place.line:
        reads.codes.setdefault(place, set()).update(lines_of(bank, place) or ())


def lines_of(bank: Bank, place: Place) -> tuple[str, ...] | None:
    """The marks a line of a checklist or matrix may carry."""
    spec = bank.spec(place.item, place.field)
    if spec is None or spec.type == "checklist":
        return _MARKS
    return tuple(bank.lists[spec.marks].choices) if spec.marks else None


def universe(bank: Bank, place: Place) -> tuple[str, ...] | None:
    """Every code a place may hold; ``None`` where a standard adds more than can be listed."""
    if place.line:
        return lines_of(bank, place)
    spec = bank.spec(place.item, place.field)
    if spec is None or spec.type == "yes_no_not_sure":
        return _YES_NO
    listed = bank.lists.get(spec.choices or "")
    if listed is None or listed.standard:
        return None
    return tuple(listed.choices)
