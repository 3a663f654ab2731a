"""What a model proposes: the shape between it and whoever asks, whatever the model is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from .people import Pair, Role

Band = Literal["strong", "review"]

STRONG: dict[Role, float] = {"victim": 0.98, "suspect": 0.96}
REVIEW: dict[Role, float] = {"victim": 0.20, "suspect": 0.50}
MEASURED = {"victim": 100_000, "suspect": 10_000}
"""Mentions in the file at which the strong thresholds were measured (docs/linking.md)."""


class Held(NamedTuple):
    """A model as it is kept: JSON, and how many people it was trained on."""

    people: int
    document: str


class Suggestion(NamedTuple):
    """``waterfall``: a line a field with its weight in bits; no value of anybody."""

    pair: Pair
    probability: float
    band: Band
    waterfall: str


@dataclass(frozen=True)
class Suggested:
    model: Held
    suggestions: tuple[Suggestion, ...]


def strong_from(role: Role, people: int) -> float:
    """The probability from which a pair counts as strong, in a file of so many mentions.

    Of two files of one kind the larger has as many more true pairs as people, but as many more pairs
    at all as people squared. Where a field is not as independent of the others as the model takes it
    to be, false pairs pass at a fixed probability in proportion; so the odds asked for grow with the file.
    """
    base = STRONG[role]
    odds = base / (1 - base) * max(1.0, people / MEASURED[role])
    return odds / (1 + odds)
