"""The rules of the interview, said a second time over a world.

``offering``, ``gates``, ``view``, ``accept`` and ``sharing`` of the interview are
what runs; this is what they are proved to come to. A test drives both through
thousands of states and compares them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from debrief.bank import Bank
from debrief.bank.conditions import Condition
from debrief.bank.schema import Check, Item, Prompt, Stage
from debrief.proof.reading import Reading
from debrief.proof.world import B, World


class Model(Generic[B]):
    """One bank over one world. ``k`` is the instance of an item's repeat, 0 outside repeats."""

    def __init__(self, bank: Bank, world: World[B]) -> None:
        self.bank, self.world = bank, world
        self.reading: Reading[B] = Reading(bank, world, self.is_open, self.child)
        self._memo: dict[tuple[str, str, int], B] = {}

    def _once(self, kind: str, name: str, k: int, make: Callable[[], B]) -> B:
        key = (kind, name, k)
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def holds(self, condition: Condition, k: int = 0) -> B:
        return self.reading.holds(condition, k)

    # -- where an item stands -----------------------------------------------------------

    def places(self, item: str) -> tuple[int, ...]:
        """The instances an item may be told for."""
        repeat = self.bank.repeat_of(item)
        return (0,) if repeat is None else tuple(self.world.instances(repeat))

    def there(self, item: str, k: int) -> B:
        repeat = self.bank.repeat_of(item)
        return self.world.true() if repeat is None else self.world.present(repeat, k)

    def is_open(self, item: str, k: int) -> B:
        """Its section and its own condition hold."""
        own = self.bank.items[item]
        conditions = (self.bank.sections[own.section].when, own.when)
        return self._once("open", item, k, lambda: self.world.all_of([self.holds(c, k) for c in conditions]))

    # -- the route ------------------------------------------------------------------------

    def points(self) -> B:
        """Whether something points to childhood now."""
        found = self.bank.childhood.points_to_child
        return self._once("points", "", 0, lambda: self.world.any_of([self.holds(c) for c in found]))

    def assessed(self) -> B:
        return self.holds(self.bank.childhood.assessed_when)

    def child(self) -> B:
        return self._once("child", "", 0, self._child)

    def _child(self) -> B:
        world = self.world
        stated = world.all_of((world.no(world.flag("latch")), self.holds(self.bank.childhood.adult_when)))
        return world.no(world.any_of((self.assessed(), stated)))

    def is_for(self, who: str) -> B:
        """Whether the record is one of those people's."""
        if who == "all":
            return self.world.true()
        return self.child() if who == "child" else self.world.no(self.child())

    # -- gates ------------------------------------------------------------------------------

    def unmet(self, check: Check) -> B:
        """The check applies to this record and is not met."""
        return self._once("unmet", check.id, 0, lambda: self._unmet(check))

    def _unmet(self, check: Check) -> B:
        return self.world.all_of((self.is_for(check.who), self.world.no(self.holds(check.needs))))

    def blocks(self, check: Check) -> B:
        """HARD and unmet; or LEAD, unmet and not overridden."""
        world = self.world
        if check.effect == "HARD":
            return self.unmet(check)
        if check.effect == "LEAD":
            return world.all_of((self.unmet(check), world.no(world.flag("overridden", check.id))))
        return world.no(world.true())

    def withheld(self, stage: Stage) -> B:
        """Some check of the stage blocks."""
        checks = self.bank.checks
        return self._once("stage", stage, 0, lambda: self.world.any_of(self.blocks(c) for c in checks(stage)))

    # -- offering -----------------------------------------------------------------------------

    def offered(self, item: str, k: int) -> B:
        """Whether the app may suggest the item's questions now."""
        return self._once("offered", item, k, lambda: self._offered(self.bank.items[item], k))

    def _offered(self, item: Item, k: int) -> B:
        world, child = self.world, self.child()
        if not item.asked:
            return world.no(world.true())
        parts = [self.there(item.id, k), self.is_open(item.id, k), self.unsettled(item.id, k)]
        parts.append(world.no(self.set_aside(item.id, k)))
        for route, here in (("child", child), ("adult", world.no(child))):
            if item.offer.get(route) or (route == "child" and item.child != "ask"):
                parts.append(world.no(here))
        parts.append(world.no(world.all_of((world.flag("settled", item.id), world.no(self.unlocked(item.id))))))
        parts += [world.flag("sitting"), world.no(world.flag("stopped"))]
        parts += [world.no(world.flag("topic_closed", name)) for name in (item.section, item.id)]
        parts += [world.no(self.withheld(stage)) for stage in self.stages(item)]
        return world.all_of(parts)

    def unlocked(self, item: str) -> B:
        return self.world.flag("unlocked", item)

    def stages(self, item: Item) -> tuple[Stage, ...]:
        """The stages whose gates withhold an item's questions."""
        if item.id in self.bank.emergency:
            return ()
        return ("prompt", "account") if self.bank.sections[item.section].account else ("prompt",)

    def unsettled(self, item: str, k: int) -> B:
        """Nothing on record settles it: not answered, declined or unknown."""
        open_states = {code for code, state in self.bank.states.items() if not state.settles}
        return self.world.state_in(item, k, None, frozenset(open_states | {"blank"}))

    def set_aside(self, item: str, k: int) -> B:
        """Left for later, or said not to apply, in the sitting under way."""
        waiting = frozenset(code for code, state in self.bank.states.items() if state.waits)
        return self.world.all_of((self.world.state_in(item, k, None, waiting), self.world.of_sitting(item, k)))

    def shown(self, item: Item, prompt: Prompt, route: str, k: int) -> B:
        """Whether the words of a prompt for ``route`` are among those that may be put now."""
        world = self.world
        words = prompt.child if route == "child" else prompt.adult
        if not words or (route == "child" and item.child != "ask"):
            return world.no(world.true())
        return world.all_of((self.is_for(route), self.there(item.id, k), self.holds(prompt.when, k)))

    # -- recording, saving, sending -------------------------------------------------------------

    def signed(self) -> B:
        world = self.world
        both = world.any_of((world.no(self.child()), world.flag("signed_lead")))
        return world.all_of((world.flag("signed_interviewer"), both))

    def recordable(self, item: str, k: int) -> B:
        """Words may be put on record: no gate, route or condition is asked, only the signature."""
        return self.world.all_of((self.there(item, k), self.world.no(self.signed())))

    def may_sign(self) -> B:
        """What the gates of sign-off let through."""
        return self.world.all_of((self.world.no(self.signed()), self.world.no(self.withheld("signoff"))))

    def may_send(self) -> B:
        """An export to the central repository: refused only to an adult who said no."""
        world = self.world
        refused = (world.no(self.child()), world.flag("shares_no"), world.no(world.flag("shares_anyway")))
        return world.no(world.all_of(refused))

    def carried(self, item: str, protection: bool) -> B:
        """Whether the class of an item lets its value into a bundle at all."""
        free = protection or self.bank.items[item].sensitivity != "S4"
        return self.world.true() if free else self.world.no(self.world.true())
