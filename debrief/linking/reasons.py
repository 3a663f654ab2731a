"""Why two mentions may be one person: which fields agree, which are alike, which differ.

Computed from the two alone, whatever proposed them, and said in the analyst's language. A field
that one side lacks says nothing for or against, and is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import jellyfish

from debrief.language import say

from .levels import LETTERS
from .people import Person

Outcome = Literal["same", "alike", "differs"]
_ALIKE = 0.9
"""Jaro-Winkler likeness from which two names are called alike."""
_YEARS = 2
"""So far a year of birth may be off."""


class Reason(NamedTuple):
    field: str
    outcome: Outcome


def compare(a: Person, b: Person) -> tuple[Reason, ...]:
    """Field by field, the strongest evidence first."""
    found: list[tuple[str, Outcome | None]] = [
        ("reference", _references(a, b)),
        ("name", _names(a, b)),
        ("born", _born(a, b)),
        ("nationality", _sets(a.nationality, b.nationality)),
        ("sex", _values(a.sex, b.sex)),
        ("phone", _shared(a.phones, b.phones)),
        ("plate", _shared(a.plates, b.plates)),
        ("place", _shared(a.towns, b.towns)),
    ]
    return tuple(Reason(field, outcome) for field, outcome in found if outcome)


def reason_words(reasons: tuple[Reason, ...]) -> Iterator[str]:
    """A line a reason, in the language in use."""
    fields = {
        "reference": say("Reference number"),
        "name": say("Name"),
        "born": say("Date of birth"),
        "nationality": say("Nationality"),
        "sex": say("Sex"),
        "phone": say("Phone"),
        "plate": say("Vehicle"),
        "place": say("Place"),
    }
    outcomes = {"same": say("the same"), "alike": say("alike"), "differs": say("differs")}
    for reason in reasons:
        yield f"{fields[reason.field]}: {outcomes[reason.outcome]}"


def _references(a: Person, b: Person) -> Outcome | None:
    if a.references & b.references:
        return "same"
    pairs = [(x.key, y.key) for x in a.references for y in b.references if x.kind == y.kind]
    if any(jellyfish.levenshtein_distance(*keys) == 1 for keys in pairs):
        return "alike"
    return "differs" if pairs else None


def _names(a: Person, b: Person) -> Outcome | None:
    if not a.names or not b.names:
        return None
    if a.full & b.full or (set(a.names) & set(b.names)):
        return "same"
    if a.sounds & b.sounds or a.firsts & b.firsts:
        return "alike"
    return "alike" if any(_close(one, other) for one in a.names[:5] for other in b.names[:5]) else "differs"


def _close(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Nearly spelt alike, or of two parts each with at most one letter off."""
    if jellyfish.jaro_winkler_similarity(" ".join(sorted(one)), " ".join(sorted(other))) >= _ALIKE:
        return True
    ends = ((one[0], other[0]), (one[-1], other[-1]))
    return all(
        max(map(len, two)) >= LETTERS and jellyfish.damerau_levenshtein_distance(*two) <= 1 for two in ends
    )


def _born(a: Person, b: Person) -> Outcome | None:
    if a.year is None or b.year is None:
        return None
    if a.born and a.born == b.born:
        return "same" if a.day else "alike"
    if a.day and b.day and a.day[4:] != b.day[4:]:
        return "alike" if _swapped(a.day) == b.day or a.year == b.year else "differs"
    return "alike" if abs(a.year - b.year) <= _YEARS else "differs"


def _swapped(day: str) -> str:
    """With day and month exchanged, as they are when a date is copied from another country's order."""
    return f"{day[:4]}-{day[8:10]}-{day[5:7]}" if len(day) == 10 else day


def _sets(a: frozenset[str], b: frozenset[str]) -> Outcome | None:
    if not a or not b:
        return None
    return "same" if a & b else "differs"


def _values(a: str | None, b: str | None) -> Outcome | None:
    if a is None or b is None:
        return None
    return "same" if a == b else "differs"


def _shared(a: frozenset[str], b: frozenset[str]) -> Outcome | None:
    """Several are usual: that they share none says nothing."""
    return "same" if a & b else None
