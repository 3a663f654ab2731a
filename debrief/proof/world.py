"""What the second reading may ask of a state, over any kind of truth.

The interview reads conditions as Python functions over its own view. Here they
are read again, once, over a ``World``: what is known of one state, or, for z3,
of every state at once. ``B`` is the kind of truth: ``bool``, or a z3 formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol, TypeVar

from debrief.bank.conditions import Compare, Today
from debrief.bank.schema import Stage

B = TypeVar("B")

Flag = Literal[
    "settled", "unlocked", "overridden", "topic_closed", "latch", "sitting", "stopped",
    "signed_interviewer", "signed_lead", "shares_no", "shares_anyway",
]  # fmt: skip
"""What is known of a record beside its answers. The first four are asked by name."""


class Place(NamedTuple):
    """One answer in one instance: an item, a field of it, a line of its checklist."""

    item: str
    instance: int = 0
    field: str | None = None
    line: str | None = None


class Algebra(Protocol[B]):
    """Joining truths."""

    def true(self) -> B: ...

    def all_of(self, parts: Iterable[B]) -> B: ...

    def any_of(self, parts: Iterable[B]) -> B: ...

    def no(self, part: B) -> B: ...

    def counted(self, parts: Sequence[B], operator: str, number: int) -> B:
        """How many hold, against a number: ``is``, ``at_least`` or ``at_most``."""


class World(Algebra[B], Protocol[B]):
    """What is true of a state."""

    def instances(self, repeat: str) -> Sequence[int]:
        """Every instance there may be."""

    def present(self, repeat: str, instance: int) -> B: ...

    def state_in(self, item: str, instance: int, field: str | None, states: frozenset[str]) -> B:
        """Whether the response state, closed or not, is one of ``states``; ``blank`` is one too."""

    def of_sitting(self, item: str, instance: int) -> B:
        """Whether the newest entry of an item was made in the sitting under way, or the last one."""

    def held(self, place: Place) -> B:
        """Whether a value is on record, closed or not."""

    def only(self, place: Place, codes: frozenset[str]) -> B:
        """A value whose codes are all among ``codes``, and not none."""

    def none(self, place: Place, codes: frozenset[str]) -> B:
        """A value with codes, none of them among ``codes``."""

    def has(self, place: Place, code: str) -> B: ...

    def compares(self, place: Place, condition: Compare, other: Place | None) -> B:
        """A value against a number, a text or another answer."""

    def dated(self, place: Place, operator: str, against: str | Today | Place) -> B:
        """A date against a day in EDTF, a day reckoned from today, or another date."""

    def summed(self, parts: Sequence[tuple[B, Place]], operator: str, number: int) -> B:
        """The sum of the least values of the places whose truth holds, against a number."""

    def fact(self, name: str, operator: str, operand: str | int) -> B: ...

    def flag(self, flag: Flag, name: str = "") -> B: ...


STAGES: tuple[Stage, ...] = ("prompt", "account", "signoff")
