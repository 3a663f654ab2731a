"""How common a whole name is, also one that only these two have.

Counting does not tell: in a file of n people a name that two have seems to be had by 2 in n, however rare its
parts are. It is expected from its parts, and from how much oftener whole names agree in this file than if the
parts had nothing to do with each other (names go with nations). Where more people have it, they count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from debrief.process import stopping

from .names import same_key

_PAIR = 2
"""Those two whose name is looked at: that they have it is what is to be judged."""


def whole_names(names: Iterable[tuple[str, str]]) -> dict[str, float]:
    """The share of people with each name of two parts, by its ``same_key``."""
    held = Counter(stopping.watched(names))
    people = held.total()
    parts = Counter(part for two in stopping.watched(held.elements()) for part in set(two))
    whole = Counter(same_key(two) for two in stopping.watched(held.elements()))
    firsts, lasts = (Counter(two[at] for two in held.elements()) for at in (0, 1))
    apart = _agree(firsts) * _agree(lasts)
    together = max(_agree(held) / apart, 1.0) if apart else 1.0
    shares: dict[str, float] = {}
    for one, other in stopping.watched(held):
        key = same_key((one, other))
        expected = min(together * parts[one] * parts[other] / people, parts[one], parts[other])
        shares[key] = max(expected, whole[key] - _PAIR) / people
    return shares


def _agree(counted: Counter[Any]) -> float:
    """The chance that two people taken at random agree, by what more than a pair of them has."""
    people = counted.total()
    return sum(count * max(count - _PAIR, 0) for count in counted.values()) / max(people * people, 1)
