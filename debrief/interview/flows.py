"""What follows words said unasked: which steps are done, and which are left.

The words are on record before anything else is, and no step has to be taken before the person
may go on talking. What is left stands at sign-off as one unmet warning for each kind of words.
"""

from __future__ import annotations

from dataclasses import dataclass

from debrief.bank.schema import Flow, FlowStep
from debrief.interview.address import Address
from debrief.interview.view import View, world_of


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a flow in this record. ``says`` is the text to say aloud on its route."""

    step: FlowStep
    address: Address
    line: str | None
    done: bool
    says: str | None


@dataclass(frozen=True, slots=True)
class FlowState:
    """One flow over the words of one instance: a place of stay, or an urgent action."""

    flow: Flow
    instance: int
    raised: bool
    steps: tuple[StepState, ...]

    @property
    def left(self) -> tuple[StepState, ...]:
        """The steps that are not done, in their order."""
        return tuple(each for each in self.steps if not each.done)


def flow_of(view: View, kind: str, instance: int) -> FlowState:
    """The flow of one kind over the words of one instance; steps for the other route are left out."""
    flow, route, world = view.bank.flows[kind], view.route(), world_of(view)
    tests = view.compiled.flows
    steps = tuple(
        StepState(
            step,
            _address(view, step, instance),
            step.to.line,
            tests[step.id](world, instance),
            step.says.get(route),
        )
        for step in flow.steps
        if step.who in ("all", route)
    )
    return FlowState(flow, instance, tests[flow.id](world, instance), steps)


def raised_flows(view: View) -> tuple[FlowState, ...]:
    """Every flow whose words are on record, in the order of the kinds and of the instances."""
    states = (
        flow_of(view, kind, instance)
        for kind, flow in view.bank.flows.items()
        for instance in _instances(view, flow)
    )
    return tuple(state for state in states if state.raised)


def _instances(view: View, flow: Flow) -> tuple[int, ...]:
    repeat = view.bank.repeat_of(flow.words.item)
    return (0,) if repeat is None else tuple(view.instances(repeat))


def _address(view: View, step: FlowStep, instance: int) -> Address:
    item = step.to.item
    return Address(item, 0 if view.bank.repeat_of(item) is None else instance, step.to.field)
