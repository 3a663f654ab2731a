"""Proposals by a model: Fellegi and Sunter's, trained without labels by the ``splink`` package.

    made = suggest(people, "victim", None)        # trains; made.model is kept by whoever asks
    made = suggest(people, "victim", made.model)  # uses it, until the file has doubled or its levels changed

The package is the extra ``link``; without it ``suggest`` refuses and everything else works. It runs in
memory: no file, no network. A model holds probabilities and the names of fields, no value of anybody.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from importlib.util import find_spec
from typing import Any

from debrief.process import stopping
from debrief.process.silencing import silenced

from .fields import FREQUENT, NUMBERS, ROLE_SETTINGS, Row, row_of
from .frequency import whole_names
from .levels import MACROS
from .people import Pair, Person, Role, may_be_one, pair
from .refusals import NoLinkPackage, NotCompared, TooFewToTrain
from .suggesting import REVIEW, Band, Held, Suggested, Suggestion, strong_from
from .training import train
from .weights import waterfall

LEAST = 200
"""Mentions below which a model would learn noise."""
_BATCH = 5_000
"""People handed over at once: a look between any two."""
_SETTINGS = (
    "threads = 2",
    "temp_directory = ''",  # else what does not fit in memory goes to a disk in clear
    "enable_external_access = false",
    "enable_progress_bar = false",
)


def suggest(people: Sequence[Person], role: Role, last: Held | None, fresh: Collection[str] = ()) -> Suggested:
    """Pairs that may be one person, with probability and weights. ``last``: the model kept before.

    ``fresh``: mentions that came since; then only their pairs are looked for, as far as ``last`` is used.
    """
    for name in ("splink", "duckdb", "pyarrow"):
        if find_spec(name) is None:
            raise NoLinkPackage(name=name)
    if len(people) < LEAST:
        raise TooFewToTrain(count=len(people), limit=LEAST)
    from duckdb import Error
    from splink.internals.exceptions import SplinkException

    try:
        with _Run(people, role) as run, stopping.interrupting(run.connection.interrupt):
            current = last if last is not None and run.may_use(last) else None
            model = current or Held(len(people), run.train())
            return Suggested(model, tuple(run.predict(model, fresh if current else ())))
    except (Error, SplinkException) as error:
        stopping.check()
        memory = "out of memory" in str(error).lower()
        raise NotCompared(count=len(people), reason="memory" if memory else type(error).__name__) from None


class _Run:
    """One file of people in a database in memory."""

    def __init__(self, people: Sequence[Person], role: Role) -> None:
        import duckdb

        silenced("splink")
        self.role, self.settings = role, ROLE_SETTINGS[role if role == "victim" else "suspect"]
        self.people = {each.id: each for each in people}
        self.connection = duckdb.connect()
        for setting in _SETTINGS:
            self.connection.execute(f"SET {setting}")
        for macro in MACROS:
            self.connection.execute(f"CREATE MACRO {macro}")
        self.api = _api(self.connection)
        self.frame = self._register(people, "people")
        self.names = self._common(people)

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *exc: object) -> None:
        self.connection.close()

    def may_use(self, model: Held) -> bool:
        """Whether the file has not outgrown a kept model, and it compares as we do now."""
        return len(self.people) <= 2 * model.people and self.settings.fits(model.document)

    def train(self) -> str:
        """The model as JSON."""
        return train(self._linker, self.settings, len(self.people))

    def predict(self, model: Held, fresh: Collection[str]) -> list[Suggestion]:
        """Every pair from the review threshold on; with ``fresh``, only pairs of those mentions."""
        table = self._predicted(self._linker(json.loads(model.document)), fresh)
        found = self.connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - splink's own name
        names = [column[0] for column in found.description]
        strong = strong_from(self.role, len(self.people))
        made: dict[Pair, Suggestion] = {}
        while rows := found.fetchmany(10_000):
            for row in stopping.watched(rows):
                each = self._suggestion(dict(zip(names, row, strict=True)), strong)
                if each is not None and (
                    each.pair not in made or each.probability > made[each.pair].probability
                ):
                    made[each.pair] = each
        return sorted(made.values(), key=lambda each: (-each.probability, each.pair))

    def _predicted(self, linker: Any, fresh: Collection[str]) -> str:
        """The table of scored pairs."""
        least = REVIEW[self.role]
        if not fresh:
            return str(linker.inference.predict(threshold_match_probability=least).physical_name)
        new = self._register([self.people[each] for each in fresh if each in self.people], "fresh")
        for column in FREQUENT[self.settings.role]:
            linker.table_management.compute_tf_table(column)
        scored = linker.inference.predict_between(self.frame, new, threshold_match_probability=least)
        return str(scored.physical_name)

    def _register(self, people: Sequence[Person], name: str) -> Any:
        import pyarrow

        schema, batches = _schema(), []
        for start in range(0, len(people), _BATCH):
            rows = [dict(row_of(each)) for each in stopping.watched(people[start : start + _BATCH])]
            batches.append(pyarrow.RecordBatch.from_pylist(rows, schema=schema))
        table = pyarrow.Table.from_batches(batches, schema=schema)
        return self.api.register(table, table_name=name)

    def _common(self, people: Sequence[Person]) -> Any:
        """How common each whole name is, as splink looks it up."""
        import pyarrow

        fullest = (each.names[0] for each in people if each.names)
        shares = whole_names((name[0], name[-1]) for name in fullest if len(name) > 1)
        schema = pyarrow.schema([("whole", pyarrow.string()), ("tf_whole", pyarrow.float64())])
        table = pyarrow.Table.from_arrays([list(shares), list(shares.values())], schema=schema)
        return self.api.register(table, table_name="whole_names")

    def _suggestion(self, row: dict[str, Any], strong: float) -> Suggestion | None:
        left, right = self.people[row["unique_id_l"]], self.people[row["unique_id_r"]]
        if not may_be_one(left, right):
            return None
        sure = float(row["match_probability"])
        band: Band = "strong" if sure >= strong else "review"
        return Suggestion(pair(left.id, right.id), sure, band, waterfall(row))

    def _linker(self, settings: Any) -> Any:
        from splink import Linker

        linker = Linker(self.frame, settings, log_level=None)
        linker.table_management.register_term_frequency_lookup(self.names, "whole")
        return linker


def _api(connection: Any) -> Any:
    """Splink's way to the database, with a look before each of its statements whether to go on."""
    from splink import DuckDBAPI

    class Api(DuckDBAPI):
        def _execute_sql_against_backend(self, final_sql: str) -> Any:
            stopping.check()
            return super()._execute_sql_against_backend(final_sql)

    return Api(connection)


def _schema() -> Any:
    import pyarrow

    types = {name: pyarrow.int64() if name in NUMBERS else pyarrow.string() for name in Row.__annotations__}
    return pyarrow.schema(list(types.items()))
