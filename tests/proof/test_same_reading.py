"""What runs is what is proved: the interview and the second reading agree on every state tried.

Thousands of states come from real events. The plain world reads the log's own
record; the z3 world is given the same state, variable by variable, and must
find its own constraints true of it.
"""

from __future__ import annotations

from itertools import islice

import pytest
import z3

from debrief.bank import Bank
from debrief.bank.specification import Specification
from debrief.interview import Address, Interview
from debrief.interview.extract import extract
from debrief.interview.refusals import SharingRefused
from debrief.interview.sharing import CENTRAL, Filter
from debrief.proof.concrete import Concrete
from debrief.proof.model import Model
from debrief.proof.prover import Prover
from debrief.proof.world import STAGES
from tests.proof.assignment import assignment
from tests.proof.states import Walk


def _compare(interview: Interview, some: int | None = None, rng_seed: int = 0) -> int:
    """Everything the proof speaks of, said by both; the number of things compared."""
    bank, model = interview.bank, Model(interview.bank, Concrete(interview))
    assert (interview.route == "child") == model.child()
    for stage in STAGES:
        shown = {result.check.id: result for result in interview.checks(stage)}
        for check in bank.checks(stage):
            unmet = check.id in shown and not shown[check.id].met
            assert unmet == model.unmet(check), check.id
            assert (unmet and shown[check.id].blocks) == model.blocks(check), check.id
    names = list(bank.items)
    chosen = names if some is None else names[rng_seed % 7 :: 7]
    for name in chosen:
        for k in interview.places(name):
            _compare_item(interview, model, name, k)
    return len(chosen)


def _compare_item(interview: Interview, model: Model[bool], name: str, k: int) -> None:
    item = interview.bank.items[name]
    assert interview.status(Address(name, k)) == model.world.state_of(name, k), name  # type: ignore[attr-defined]
    assert interview.is_open(name, k) == model.is_open(name, k), name
    assert interview.offered(name, k) == model.offered(name, k), name
    asked = {prompt.n for prompt in interview.prompts(name, k)}
    assert asked == {p.n for p in item.prompts if model.shown(item, p, interview.route, k)}, name


@pytest.mark.parametrize("seed", range(8))
def test_offered_open_route_and_gates_agree_on_states_at_random(bank: Bank, seed: int) -> None:
    for n, interview in enumerate(islice(Walk(bank, seed), 300)):
        _compare(interview, None if n % 40 == 0 else 30, n)


def test_the_states_tried_are_neither_all_open_nor_all_shut(bank: Bank) -> None:
    seen = [i.offered("rcr_open") for seed in range(5) for i in islice(Walk(bank, seed), 100)]
    assert len(seen) / 20 < sum(seen) < len(seen) * 19 / 20


@pytest.mark.parametrize("seed", range(4))
def test_recording_signing_and_sending_agree(bank: Bank, seed: int) -> None:
    for n, interview in enumerate(islice(Walk(bank, seed + 50), 200)):
        if n % 5:
            continue
        model = Model(bank, Concrete(interview))
        _recordable(interview, model)
        try:
            extract(interview, purpose="urgent")
            sent = True
        except SharingRefused:
            sent = False
        assert sent == model.may_send()
        kept = Filter(interview.view, CENTRAL) if sent else None
        for address, entries in interview.state.entries.items():
            if kept is not None and not model.carried(address.item, protection=False):
                assert kept.category(address, entries[-1].event) == "restricted"


def _recordable(interview: Interview, model: Model[bool]) -> None:
    from debrief.interview import read_event

    at = interview.state.events[-1].at
    for name in sorted(interview.bank.emergency):
        for k in interview.places(name):
            address = str(Address(name, k, next(iter(interview.bank.answer_of(name).fields), None)))
            event = {"kind": "answered", "at": at, "by": "M1", "address": address, "state": "declined" if
                     interview.route == "adult" else "not_asked_time"}  # fmt: skip
            assert (interview.would_refuse(read_event(event)) is None) == model.recordable(name, k), name
    note = read_event({"kind": "noted", "at": at, "by": "M1", "words": {"original": "made up"}})
    assert (interview.would_refuse(note) is None) == (not model.signed())
    sign = read_event(
        {"kind": "signed_off", "at": at, "by": "M1", "role": "interviewer", "name": "nobody else"}
    )
    assert (getattr(interview.would_refuse(sign), "code", "") == "SAY-18") == model.withheld("signoff")


@pytest.mark.parametrize("seed", [20, 22])
def test_every_state_tried_is_one_of_the_states_proved(bank: Bank, spec: Specification, seed: int) -> None:
    """z3 gets the state; its rules about states must allow it, and its formulas must say what runs."""
    prover = Prover(bank, spec)
    model, world = prover.model, prover.world
    slots = [(name, k) for name in bank.items for k in model.places(name)]
    offered = {slot: model.offered(*slot) for slot in slots}
    unmet = {check.id: model.unmet(check) for check in bank.checks()}
    for n, interview in enumerate(islice(Walk(bank, seed), 144)):
        if n % 18:
            continue
        with prover.asking(*assignment(world, interview)) as solver:
            assert solver.check() == z3.sat
            found = solver.model()
            holds = {key: z3.is_true(found.eval(f, model_completion=True)) for key, f in unmet.items()}
            assert z3.is_true(found.eval(model.child(), model_completion=True)) == (interview.route == "child")
            plain = Model(bank, Concrete(interview))
            assert holds == {check.id: plain.unmet(check) for check in bank.checks()}
            for (name, k), formula in offered.items():
                there = interview.places(name)
                real = there[k - 1] if k and k <= len(there) else k
                runs = real in there and interview.offered(name, real)
                assert z3.is_true(found.eval(formula, model_completion=True)) == runs, (name, k)
