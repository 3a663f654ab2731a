"""How a model compares a field: a level for every way in which the accounts of one person differ.

Names are misheard, turned round or written in another script; dates are exchanged, guessed or known to the
year alone; a digit is miscopied. What two accounts say of one field falls on the first level that holds.
"""

from __future__ import annotations

from typing import Any

SEVERAL = frozenset({"phone", "plate", "town", "alias"})
"""Fields of which people have several, or change them: that two share none says nothing."""
LETTERS = 4
"""Letters that a name has at least where one that is wrong is a slip: shorter names differ by one."""
MACROS = (
    f"near(a, b) AS greatest(length(a), length(b)) >= {LETTERS} AND damerau_levenshtein(a, b) <= 1",
    "turned(a, b, c, d) AS (a = d AND near(b, c)) OR (b = c AND near(a, d))",
    "exchanged(a, b) AS a[:4] = b[:4] AND a[6:7] = b[9:10] AND a[9:10] = b[6:7]",
    "apart(a, b) AS abs(CAST(a AS int) - CAST(b AS int))",
)
"""What DuckDB must know before a model compares. Written out in the levels, they cost splink seconds, as it
takes every condition apart many times."""


def of_victims() -> list[Any]:
    import splink.comparison_library as cl

    return [
        _name(),
        _born(),
        cl.ExactMatch("nat").configure(term_frequency_adjustments=True),
        cl.ExactMatch("sex"),
        _reference(),
        cl.ExactMatch("phone"),
    ]


def of_suspects() -> list[Any]:
    import splink.comparison_library as cl

    return [
        cl.ForenameSurnameComparison("first", "last"),
        cl.ExactMatch("nat").configure(term_frequency_adjustments=True),
        cl.ExactMatch("sex"),
        _age(),
        _phone(),
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
            _level("both parts", "first_l = first_r and last_l = last_r") | _AS_COMMON,
            _level("turned round", "first_l = last_r and last_l = first_r") | _AS_COMMON,
            _level("last, and first one letter off", "last_l = last_r and near(first_l, first_r)", "last"),
            _level("first, and last one letter off", "first_l = first_r and near(last_l, last_r)", "first"),
            cll.ExactMatchLevel("sound"),
            _level("both one letter off", "near(first_l, first_r) and near(last_l, last_r)"),
            _level("turned round and one letter off", "turned(first_l, last_l, first_r, last_r)"),
            cll.ExactMatchLevel("last", term_frequency_adjustments=True),
            cll.ExactMatchLevel("first", term_frequency_adjustments=True),
            cll.ElseLevel(),
        ],
    )


_AS_COMMON = {"tf_adjustment_column": "whole", "disable_tf_exact_match_detection": True}
"""A whole name speaks by how common it is (``frequency``), whatever the chance of the level is on average."""


def _level(label: str, condition: str, frequent: str | None = None) -> dict[str, Any]:
    """``frequent``: the column of which a common value says less."""
    made: dict[str, Any] = {"sql_condition": condition, "label_for_charts": label}
    return made | ({"tf_adjustment_column": frequent} if frequent else {})


def _born() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    unknown = "(dob_l is null or dob_r is null)"
    return cl.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            cll.NullLevel("yob"),
            cll.ExactMatchLevel("dob", term_frequency_adjustments=True),
            _level("day and month exchanged", "exchanged(dob_l, dob_r)"),
            _level("same day, year within 2", "apart(yob_l, yob_r) <= 2 and dob_l[5:] = dob_r[5:]"),
            _level("same year, the day of one not known", f"{unknown} and yob_l = yob_r"),
            _level("year within 2, the day of one not known", f"{unknown} and apart(yob_l, yob_r) <= 2"),
            _level("same year, another day", "yob_l = yob_r"),
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
            _level("next band", "abs(age_l - age_r) <= 1"),
            _level("two bands apart", "abs(age_l - age_r) <= 2"),
            cll.ElseLevel(),
        ],
    )


def _reference() -> Any:
    """Two of different kinds, as a port's and the NRM's, say nothing of each other."""
    kinds = "split_part(ref_l, ':', 1) <> split_part(ref_r, ':', 1)"
    none = _level("not of one kind", f"ref_l is null or ref_r is null or {kinds}") | {"is_null_level": True}
    return _number("ref", none, frequent=False)


def _phone() -> Any:
    import splink.comparison_level_library as cll

    return _number("phone", cll.NullLevel("phone"), frequent=True)


def _number(column: str, none: Any, *, frequent: bool) -> Any:
    """The same, or one digit off."""
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            none,
            cll.ExactMatchLevel(column, term_frequency_adjustments=frequent),
            cll.LevenshteinLevel(column, 1),
            cll.ElseLevel(),
        ],
    )
