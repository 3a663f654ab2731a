"""How a probability came about: the weight of each field, in bits, as a few lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def waterfall(row: Mapping[str, Any]) -> str:
    """Of one row of a prediction: a line a field, the strongest first. What is above 0 speaks for one person.

    first_last   +14.2
    dob           +9.7
    sex           -4.1
    """
    weights: dict[str, float] = {}
    for column, bits in row.items():
        if column.startswith("mw_") and bits:
            field = column.removeprefix("mw_").removeprefix("tf_adj_")
            weights[field] = weights.get(field, 0.0) + float(bits)
    shown = sorted(weights.items(), key=lambda one: -abs(one[1]))
    return "\n".join(f"{field:<12}{bits:+6.1f}" for field, bits in shown)
