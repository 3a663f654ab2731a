"""How a probability came about: the weight of each field, in bits, as a few lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2
from typing import Any


def waterfall(row: Mapping[str, Any]) -> str:
    """Of one row of a prediction: a line a field, the strongest first. Factors above 1 speak for one person.

    first_last   +14.2
    dob           +9.7
    sex           -4.1
    """
    weights: dict[str, float] = {}
    for column, factor in row.items():
        if column.startswith("bf_") and factor:
            field = column.removeprefix("bf_").removeprefix("tf_adj_")
            weights[field] = weights.get(field, 0.0) + log2(float(factor))
    shown = sorted(((field, bits) for field, bits in weights.items() if bits), key=lambda one: -abs(one[1]))
    return "\n".join(f"{field:<12}{bits:+6.1f}" for field, bits in shown)
