"""What an answer is taken for where the script does not say, and what is said of one that does not fit."""

from __future__ import annotations

import pytest
from play_making import played

from debrief.bank import Bank
from debrief.play import Plan, refusals


def _states(plan: Plan) -> dict[str, str]:
    return {act.data["address"]: act.data["state"] for act in plan.acts if act.kind == "answered"}


def test_what_was_said_is_never_stamped_as_seen(bank: Bank) -> None:
    """A card is filled in from what is said; words on record were said, too."""
    plan = played(
        bank,
        "- person: osas\n  fields: {names: Osas}\n"
        "- exp: a\n  exp_injury: {words: He hit me., observed: A scar}\n"
        "- exp: a\n  exp_kind: {kinds: [labour]}\n",
    )
    states = _states(plan)
    assert states["card_person/1.p_names"] == "answered"
    assert states["exp_injury/1.words"] == "volunteered"
    assert states["exp_injury/1.observed"] == "observed"
    assert states["exp_kind/1.kinds"] == "assessed"


@pytest.mark.parametrize(
    ("step", "form"),
    [
        ("- per_nationality: Nigeria\n- exp: a\n  exp_hours: 60", "group"),
        ("- rcr_open: We left.\n  asked: 9", "asked"),
    ],
)
def test_a_refusal_names_the_form_that_is_meant(bank: Bank, step: str, form: str) -> None:
    with pytest.raises(refusals.WrongForm) as refused:
        played(bank, step + "\n")
    assert refused.value.facts["type"] == form
