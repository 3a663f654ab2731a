"""Reading the flows: what follows words said unasked, and the check at sign-off that each comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from debrief.bank.conditions import All, Condition, Not, OverItems, Ref, Route
from debrief.bank.conditions import Any as AnyOf
from debrief.bank.parse_conditions import parse_condition
from debrief.bank.refusals import RepeatedId, UnknownItem, UnknownRule
from debrief.bank.schema import SELF, Check, Flow, FlowStep, Item, RouteName, Rule, Who
from debrief.bank.taking import Taker
from debrief.bank.yaml_source import Mapping as Node

_ROUTES = get_args(RouteName)


def read_flows(data: Node) -> dict[str, Flow]:
    """The flows by id, in the order in which they are shown."""
    top = Taker(data, "flows")
    flows: dict[str, Flow] = {}
    steps: set[str] = set()
    for each in top.list("flows"):
        flow = _flow(Taker(each, "a flow", data.file, data.line))
        for name, known in ((flow.id, flows.keys()), *((step.id, steps) for step in flow.steps)):
            if name in known:
                raise RepeatedId(file=flow.at.file, line=flow.at.line, item=name)
            steps.add(name)
        flows[flow.id] = flow
    top.done()
    return flows


def _flow(take: Taker) -> Flow:
    take.item = take.text("id")
    flow = Flow(
        id=take.item,
        rule=take.text("rule"),
        check=take.text("check"),
        title=take.text("title"),
        words=_ref(take, "words"),
        before=_ref(take, "before"),
        raised=_condition(take, "raised"),
        wants=take.text("wants"),
        why=take.text("why"),
        steps=tuple(_step(each, take) for each in take.list("steps", empty=False)),
        at=take.at,
    )
    take.done()
    return flow


def _step(data: Any, owner: Taker) -> FlowStep:
    take = Taker(data, owner.item, owner.at.file, owner.at.line)
    says = Taker(take.mapping("says", empty=True), owner.item, take.at.file, take.at.line)
    step = FlowStep(
        id=take.text("id"),
        who=take.one_of("who", get_args(Who)),
        to=_ref(take, "to"),
        done=_condition(take, "done"),
        wants=take.text("wants"),
        why=take.text("why"),
        says={route: says.text(route) for route in _ROUTES if route in says.data},
    )
    says.done()
    take.done()
    return step


def _ref(take: Taker, key: str) -> Ref:
    """``item.field`` or ``item.field.line``."""
    parts = take.text(key).split(".")
    if not 2 <= len(parts) <= 3 or not all(parts):
        raise take.wrong(key)
    return Ref(*parts)


def _condition(take: Taker, key: str) -> Condition:
    return parse_condition(take.raw(key), file=take.at.file, owner=take.item, line=take.at.line)


# -- the check at sign-off ------------------------------------------------------------------------


def check_of(flow: Flow, items: Mapping[str, Item]) -> Check:
    """Unmet while words of this kind are on record, in some instance, and a step for this person is left."""
    if flow.words.item not in items:
        at = flow.at
        raise UnknownItem(file=at.file, line=at.line, item=flow.id, name=flow.words.item)
    repeat = items[flow.words.item].repeat
    settled = AnyOf((Not(flow.raised), All(tuple(_done(step) for step in flow.steps))))
    needs = OverItems("all", flow.words.item if repeat == SELF else repeat, settled) if repeat else settled
    return Check(flow.check, flow.rule, "WARN", "all", "signoff", needs, flow.wants, flow.why, flow.at)


def _done(step: FlowStep) -> Condition:
    if step.who == "all":
        return step.done
    other: RouteName = "adult" if step.who == "child" else "child"
    return AnyOf((Route(other), step.done))


def with_checks(
    rules: Mapping[str, Rule], flows: Mapping[str, Flow], items: Mapping[str, Item]
) -> dict[str, Rule]:
    """The rules, each with the checks of its flows after its own."""
    made = dict(rules)
    for flow in flows.values():
        rule = made.get(flow.rule)
        if rule is None:
            raise UnknownRule(file=flow.at.file, line=flow.at.line, item=flow.id, rule=flow.rule)
        made[rule.id] = replace(rule, checks=(*rule.checks, check_of(flow, items)))
    return made
