"""Every answer type comes apart into typed parts, and nothing of it is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from debrief.bank.answers import ANSWER_TYPES, CONTAINERS, LINK_TYPES, read_value
from debrief.repository.values import UNTAKEN, parts

EXAMPLES: dict[str, Any] = {
    "checklist": {"lines": {"water": "yes", "toilet": "no"}, "notes": {"water": "w1", "rest": "w2"}},
    "coded_multi": [
        {"code": "labour", "passage": {"at": "uk_open", "start": 3, "end": 9}},
        {"code": "other", "other": "w3"},
    ],
    "contact": {"name": "n1", "body": "b1", "reach": "r1"},
    "count": {"from": 3, "to": 5, "words": "w4"},
    "country": {"choice": "VN"},
    "date_range": {"start": {"edtf": "2009-05"}, "end": {"edtf": "2010", "words": "w5"}},
    "datetime": "2026-05-04T10:00:00Z",
    "duration": {"amount": {"from": 2, "words": "w6"}, "unit": "weeks", "words": "w7"},
    "identifier": "AB?23",
    "item_list": [{"item": "leg_from/2", "reason": "w8"}],
    "language": {"code": "vie", "dialect": "d1", "other": "o1"},
    "matrix": {"marks": {"a1": "yes", "b1": "no"}, "sources": {"a1": "w9", "c1": "w10"}},
    "money": {"from": "1200.50", "to": "1300", "currency": "EUR", "per": "month", "words": "w11"},
    "multi": {"choices": ["coach_bus", "other"], "other": "w12"},
    "name": {"script": "Nguyễn", "roman": "Nguyen", "order": "family_first", "language": "vie"},
    "note": "w13",
    "partial_date": {"edtf": "2011-02", "words": "w14", "calendar": "gregorian", "in_calendar": "c1"},
    "phone": "+44????1",
    "place": {
        "words": "w15", "town": "t1", "region": "r2", "country": "GB", "code": "DVR",
        "choice": "dover", "precision": "town",
    },
    "short_text": "w16",
    "signature": {"staff_id": "s1", "at": "2026-05-04T10:00:00Z"},
    "single": {"choice": "other", "other": "w17"},
    "verbatim_text": {"original": "w18", "language": "vie", "english": "w19", "checked": "w20"},
    "yes_no_not_sure": "not_sure",
    **{t: f"{k}:1" if t.endswith("_link") and t != "persons_link" else [f"{k}:1", f"{k}:2"]
       for t, k in LINK_TYPES.items()},
}  # fmt: skip


def leaves(value: Any) -> list[str]:
    """Every text and number of a value; the keys of choices too."""
    if isinstance(value, dict):
        keys = [k for name in ("lines", "marks", "notes", "sources") for k in value.get(name, {})]
        return keys + [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [str(value)]


def test_every_type_has_an_example_and_is_taken_apart() -> None:
    assert set(EXAMPLES) == ANSWER_TYPES - CONTAINERS
    assert not UNTAKEN


@pytest.mark.parametrize("answer_type", sorted(EXAMPLES))
def test_nothing_of_a_value_is_lost(answer_type: str) -> None:
    value = EXAMPLES[answer_type]
    assert read_value(answer_type, value) == value
    found = " ".join(text for part in parts(answer_type, value) for text in part.values())
    for leaf in leaves(value):
        assert leaf in found


def test_dates_carry_the_days_they_may_mean() -> None:
    (part,) = parts("partial_date", {"edtf": "2011-02"})
    assert (part["first"], part["last"]) == ("2011-02-01", "2011-02-28")
    start, end = parts("date_range", {"start": {"edtf": "2009-05"}, "end": {"edtf": ".."}})
    assert (start["role"], start["first"], end["role"], end["edtf"]) == (
        "start", "2009-05-01", "end", "..",
    )  # fmt: skip
    assert "first" not in end


def test_an_answer_without_a_value_is_a_row_too() -> None:
    assert parts("money", None) == [{"role": "value"}]
