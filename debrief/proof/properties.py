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
        """Every property; those that need least come first."""
        means = [self._means(gate) for gate in self.spec.gates]
        withholds = [self._withholds(gate) for gate in self.spec.gates if gate.effect in ("HARD", "LEAD")]
        return [
            Property("route", "A child or possible child takes the child route, and nobody else.", self.route),
            *means,
            Property(
                "opens", "Items and later questions open when the branching says, and only then.", self.opens
            ),
            Property(
                "restricted",
                "No restricted field reaches a bundle that is not a protection extract.",
                self.restricted,
            ),
            Property(
                "always", "Every state can be sent urgently, or after one recorded decision.", self.sendable
            ),
            Property("wording", "No adult wording is shown to a child or possible child.", self.wording),
            Property("raised", "What only the person may raise is never suggested.", self.raised),
            Property("forbidden", "No child or possible child is offered a forbidden item.", self.forbidden),
            Property(
                "emergency",
                "The emergency path is recordable in every state, and no gate withholds it.",
                self.emergency,
            ),
            *withholds,
            Property(
                "sitting", "No question outside a sitting, after a stop, or on a closed topic.", self.sitting
            ),
            Property(
                "settled",
                "Nothing answered, declined, settled or set aside today is offered again; all else is.",
                self.settled,
            ),
        ]

    def _slots(self, items: frozenset[str] | tuple[str, ...] | None = None) -> Iterator[tuple[str, int]]:
        """Each item at its first place: nothing a condition reads tells one instance from another."""
        for item in self.bank.items:
            if items is None or item in items:
                for k in self.model.places(item)[:1]:
                    yield item, k

    # -- people ---------------------------------------------------------------------------

    def route(self) -> Cases[B]:
        world, model = self.world, self.model
        yield Case("per_age_status", 0, world.all_of((self.childish(), world.no(model.child()))))
        yield Case("per_age_status", 0, world.all_of((world.no(self.childish()), model.child())))
        pointing = world.any_of([model.holds(c) for c in self.spec.pointing])
        yield Case("per_age_status", 0, world.all_of((pointing, world.no(model.points()))))
        yield Case("per_age_status", 0, world.all_of((model.points(), world.no(pointing))))

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
            yield Case(item, k, world.all_of((world.no(by_words), world.no(model.unsettled(item, k)))))
            aside = world.all_of((world.state_in(item, k, None, self.spec.waits), world.of_sitting(item, k)))
            yield Case(item, k, world.all_of((aside, model.offered(item, k))))
            yield Case(item, k, world.all_of((world.no(aside), model.set_aside(item, k))))

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
            free.append(world.no(model.set_aside(item, k)))
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

    def _means(self, gate: Gate) -> Property[B]:
        says = f"{gate.check} is unmet for those it protects exactly when what it stands for is missing."
        return Property(f"gate {gate.check}", says, lambda: self._said(gate))

    def _withholds(self, gate: Gate) -> Property[B]:
        way = "has no way round" if gate.effect == "HARD" else "yields only to a lead’s recorded reason"
        what = "sign-off" if gate.stage == "signoff" else "the account"
        says = f"{gate.check}, unmet, withholds {what} and {way}."
        return Property(f"gate {gate.check}", says, lambda: self.withholding(gate))

    def _unmet(self, gate: Gate) -> B:
        return self.world.all_of((self.who(gate), self.world.no(self.model.holds(gate.demands))))

    def withholding(self, gate: Gate) -> Cases[B]:
        """What is let through though the gate is unmet."""
        world = self.world
        way = () if gate.effect == "HARD" else (world.no(world.flag("overridden", gate.check)),)
        breach = world.all_of((self._unmet(gate), *way))
        if gate.stage == "signoff":
            yield Case("", 0, world.all_of((breach, self.model.may_sign())))
            return
        for item, k in self._slots(self.spec.account):
            yield Case(item, k, world.all_of((breach, self.model.offered(item, k))))

    def _said(self, gate: Gate) -> Cases[B]:
        """The interview's own account of the gate, at its stage: unmet when it should be, and only then."""
        world, unmet = self.world, self._unmet(gate)
        held: Check | None = next((c for c in self.bank.checks() if c.id == gate.check), None)
        if held is None or held.stage != gate.stage:
            yield Case("", 0, unmet)
            return
        shown = self.model.unmet(held)
        yield Case("", 0, world.all_of((unmet, world.no(shown))))
        yield Case("", 0, world.all_of((shown, world.no(unmet))))
