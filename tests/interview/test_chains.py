"""A question that hangs on a question that hangs on a third: nothing is forgotten along the chain."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief.bank import Bank, load_bank
from debrief.interview import Interview, read_event
from tests.bank.small import write_bank

ONE = "sections/one.yaml"
LAST = "  answer: {type: single, choices: DRINK}\n  child: record\n"


@pytest.fixture
def chained(tmp_path: Path) -> Bank:
    """``tea`` opens ``drink``, and ``drink`` opens ``leg_by`` in every leg."""
    return load_bank(write_bank(tmp_path, ONE, LAST, LAST + "  when: {field: drink.cups, at_least: 1}\n"))


def test_what_closes_the_first_closes_the_last(chained: Bank) -> None:
    interview = Interview(chained)

    def do(kind: str, **fields: object) -> None:
        event = read_event({"kind": kind, "at": "2011-07-19T10:00:00+01:00", "by": "S1", **fields})
        assert interview.apply(event) is None

    do("opened", record="ab" * 16, reference="R-1", agency="p", edition="now", bank="small", bank_version=1,
       bank_digest=chained.digest)  # fmt: skip
    do("answered", address="per_age_status", state="answered", value={"choice": "adult_no_doubt"})
    do("added", repeat="leg", instance=1)
    assert not interview.is_open("leg_by", 1)
    do("answered", address="tea", state="answered", value="yes")
    do("answered", address="drink.cups", state="answered", value={"from": 2})
    assert interview.is_open("leg_by", 1)
    do("answered", address="tea", state="answered", value="no")
    assert not interview.is_open("drink")
    assert not interview.is_open("leg_by", 1)
    do("answered", address="tea", state="answered", value="yes")
    assert interview.is_open("leg_by", 1)
