"""What the induction says of events is what events do."""

from __future__ import annotations

from itertools import islice
from typing import Any, get_args

import pytest

from benchmarks.mutants import mutants
from debrief.bank import Bank
from debrief.bank.specification import Specification
from debrief.interview import Interview
from debrief.interview import events as e
from debrief.interview.address import Address
from debrief.proof.induction import CHANGES, OF_ANSWERS, OF_REPEATS, Induction, may_change
from debrief.proof.prover import Prover
from tests.proof.assignment import values
from tests.proof.states import Walk


def test_every_kind_of_event_has_its_step() -> None:
    kinds = {get_args(c.model_fields["kind"].annotation)[0] for c in e.Event.__subclasses__()}
    assert kinds == set(CHANGES) | OF_ANSWERS | OF_REPEATS


def test_childhood_is_kept_by_every_event(bank: Bank, spec: Specification) -> None:
    assert Induction(bank, spec).broken() == []


def test_a_forgotten_sign_of_childhood_is_not_kept(bank: Bank, spec: Specification) -> None:
    changed = next(m.bank for m in mutants(bank) if m.name == "points 3 dropped")
    assert Induction(changed, spec).broken()


def _about(event: e.Event) -> str:
    if isinstance(event, e.Added | e.Struck | e.Moved):
        return event.repeat
    text = getattr(event, "address", None)
    return Address.parse(text).item if text else ""


@pytest.mark.parametrize("seed", [2, 5])
def test_events_change_nothing_else(bank: Bank, spec: Specification, seed: int) -> None:
    prover = Prover(bank, spec)
    for name in bank.items:
        for k in prover.model.places(name):
            prover.model.offered(name, k)
    before: dict[tuple[Any, ...], Any] = {}
    seen = 0
    for interview in islice(Walk(bank, seed), 120):
        after, events = values(prover.world, interview), interview.state.events
        if before and len(events) == seen + 1:
            _check(interview, events[-1], before, after)
        before, seen = after, len(events)


def _check(interview: Interview, event: e.Event, before: dict[Any, Any], after: dict[Any, Any]) -> None:
    kind = getattr(event, "kind", "")
    changed = {key for key in before if key in after and before[key] != after[key]}
    wrong = {key for key in changed if not may_change(interview.bank, kind, _about(event), key)}
    assert not wrong, (kind, sorted(map(str, wrong))[:5])
