"""Conditions as data: what they are. How they are evaluated is in ``evaluate``.

A condition compares an answer with a literal, another answer or a day
reckoned from today; joins conditions; or asks about the instances of a
repeat. There are no free expressions, no nested repeats and no comparison
between instances: so a condition can be typed, proved, inverted and said in
words. (Of 1,274 conditions in 13 real forms, 98 % can be written so.)

``status`` reads the response state as it is. Every other comparison reads a
closed item as empty; and a comparison with an empty answer is false, for
``is_not`` and ``none_of`` too: a blank never means no.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Ref:
    """An answer: of an item, of one field of it, of one line of a checklist or matrix."""

    item: str
    field: str | None = None
    line: str | None = None

    def __str__(self) -> str:
        return ".".join(part for part in (self.item, self.field, self.line) if part)


@dataclass(frozen=True, slots=True)
class Today:
    """The day of the last event, moved by an offset such as -18 years."""

    years: int = 0
    months: int = 0
    days: int = 0


Operand: TypeAlias = str | int | bool | tuple[str, ...] | Ref | Today

Operator: TypeAlias = Literal[
    "is", "is_not", "any_of", "none_of", "contains", "at_least", "at_most", "before", "after",
    "possibly_before", "possibly_after", "answered", "status", "matches",
]  # fmt: skip
"""``before`` and ``after`` hold when every reading of a partial date does, ``possibly_…`` when one does."""


@dataclass(frozen=True, slots=True)
class Compare:
    """One answer against an operand. ``measure``: its value, how many are chosen, or its length."""

    ref: Ref
    operator: Operator
    operand: Operand
    measure: Literal["value", "count_selected", "length"] = "value"


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class OverItems:
    """A question about the instances of a repeat; ``where`` sees one instance and the globals."""

    quantifier: Literal["any", "all", "count", "sum"]
    repeat: str
    where: Condition | None
    operator: Literal["is", "at_least", "at_most"] = "at_least"
    number: int = 1
    summed: Ref | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The route this record takes. Unset counts as child."""

    route: Literal["child", "adult"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the interview knows from its events and not from an answer."""

    name: str
    operator: Literal["is", "at_least", "at_most"]
    operand: str | int


Condition: TypeAlias = Compare | All | Any | Not | OverItems | Route | Fact

ALWAYS = All(())

FACTS: dict[str, type] = {
    "sittings": int,
    "sitting_reason_given": str,
    "lead_changed": str,
    "ground_rules_said": str,
    "practice_done": str,
    "stopped_by_person": str,
}
"""Names of facts; those of type str are "yes" or "no"."""


def parts_of(condition: Condition) -> Iterator[Condition]:
    """The condition itself and everything inside it."""
    yield condition
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from parts_of(part)
        case Not(part):
            yield from parts_of(part)
        case OverItems(where=where) if where is not None:
            yield from parts_of(where)


def refs_of(condition: Condition) -> frozenset[Ref]:
    """Every answer that a condition reads."""
    found: set[Ref] = set()
    for part in parts_of(condition):
        if isinstance(part, Compare):
            found.add(part.ref)
            if isinstance(part.operand, Ref):
                found.add(part.operand)
        elif isinstance(part, OverItems) and part.summed:
            found.add(part.summed)
    return frozenset(found)


def repeats_of(condition: Condition) -> frozenset[str]:
    """Every repeat whose instances a condition counts or looks through."""
    return frozenset(p.repeat for p in parts_of(condition) if isinstance(p, OverItems))
