"""What a value of a record may be made of: what JSON can say, kept as it is, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from debrief.interview.record import AnswerRecord, History

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=8,
)


def answer(value: Any) -> AnswerRecord:
    return AnswerRecord(
        item="per_full_name", type="name", state="answered", value=value,
        at="2026-05-04T10:00:00Z", by="0001", sitting=1, sensitivity="S1",
    )  # fmt: skip


@given(JSON)
def test_json_is_kept_as_it_is(value: Any) -> None:
    assert answer(value).model_dump(mode="json")["value"] == json.loads(json.dumps(value))
    assert History(events=({"value": value},)).model_dump(mode="json")["events"][0]["value"] == value


@pytest.mark.parametrize(
    "value", [{1}, (1, 2), date(2026, 5, 4), b"x", {1: "x"}, [{"x": object()}], {"x": [{"y": {None: 1}}]}]
)
def test_anything_else_is_refused_without_being_named(value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        answer(value)
    assert "input_value" not in str(refused.value)
    with pytest.raises(ValidationError):
        History(events=({"value": value},))
