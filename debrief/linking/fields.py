"""The fields a model compares, and how: one set for victims, one for suspects.

Victims have names, a birth date as far as known, nationality and reference numbers; suspects seldom
more than a first name, an age, a place and a phone. What is compared, which pairs are looked at at
all (``blocks``) and what the model learns from (``passes``) was measured (docs/linking.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

from .names import sound
from .people import PERSONAL, Person

_FIRST = ("nrm", "home_office")
_BAND = 5
"""Years in a band of ages."""


class Row(TypedDict):
    unique_id: str
    first: str | None
    last: str | None
    alias: str | None
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
        "sound": sound(*fullest) if len(fullest) > 1 else None,
        "dob": person.day or (f"{person.born[:4]}-01-01" if person.born else None),
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
            comparisons=_victim() if self.role == "victim" else _suspect(),
            max_iterations=rounds,
            retain_intermediate_calculation_columns=True,
            retain_matching_columns=False,
        )

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
    "victim": ("sound", "last", "first", "dob", "nat"),
    "suspect": ("last", "first", "nat", "phone", "town"),
}
"""Fields of which a common value says less than a rare one."""
ROLE_SETTINGS = {"victim": Fields("victim", 0.6), "suspect": Fields("suspect", 0.04)}


def _block(*rules: tuple[str, ...]) -> list[Any]:
    from splink import block_on

    return [block_on(*rule) for rule in rules]


def _victim() -> list[Any]:
    import splink.comparison_library as cl

    return [
        _name(),
        _born(),
        cl.ExactMatch("nat").configure(term_frequency_adjustments=True),
        cl.ExactMatch("sex"),
        _number("ref"),
        cl.ExactMatch("phone"),
    ]


def _suspect() -> list[Any]:
    import splink.comparison_library as cl

    return [
        cl.ForenameSurnameComparison("first", "last"),
        cl.ExactMatch("nat").configure(term_frequency_adjustments=True),
        cl.ExactMatch("sex"),
        _age(),
        _number("phone", common=True),
        cl.ExactMatch("plate"),
        cl.ExactMatch("town").configure(term_frequency_adjustments=True),
        cl.ExactMatch("alias"),
    ]


def _name() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    def both(level: Any, *more: Any) -> Any:
        return cll.And(level("first", *more), level("last", *more))

    none = cll.And(cll.NullLevel("first"), cll.NullLevel("last"))
    return cl.CustomComparison(
        output_column_name="first_last",
        comparison_levels=[
            none,
            both(cll.ExactMatchLevel).configure(tf_adjustment_column="sound", label_for_charts="both parts"),
            cll.ColumnsReversedLevel("first", "last", symmetrical=True),
            cll.ExactMatchLevel("sound"),
            both(cll.JaroWinklerLevel, 0.92),
            both(cll.JaroWinklerLevel, 0.88),
            cll.ExactMatchLevel("last", term_frequency_adjustments=True),
            cll.ExactMatchLevel("first", term_frequency_adjustments=True),
            cll.ElseLevel(),
        ],
    )


def _born() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    swapped = (
        "substr(dob_l, 1, 4) = substr(dob_r, 1, 4) and substr(dob_l, 6, 2) = substr(dob_r, 9, 2) "
        "and substr(dob_l, 9, 2) = substr(dob_r, 6, 2)"
    )
    near = (
        "abs(cast(substr(dob_l, 1, 4) as int) - cast(substr(dob_r, 1, 4) as int)) <= 2 "
        "and substr(dob_l, 5) = substr(dob_r, 5)"
    )
    return cl.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            cll.NullLevel("dob"),
            cll.ExactMatchLevel("dob", term_frequency_adjustments=True),
            {"sql_condition": swapped, "label_for_charts": "day and month exchanged"},
            {"sql_condition": "substr(dob_l, 1, 4) = substr(dob_r, 1, 4)", "label_for_charts": "same year"},
            {"sql_condition": near, "label_for_charts": "same day, year within 2"},
            cll.ElseLevel(),
        ],
    )


def _age() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    return cl.CustomComparison(
        output_column_name="age",
        comparison_levels=[
            cll.NullLevel("age"),
            cll.ExactMatchLevel("age"),
            {"sql_condition": "abs(age_l - age_r) <= 1", "label_for_charts": "next band"},
            {"sql_condition": "abs(age_l - age_r) <= 2", "label_for_charts": "two bands apart"},
            cll.ElseLevel(),
        ],
    )


def _number(column: str, *, common: bool = False) -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            cll.ExactMatchLevel(column, term_frequency_adjustments=common),
            cll.LevenshteinLevel(column, 1),
            cll.ElseLevel(),
        ],
    )
