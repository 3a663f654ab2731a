"""What must be possible for someone: a safeguard that shuts everything is no safeguard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic

from debrief.bank.conditions import ALWAYS, Condition
from debrief.bank.specification import Gate
from debrief.proof.properties import Properties
from debrief.proof.world import B


@dataclass(frozen=True, slots=True)
class Goal(Generic[B]):
    name: str
    says: str
    item: str
    holds: B


def wanted(properties: Properties[B], *, conditions_only: bool = False) -> Iterator[Goal[B]]:
    """Every goal, or only that each condition can hold and can fail to hold."""
    yield from _conditions(properties)
    if conditions_only:
        return
    yield from _items(properties)
    yield from _prompts(properties)
    for gate in properties.spec.gates:
        yield from _gate(properties, gate)


def _untold(properties: Properties[B]) -> B:
    """As a child, what is never asked stays blank: nothing may wait for it."""
    world, spec = properties.world, properties.spec
    blank = frozenset({"blank"})
    return world.all_of(
        [
            world.state_in(item, k, None, blank)
            for item in spec.forbidden
            if item in properties.bank.items
            for k in properties.model.places(item)
        ]
    )


def _items(p: Properties[B]) -> Iterator[Goal[B]]:
    world, model, untold = p.world, p.model, _untold(p)
    raised = p.spec.if_raised
    for item in p.bank.items.values():
        if not item.asked:
            continue
        offered = world.any_of([model.offered(item.id, k) for k in model.places(item.id)])
        if item.id not in raised.get("adult", ()):
            here = world.all_of((offered, world.no(model.child())))
            yield Goal("reach", f"{item.id} can be offered to some adult.", item.id, here)
    for name in sorted(p.spec.asked_of_child):
        found = [model.offered(name, k) for k in model.places(name)] if name in p.bank.items else []
        here = world.all_of((world.any_of(found), p.childish(), untold))
        yield Goal("reach", f"{name} can be offered to some child.", name, here)


def _prompts(p: Properties[B]) -> Iterator[Goal[B]]:
    """Each wording is put to someone whose record lets the item open."""
    world, model, untold = p.world, p.model, _untold(p)
    for item in p.bank.items.values():
        for prompt in item.prompts:
            for route, words in (("adult", prompt.adult), ("child", prompt.child)):
                if not words:
                    continue
                found = [
                    world.all_of((model.shown(item, prompt, route, k), model.is_open(item.id, k)))
                    for k in model.places(item.id)
                ]
                here = world.any_of(found)
                says = f"question {prompt.n} of {item.id} can be put to some {route}."
                yield Goal("reach", says, item.id, world.all_of((here, untold)) if route == "child" else here)


def _conditions(p: Properties[B]) -> Iterator[Goal[B]]:
    """No condition always holds, and none never does."""
    sections = {i: s.when for s in p.bank.sections.values() for i in s.items[:1]}
    for item in p.bank.items.values():
        named: list[tuple[str, Condition]] = [(f"the condition of {item.id}", item.when)]
        named += [(f"the condition of question {x.n} of {item.id}", x.when) for x in item.prompts]
        named += (
            [(f"the condition of section {item.section}", sections[item.id])] if item.id in sections else []
        )
        for name, condition in named:
            if condition != ALWAYS:
                yield from _both(p, name, item.id, condition, p.model.places(item.id))
    for check in p.bank.checks():
        yield from _both(p, f"what {check.id} needs", check.id, check.needs, (0,), check.who)


def _both(
    p: Properties[B], name: str, item: str, condition: Condition, places: tuple[int, ...], who: str = "all"
) -> Iterator[Goal[B]]:
    world, model = p.world, p.model
    there = [
        (model.there(item, k) if item in p.bank.items else world.true(), model.holds(condition, k))
        for k in places
    ]
    people = model.is_for(who)
    some = world.any_of([world.all_of((here, people, holds)) for here, holds in there])
    none = world.any_of([world.all_of((here, people, world.no(holds))) for here, holds in there])
    yield Goal("dead", f"{name} can hold.", item, some)
    yield Goal("always", f"{name} can fail to hold.", item, none)


def _gate(p: Properties[B], gate: Gate) -> Iterator[Goal[B]]:
    """An unmet warning withholds nothing; an unmet LEAD gate opens when it is overridden."""
    world, model = p.world, p.model
    if gate.effect == "HARD":
        return
    unmet = [p.who(gate), world.no(model.holds(gate.demands))]
    overridden = world.flag("overridden", gate.check)
    unmet.append(overridden if gate.effect == "LEAD" else world.no(overridden))
    if gate.stage == "signoff":
        through = model.may_sign()
    else:
        items = [i for i in p.spec.account if i in p.bank.items]
        through = world.any_of([model.offered(i, k) for i in sorted(items) for k in model.places(i)])
    says = f"{gate.check}, unmet, lets the talk go on{' once a lead decided' if gate.effect == 'LEAD' else ''}."
    yield Goal("gate", says, gate.check, world.all_of([*unmet, through]))
