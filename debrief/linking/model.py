"""Proposals by a model: Fellegi and Sunter's, trained without labels by the ``splink`` package.

    made = suggest(people, "victim", None)        # trains; made.model is kept by whoever asks
    made = suggest(people, "victim", made.model)  # uses it, until the file has doubled

The package is the extra ``link``; without it ``suggest`` refuses and everything else works. It runs in
memory: no file, no network. A model holds probabilities and the names of fields, no value of anybody.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from .fields import NUMBERS, ROLE_SETTINGS, Row, row_of
from .people import Pair, Person, Role, may_be_one, pair
from .refusals import NoLinkPackage, TooFewToTrain
from .suggesting import REVIEW, Band, Held, Suggested, Suggestion, strong_from
from .weights import waterfall

LEAST = 200
"""Mentions below which a model would learn noise."""
_SEED = 1
_PAIRS = 2e6
"""Random pairs from which it is learnt how often fields agree by chance."""


def suggest(people: Sequence[Person], role: Role, last: Held | None) -> Suggested:
    """Pairs that may be one person, with probability and weights. ``last``: the model kept before."""
    for name in ("splink", "duckdb", "pyarrow"):
        if find_spec(name) is None:
            raise NoLinkPackage(name=name)
    if len(people) < LEAST:
        raise TooFewToTrain(count=len(people), limit=LEAST)
    with _Run(people, role) as run:
        current = last if last is not None and len(people) <= 2 * last.people else None
        model = current or Held(len(people), run.train())
        return Suggested(model, tuple(run.predict(model)))


class _Run:
    """One file of people in a database in memory."""

    def __init__(self, people: Sequence[Person], role: Role) -> None:
        import duckdb
        import pyarrow
        from splink import DuckDBAPI

        logging.getLogger("splink").setLevel(logging.ERROR)
        self.role, self.settings = role, ROLE_SETTINGS[role if role == "victim" else "suspect"]
        self.people = {each.id: each for each in people}
        self.connection = duckdb.connect()
        for setting in ("threads = 2", "temp_directory = ''", "enable_external_access = false"):
            self.connection.execute(f"SET {setting}")
        table = pyarrow.Table.from_pylist([dict(row_of(each)) for each in people], schema=_schema())
        self.frame = DuckDBAPI(self.connection).register(table, table_name="people")

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *exc: object) -> None:
        self.connection.close()

    def train(self) -> str:
        """The model as JSON: how likely each agreement is for one person, and by chance."""
        linker = self._linker(self.settings.settings())
        training = linker.training
        training.estimate_probability_two_random_records_match(
            self.settings.certain(), recall=self.settings.recall
        )
        training.estimate_u_using_random_sampling(max_pairs=_PAIRS, seed=_SEED)
        for rule in self.settings.passes():
            training.estimate_parameters_using_expectation_maximisation(rule)
        return json.dumps(linker.misc.save_model_to_json(), sort_keys=True)

    def predict(self, model: Held) -> list[Suggestion]:
        linker = self._linker(json.loads(model.document))
        least = REVIEW[self.role]
        table = linker.inference.predict(threshold_match_probability=least).physical_name
        found = self.connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - splink's own name
        names = [column[0] for column in found.description]
        strong = strong_from(self.role, len(self.people))
        made: dict[Pair, Suggestion] = {}
        while rows := found.fetchmany(10_000):
            for row in rows:
                each = self._suggestion(dict(zip(names, row, strict=True)), strong)
                if each is not None and (
                    each.pair not in made or each.probability > made[each.pair].probability
                ):
                    made[each.pair] = each
        return sorted(made.values(), key=lambda each: (-each.probability, each.pair))

    def _suggestion(self, row: dict[str, Any], strong: float) -> Suggestion | None:
        left, right = self.people[row["unique_id_l"]], self.people[row["unique_id_r"]]
        if not may_be_one(left, right):
            return None
        sure = float(row["match_probability"])
        band: Band = "strong" if sure >= strong else "review"
        return Suggestion(pair(left.id, right.id), sure, band, waterfall(row))

    def _linker(self, settings: Any) -> Any:
        from splink import Linker

        return Linker(self.frame, settings, log_level=None)


def _schema() -> Any:
    import pyarrow

    types = {name: pyarrow.int64() if name in NUMBERS else pyarrow.string() for name in Row.__annotations__}
    return pyarrow.schema(list(types.items()))
