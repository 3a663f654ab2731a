"""The fields of a model: what it sees of a person, which pairs it looks at, and what it learns from.

Victims have names, a birth date as far as known, nationality and reference numbers; suspects seldom
more than a first name, an age, a place and a phone. Which pairs are looked at at all (``blocks``) and what the
model learns from (``passes``) was measured (docs/linking.md); how a field is compared is in ``levels``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypedDict

from .levels import of_suspects, of_victims
from .names import same_key, sound
from .people import PERSONAL, Person

_FIRST = ("nrm", "home_office")
_BAND = 5
"""Years in a band of ages."""


class Row(TypedDict):
    unique_id: str
    first: str | None
    last: str | None
    alias: str | None
    whole: str | None
    sound: str | None
    dob: str | None
    yob: str | None
    nat: str | None
    sex: str | None
    ref: str | None
    phone: str | None
    plate: str | None
    town: str | None
    age: int | None


NUMBERS = frozenset({"age"})
"""Fields of a row that are numbers; the others are texts."""


def row_of(person: Person) -> Row:
    """One mention as the model sees it: of several values of a field, one."""
    fullest = person.names[0] if person.names else ()
    others = [name for name in person.names[1:] if name[:1] != fullest[:1]]
    return {
        "unique_id": person.id,
        "first": fullest[0] if fullest else None,
        "last": fullest[-1] if len(fullest) > 1 else None,
        "alias": others[0][0] if others else None,
        "whole": same_key((fullest[0], fullest[-1])) if len(fullest) > 1 else None,
        "sound": sound(*fullest) if len(fullest) > 1 else None,
        "dob": person.day,
        "yob": person.born[:4] if person.born else None,
        "nat": min(person.nationality, default=None),
        "sex": person.sex,
        "ref": _reference(person),
        "phone": min(person.phones, default=None),
        "plate": min(person.plates, default=None),
        "town": min(person.towns, default=None),
        "age": person.year // _BAND if person.year else None,
    }


def _reference(person: Person) -> str | None:
    own = [each for each in person.references if each.kind in PERSONAL]
    ordered = sorted(own, key=lambda each: (each.kind not in _FIRST, each))
    return f"{ordered[0].kind}:{ordered[0].key}" if ordered else None


@dataclass(frozen=True)
class Fields:
    """Of one role. ``recall``: the share of true pairs that ``certain`` finds, by the made-up truth."""

    role: str
    recall: float

    def settings(self, rounds: int) -> Any:
        from splink import SettingsCreator

        return SettingsCreator(
            link_type="dedupe_only",
            blocking_rules_to_generate_predictions=self._blocks(),
            comparisons=of_victims() if self.role == "victim" else of_suspects(),
            max_iterations=rounds,
            retain_intermediate_calculation_columns=True,
            retain_matching_columns=False,
        )

    def fits(self, document: str) -> bool:
        """Whether a kept model compares as these fields do; one from before a change is trained anew."""
        made = self.settings(1).create_settings_dict("duckdb")
        return _conditions(json.loads(document)) == _conditions(made)

    def certain(self) -> list[Any]:
        """Rules that hardly ever err; from them follows how many true pairs there are."""
        return (
            _block(("ref",), ("first", "last", "dob")) if self.role == "victim" else _block(("phone", "first"))
        )

    def passes(self) -> list[Any]:
        """Fields held equal while the others are learnt."""
        if self.role == "victim":
            return _block(("first", "last", "nat"), ("dob", "nat"), ("ref",))
        return _block(("first", "last"), ("phone",))

    def _blocks(self) -> list[Any]:
        swapped = "l.first = r.last and l.last = r.first"
        if self.role == "victim":
            return [
                *_block(("ref",), ("phone",), ("first", "last"), ("sound", "yob"), ("dob",)),
                *_block(("last", "yob"), ("first", "yob", "nat"), ("sound", "nat")),
                swapped,
            ]
        return [
            *_block(("phone",), ("plate",), ("first", "last"), ("last", "nat"), ("first", "town")),
            *_block(("first", "nat", "age", "sex")),
            swapped,
        ]


FREQUENT = {
    "victim": ("last", "first", "dob", "nat"),
    "suspect": ("last", "first", "nat", "phone", "town"),
}
"""Fields of which a common value says less than a rare one."""
ROLE_SETTINGS = {"victim": Fields("victim", 0.6), "suspect": Fields("suspect", 0.04)}


def _block(*rules: tuple[str, ...]) -> list[Any]:
    from splink import block_on

    return [block_on(*rule) for rule in rules]


def _conditions(model: dict[str, Any]) -> list[list[str]]:
    return [
        [str(level["sql_condition"]) for level in comparison["comparison_levels"]]
        for comparison in model["comparisons"]
    ]
