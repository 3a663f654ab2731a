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

    return cl.CustomComparison(
        output_column_name="first_last",
        comparison_levels=[
            cll.And(cll.NullLevel("first"), cll.NullLevel("last")),
            cll.And(cll.ExactMatchLevel("first"), cll.ExactMatchLevel("last")).configure(
                tf_adjustment_column="sound", label_for_charts="both parts", disable_tf_exact_match_detection=True
            ),
            cll.ColumnsReversedLevel("first", "last", symmetrical=True),
            _level("same last name, first one letter off", f"last_l = last_r and {_near('first_l', 'first_r')}", "last"),
            _level("same first name, last one letter off", f"first_l = first_r and {_near('last_l', 'last_r')}", "first"),
            cll.ExactMatchLevel("sound"),
            _level("both parts one letter off", f"{_near('first_l', 'first_r')} and {_near('last_l', 'last_r')}"),
            _level(
                "turned round and one letter off",
                f"(first_l = last_r and {_near('last_l', 'first_r')}) or (last_l = first_r and {_near('first_l', 'last_r')})",
            ),
            cll.ExactMatchLevel("last", term_frequency_adjustments=True),
            cll.ExactMatchLevel("first", term_frequency_adjustments=True),
            cll.ElseLevel(),
        ],
    )


def _near(left: str, right: str) -> str:
    return f"damerau_levenshtein({left}, {right}) <= 1"


def _level(label: str, condition: str, frequent: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"sql_condition": condition, "label_for_charts": label}
    return made | ({"tf_adjustment_column": frequent} if frequent else {})


def _born() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    swapped = (
        "substr(dob_l, 1, 4) = substr(dob_r, 1, 4) and substr(dob_l, 6, 2) = substr(dob_r, 9, 2) "
        "and substr(dob_l, 9, 2) = substr(dob_r, 6, 2)"
    )
    apart = "abs(cast(yob_l as int) - cast(yob_r as int))"
    open_ = "(dob_l is null or dob_r is null)"
    return cl.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            cll.NullLevel("yob"),
            cll.ExactMatchLevel("dob", term_frequency_adjustments=True),
            _level("day and month exchanged", swapped),
            _level("same day, year within 2", f"{apart} <= 2 and substr(dob_l, 5) = substr(dob_r, 5)"),
            _level("same year, the day of one not known", f"{open_} and yob_l = yob_r"),
            _level("year within 2, the day of one not known", f"{open_} and {apart} <= 2"),
            _level("same year", "yob_l = yob_r"),
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
