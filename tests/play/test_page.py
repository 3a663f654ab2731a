"""The reference page: its examples run, and it leaves nothing out."""

from __future__ import annotations

import pytest
from play_making import PAGE, example_head, examples, played

from debrief.bank import Bank
from debrief.play import rehearse, script_of
from debrief.play.acts import OPTIONS, VERBS
from debrief.play.forms import _FORMS


def test_the_whole_script_runs_and_is_signed(bank: Bank) -> None:
    plan = rehearse(bank, script_of(examples()[0], "page"))
    assert plan.interview.signed
    assert plan.facts["F01"] == ("rcr_when",)


@pytest.mark.parametrize("steps", examples()[1:], ids=range(2, len(examples()) + 1))
def test_every_other_example_runs_after_its_opening(bank: Bank, steps: str) -> None:
    assert played(bank, steps, example_head()).acts


@pytest.mark.parametrize("name", sorted([*VERBS, *OPTIONS, "from_now", "check"]))
def test_every_act_and_option_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8") or f"`{name}:`" in PAGE.read_text(encoding="utf-8")


def test_items_named_on_the_page_exist(bank: Bank) -> None:
    import re

    named = set(
        re.findall(r"`((?:rcr|leg|ent|exp|per|ctl|fin|exit|debt|ref|need|trn)_[a-z_]+)", PAGE.read_text())
    )
    assert named
    assert named <= set(bank.items)


def test_there_is_a_form_for_every_type_that_is_not_plain_text() -> None:
    assert {"place", "money", "partial_date", "duration", "count", "coded_multi"} <= set(_FORMS)
