"""Training a model without labels: what agrees in one person, and what by chance.

Expectation maximisation on a small or sparse file can drive the chance of a level to nothing, and
whole levels are never met. What was never met says nothing (its two chances are made equal), and no
single field may speak against a pair by more than ``_LEAST`` allows, so that one slip never excludes anybody.
"""

from __future__ import annotations

import json
from typing import Any

from .fields import Fields
from .refusals import TooFewToTrain

_SEED = 1
_PAIRS = 2e6
"""Random pairs from which it is learnt how often fields agree by chance."""
_ITERATIONS = (10, 4)
"""Rounds of a pass; fewer where more end in a chance of nothing."""
_LEAST = 1e-4
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
        for level in comparison["comparison_levels"]:
            if level.get("is_null_level"):
                continue
            m, u = level.get("m_probability"), level.get("u_probability")
            known = [max(float(each), 0.0) for each in (m, u) if isinstance(each, int | float)]
            if len(known) < 2:
                m = u = _LEAST
            level["m_probability"] = max(float(m or 0), _LEAST)
            level["u_probability"] = max(float(u or 0), 1 / _PAIRS)
    return model
