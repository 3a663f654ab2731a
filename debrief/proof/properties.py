"""What is proved: for each property, the formulas that would be true of a state that breaks it.

Each is stated from the specification, never from the bank's own rules; the bank
enters only through the model of what the interview does with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias

from debrief.bank.schema import Check
from debrief.bank.specification import Gate, Specification
from debrief.proof.model import Model
from debrief.proof.world import B


@dataclass(frozen=True, slots=True)
class Case(Generic[B]):
    """Where a property could break: what about, and the formula of breaking it."""

    item: str
    instance: int
    broken: B


Cases: TypeAlias = Iterator[Case[B]]


@dataclass(frozen=True, slots=True)
class Property(Generic[B]):
    name: str
    says: str
    """One sentence: what holds of every state."""
    cases: Callable[[], Cases[B]]


class Properties(Generic[B]):
    """The properties of one bank over one world."""

    def __init__(self, model: Model[B], spec: Specification) -> None:
        self.model, self.world, self.spec = model, model.world, spec
        self.bank = model.bank

    def childish(self) -> B:
        """A child or a possible child, as the specification has it."""
        world, spec, holds = self.world, self.spec, self.model.holds
        pointed = world.any_of([world.flag("latch"), *(holds(c) for c in spec.pointing)])
        stated = world.all_of((world.no(pointed), holds(spec.adult)))
        return world.no(world.any_of((holds(spec.decided), stated)))

    def who(self, gate: Gate) -> B:
        if gate.who == "all":
            return self.world.true()
        return self.childish() if gate.who == "child" else self.world.no(self.childish())

    def all(self) -> list[Property[B]]:
        found = [
            Property("route", "A child or possible child takes the child route, and nobody else.", self.route),
            Property("forbidden", "No child or possible child is offered a forbidden item.", self.forbidden),
            Property("wording", "No adult wording is shown to a child or possible child.", self.wording),
            Property("settled", "Nothing settled, answered or declined is offered again.", self.settled),
            Property("sitting", "Nothing is offered outside a sitting, after a stop, on a closed topic.", self.sitting),
            Property("raised", "What only the person may raise is never suggested.", self.raised),
            Property("emergency", "The emergency path is recordable in every state, and no gate withholds it.",
                     self.emergency),
            Property("always", "Every state can be sent urgently, or after one recorded decision.", self.sendable),
            Property("restricted", "No restricted field reaches a bundle that is not a protection extract.",
                     self.restricted),
            Property("opens", "Items and later questions open when the branching says, and only then.", self.opens),
        ]  # fmt: skip
        return found + [self._gate(gate) for gate in self.spec.gates]

    def _slots(self, items: frozenset[str] | tuple[str, ...] | None = None) -> Iterator[tuple[str, int]]:
        for item in self.bank.items:
            if items is None or item in items:
                for k in self.model.places(item):
                    yield item, k

    # -- people ---------------------------------------------------------------------------

    def route(self) -> Cases[B]:
        world, model = self.world, self.model
        yield Case("per_age_status", 0, world.all_of((self.childish(), world.no(model.child()))))
        yield Case("per_age_status", 0, world.all_of((world.no(self.childish()), model.child())))

    def forbidden(self) -> Cases[B]:
        for item, k in self._slots(tuple(self.spec.forbidden)):
            yield Case(item, k, self.world.all_of((self.childish(), self.model.offered(item, k))))

    def wording(self) -> Cases[B]:
        """Words for the other route, or any words at all of a forbidden item."""
        world, model, childish = self.world, self.model, self.childish()
        for item, k in self._slots():
            for prompt in self.bank.items[item].prompts:
                adult = model.shown(self.bank.items[item], prompt, "adult", k)
                yield Case(item, k, world.all_of((childish, adult)))
                if item in self.spec.forbidden:
                    child = model.shown(self.bank.items[item], prompt, "child", k)
                    yield Case(item, k, world.all_of((childish, child)))

    # -- what is offered --------------------------------------------------------------------

    def settled(self) -> Cases[B]:
        world, model = self.world, self.model
        for item, k in self._slots():
            by_words = world.state_in(item, k, None, self.spec.settles)
            locked = world.all_of((world.flag("settled", item), world.no(world.flag("unlocked", item))))
            yield Case(item, k, world.all_of((model.offered(item, k), world.any_of((by_words, locked)))))

    def sitting(self) -> Cases[B]:
        world, model = self.world, self.model
        for item, k in self._slots():
            section = self.bank.items[item].section
            closed = [world.flag("topic_closed", name) for name in (section, item)]
            ended = [world.no(world.flag("sitting")), world.flag("stopped")]
            yield Case(item, k, world.all_of((model.offered(item, k), world.any_of([*ended, *closed]))))

    def raised(self) -> Cases[B]:
        for route, names in self.spec.if_raised.items():
            for item, k in self._slots(names):
                yield Case(item, k, self.world.all_of((self.model.is_for(route), self.model.offered(item, k))))

    def emergency(self) -> Cases[B]:
        """Not recordable though unsigned; or wanted, open, unsettled, worded, and still not offered."""
        world, model = self.world, self.model
        ready = [world.flag("sitting"), world.no(world.flag("stopped"))]
        for item, k in self._slots(self.spec.emergency):
            there = world.all_of((model.there(item, k), world.no(model.signed())))
            yield Case(item, k, world.all_of((there, world.no(model.recordable(item, k)))))
            own = self.bank.items[item]
            if not own.asked:
                continue
            free = [
                world.no(world.flag("topic_closed", own.section)),
                world.no(world.flag("topic_closed", item)),
            ]
            free += [world.no(world.flag("settled", item)), model.there(item, k), model.is_open(item, k)]
            free += [model.unsettled(item, k), world.no(model.offered(item, k))]
            worded = [model.is_for("adult")] if item not in self.spec.asked_of_child else []
            yield Case(item, k, world.all_of([*ready, *free, *worded]))

    def sendable(self) -> Cases[B]:
        world = self.world
        decided = world.flag("shares_anyway")
        yield Case("con_sharing", 0, world.all_of((decided, world.no(self.model.may_send()))))
        yield Case("con_sharing", 0, world.all_of((self.childish(), world.no(self.model.may_send()))))

    def restricted(self) -> Cases[B]:
        for item, k in self._slots(self.spec.restricted):
            yield Case(item, k, self.model.carried(item, protection=False))
        for item, k in self._slots():
            if item not in self.spec.restricted:
                yield Case(item, k, self.world.no(self.model.carried(item, protection=False)))

    def opens(self) -> Cases[B]:
        """An item without a condition in the specification never closes; a question likewise."""
        world, model, spec = self.world, self.model, self.spec
        for item, k in self._slots():
            wanted = model.holds(spec.opens[item], k) if item in spec.opens else world.true()
            yield self._differs(item, k, model.is_open(item, k), wanted)
            for prompt in self.bank.items[item].prompts:
                named = spec.follow_ups.get((item, prompt.n))
                wanted = model.holds(named, k) if named is not None else world.true()
                yield self._differs(item, k, model.holds(prompt.when, k), wanted)

    def _differs(self, item: str, k: int, found: B, wanted: B) -> Case[B]:
        world, there = self.world, self.model.there(item, k)
        more = world.all_of((found, world.no(wanted)))
        less = world.all_of((wanted, world.no(found)))
        return Case(item, k, world.all_of((there, world.any_of((more, less)))))

    # -- gates ------------------------------------------------------------------------------------

    def _gate(self, gate: Gate) -> Property[B]:
        ends = {
            "HARD": "has no way round",
            "LEAD": "yields only to a lead’s recorded reason",
        }.get(gate.effect, "is shown and withholds nothing")
        says = f"{gate.check} asks for what it stands for, of those it protects, and {ends}."
        return Property(f"gate {gate.check}", says, lambda: self.gate(gate))

    def gate(self, gate: Gate) -> Cases[B]:
        """Unmet when it should be, met when it should be; and what then is let through."""
        world = self.world
        unmet = world.all_of((self.who(gate), world.no(self.model.holds(gate.demands))))
        held = next((check for check in self.bank.checks() if check.id == gate.check), None)
        yield from self._said(gate, held, unmet)
        if gate.effect not in ("HARD", "LEAD"):
            return
        way = () if gate.effect == "HARD" else (world.no(world.flag("overridden", gate.check)),)
        breach = world.all_of((unmet, *way))
        if gate.stage == "signoff":
            yield Case("", 0, world.all_of((breach, self.model.may_sign())))
            return
        for item, k in self._slots(self.spec.account):
            yield Case(item, k, world.all_of((breach, self.model.offered(item, k))))

    def _said(self, gate: Gate, held: Check | None, unmet: B) -> Cases[B]:
        """The interview's own account of the gate, at its stage."""
        world = self.world
        if held is None or held.stage != gate.stage:
            yield Case("", 0, unmet)
            return
        shown = self.model.unmet(held)
        yield Case("", 0, world.all_of((unmet, world.no(shown))))
        yield Case("", 0, world.all_of((shown, world.no(unmet))))
