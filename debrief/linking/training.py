"""Training a model without labels: what agrees in one person, and what by chance.

Expectation maximisation on a small or sparse file can drive the chance of a level to nothing, and
whole levels are never met. What nobody taught says nothing (its two chances are made equal); what two people
taken at random never shared counts as rare, and no rarer than ``_LEAST``. No field may speak against a pair
by more than ``_SLIP`` allows, so that one slip never excludes anybody.
"""

from __future__ import annotations

import json
from typing import Any

from .fields import Fields
from .levels import SEVERAL
from .refusals import TooFewToTrain

_SEED = 1
_PAIRS = 2e6
"""Random pairs from which it is learnt how often fields agree by chance."""
_ITERATIONS = (10, 4)
"""Rounds of a pass; fewer where more end in a chance of nothing."""
_LEAST = 1e-4
"""For a level that no two people taken at random met: once in ten thousand."""
_SLIP = 0.005
"""So often at least one person's accounts differ in any field: 8 bits are the most it speaks against."""
_AGAIN = 0.15
"""Of how many people a second account is expected, where no certain pair tells."""


def train(run: Any, fields: Fields, people: int) -> str:
    """The model as JSON. ``run(settings)`` makes splink's linker over the file."""
    for rounds in _ITERATIONS:
        try:
            linker = _learn(run(fields.settings(rounds)), fields, people)
        except ValueError:
            continue
        return json.dumps(smoothed(linker.misc.save_model_to_json()), sort_keys=True)
    raise TooFewToTrain(count=people, limit=2 * people)


def _learn(linker: Any, fields: Fields, people: int) -> Any:
    from splink.internals.exceptions import EMTrainingException

    training = linker.training
    try:
        training.estimate_probability_two_random_records_match(fields.certain(), recall=fields.recall)
    except ValueError:
        linker._settings_obj._probability_two_random_records_match = 2 * _AGAIN / people
    training.estimate_u_using_random_sampling(max_pairs=_PAIRS, seed=_SEED)
    learnt = 0
    for rule in fields.passes():
        try:
            training.estimate_parameters_using_expectation_maximisation(rule)
            learnt += 1
        except EMTrainingException:
            continue  # no two people agree in this field: the other passes teach it
    if not learnt:
        raise TooFewToTrain(count=people, limit=2 * people)
    return linker


def smoothed(model: dict[str, Any]) -> dict[str, Any]:
    """The same model, whose levels all have chances that can be divided."""
    for comparison in model["comparisons"]:
        several = comparison.get("output_column_name") in SEVERAL
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                silent = several and level["sql_condition"] == "ELSE"
                level["m_probability"], level["u_probability"] = _chances(level, silent=silent)
    return model


def _chances(level: dict[str, Any], *, silent: bool) -> tuple[float, float]:
    """How often this is so of one person, and of two."""
    m, u = (level.get(name) for name in ("m_probability", "u_probability"))
    by_chance = max(float(u), 1 / _PAIRS) if isinstance(u, int | float) else _LEAST
    if silent or not isinstance(m, int | float):
        return by_chance, by_chance
    return max(float(m), min(by_chance, _SLIP), _LEAST), by_chance
