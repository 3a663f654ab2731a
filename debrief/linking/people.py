"""One mention of a person as links are looked for: keys only, no word that was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from .names import same_key, sound

Role = Literal["victim", "suspect", "other"]

PERSONAL = frozenset(
    {"home_office", "port", "nrm", "pnc", "nhs", "national_insurance", "custody", "prison"}
)  # fmt: skip
"""Kinds of reference (REF_KIND) of which each person has their own. A crime or court number is a
case's, and a local authority's or a school's is not the same at the next."""


class Number(NamedTuple):
    """A reference: its kind (a code of REF_KIND) and its key."""

    kind: str
    key: str


@dataclass(frozen=True, repr=False)
class Person:
    """A person in one account. ``id`` names the mention, ``debrief`` the account it stands in.

    ``names`` are parts of names (see ``names.words``), the fullest first. ``born`` is a day, month
    or year (ISO 8601); ``age`` years at ``seen``, the year of the account. Its repr shows nothing.
    """

    id: str
    debrief: str
    role: Role = "victim"
    names: tuple[tuple[str, ...], ...] = ()
    born: str | None = None
    nationality: frozenset[str] = frozenset()
    sex: str | None = None
    references: frozenset[Number] = frozenset()
    phones: frozenset[str] = frozenset()
    plates: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    age: int | None = None
    seen: int | None = None

    @property
    def full(self) -> frozenset[str]:
        """Keys of the names of two parts or more."""
        return frozenset(same_key(name) for name in self.names if len(name) > 1)

    @property
    def firsts(self) -> frozenset[str]:
        """Every part of every name: which of them is the first is seldom sure."""
        return frozenset(part for name in self.names for part in name)

    @property
    def sounds(self) -> frozenset[str]:
        return frozenset(sound(*name) for name in self.names if len(name) > 1)

    @property
    def day(self) -> str | None:
        """The birth date where its day is known."""
        return self.born if self.born and len(self.born) == 10 else None

    @property
    def year(self) -> int | None:
        """The year of birth, stated or by the age."""
        if self.born:
            return int(self.born[:4])
        return self.seen - self.age if self.seen and self.age is not None else None


class Pair(NamedTuple):
    """Two mentions, the smaller name first."""

    left: str
    right: str


def pair(a: str, b: str) -> Pair:
    return Pair(a, b) if a < b else Pair(b, a)


def may_be_one(a: Person, b: Person) -> bool:
    """Whether a link between them may be proposed at all.

    Never within one account, which tells its own people apart; never a victim with a suspect, so
    that nobody is led from one to the other by a likeness; of two of whom no part is known, never.
    """
    if a.debrief == b.debrief or (a.role == "victim") != (b.role == "victim"):
        return False
    return "victim" in (a.role, b.role) or "suspect" in (a.role, b.role)
