"""Why two mentions may be one person: which fields agree, which are alike, which differ.

Computed from the two alone, whatever proposed them, and said in the analyst's language. A field
that one side lacks says nothing for or against, and is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import jellyfish

from debrief.language import say

from .people import Person

Outcome = Literal["same", "alike", "differs"]
_ALIKE = 0.9
"""Jaro-Winkler likeness from which two names are called alike."""


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
    both = {one.kind for one in a.references} & {one.kind for one in b.references}
    return "differs" if both else None


def _names(a: Person, b: Person) -> Outcome | None:
    if not a.names or not b.names:
        return None
    if a.full & b.full or (set(a.names) & set(b.names)):
        return "same"
    if a.sounds & b.sounds:
        return "alike"
    likeness = max(
        jellyfish.jaro_winkler_similarity(" ".join(sorted(one)), " ".join(sorted(other)))
        for one in a.names[:5]
        for other in b.names[:5]
    )
    return "alike" if likeness >= _ALIKE or a.firsts & b.firsts else "differs"


def _born(a: Person, b: Person) -> Outcome | None:
    if a.born and b.born:
        if a.born == b.born:
            return "same" if a.day else "alike"
        return "alike" if _swapped(a.born) == b.born or a.year == b.year else "differs"
    if a.year is None or b.year is None:
        return None
    return "alike" if abs(a.year - b.year) <= 2 else "differs"


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
