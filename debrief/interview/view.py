"""The state as conditions see it: a closed item reads as empty, a struck instance is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from debrief.bank import Bank
from debrief.bank.schema import Item, RouteName
from debrief.interview.address import Address
from debrief.interview.compiled import Compiled
from debrief.interview.facts import fact
from debrief.interview.listening import ROUTE, TODAY
from debrief.interview.moving import item_of
from debrief.interview.openness import Openness
from debrief.interview.state import Entry, State

if TYPE_CHECKING:
    from debrief.interview.gates import GateResult


class View:
    """Answers what conditions ask (``debrief.bank.evaluate.World``), and remembers what is open.

    ``changed`` is told after each event what moved.
    """

    def __init__(self, bank: Bank, compiled: Compiled, state: State) -> None:
        self.bank, self.compiled, self.state = bank, compiled, state
        self.gate_results: dict[str, tuple[int, list[GateResult]]] = {}
        self.world = _World(self)
        self._open = Openness(self)
        self._route: RouteName = "child"
        self._today: date | None = None

    # -- what conditions ask ------------------------------------------------------

    def value(self, item: str, instance: int, field: str | None) -> Any:
        if not self._open.of(item, instance):
            return None
        return self.held_value(item, instance, field)

    def held_value(self, item: str, instance: int, field: str | None) -> Any:
        """The value on record, whether the item is open or not; a group gives its fields."""
        if field is None and (names := self.compiled.fields.get(item)):
            return self._held_fields(item, instance, names)
        # Every condition reads through here: a bare tuple finds what its Address does, sooner.
        state = self.state
        entries = state.entries.get(cast(Address, (item, instance, field)))
        if not entries or (state.struck and (self.bank.repeat_of(item), instance) in state.struck):
            return None
        return entries[-1].event.value

    def _held_fields(self, item: str, instance: int, names: Iterable[str]) -> dict[str, Any] | None:
        held = {name: self.held_value(item, instance, name) for name in names}
        return {name: value for name, value in held.items() if value is not None} or None

    def state_of(self, address: Address) -> str:
        """The response state; of a group the state of the whole, or else of its fields together."""
        entry = self.entry(address)
        spec = self.bank.spec(address.item)
        if address.field is None and spec is not None and spec.fields:
            held = [e for f in spec.fields if (e := self.entry(address._replace(field=f)))]
            # Declined as a whole and told after all: the later word counts.
            held = [e for e in held if entry is None or e.seq > entry.seq]
            if held:
                return self._together(held if entry is None else [entry, *held], held)
        return "blank" if entry is None else entry.state

    def _together(self, said: list[Entry], fields: list[Entry]) -> str:
        """What settles comes first: a field seen or partly told does not open again what was answered."""
        settling = [each for each in said if self.bank.states[each.state].settles]
        pool = settling or [each for each in fields if each.value is not None] or fields
        return max(pool, key=lambda each: each.seq).state

    def entry(self, address: Address) -> Entry | None:
        """The current entry; none of a struck instance, and none that was set aside."""
        state = self.state
        entries = state.entries.get(address)
        if not entries or (state.kept_apart and address in state.kept_apart):
            return None
        if state.struck and (self.bank.repeat_of(address[0]), address[1]) in state.struck:
            return None
        return entries[-1]

    def item_of(self, name: str) -> Item:
        """An item, also one of an earlier version of the questionnaire."""
        return item_of(self.bank, self.state.former, name)

    def instances(self, repeat: str) -> Sequence[int]:
        return self.state.instances.get(repeat, ())

    def today(self) -> date | None:
        return self._today

    def route(self) -> RouteName:
        return self._route

    def fact(self, name: str) -> str | int:
        return fact(self, name)

    # World's own name for it
    def state_at(self, item: str, instance: int, field: str | None) -> str:
        return self.state_of(Address(item, instance, field))

    # -- openness -------------------------------------------------------------------

    def is_open(self, item: str, instance: int = 0) -> bool:
        """Whether nothing closes the item: its section and its own condition hold."""
        return self._open.of(item, instance)

    def changed(self, source: str, instance: int | None = None) -> None:
        """What moved: an item or a repeat, in one instance or all, or a mark of ``compiled``."""
        self._open.changed(source, instance)

    def day_is(self, day: date) -> None:
        if day != self._today:
            self._today = day
            self.changed(TODAY)
            self.find_route()

    def find_route(self) -> None:
        """Child unless the adult position stands: unset, uncertain or disputed all mean child."""
        world = self.world
        # What points to childhood is remembered, whatever was decided; a decision only leads out of it.
        if any(test(world, 0) for test in self.compiled.points_to_child):
            self.state.childhood_seen = True
        assessed = self.compiled.assessed_when(world, 0)
        adult = assessed or (not self.state.childhood_seen and self.compiled.adult_when(world, 0))
        route: RouteName = "adult" if adult else "child"
        if route != self._route:
            self._route = route
            self.changed(ROUTE)


class _World:
    """The view under the names that compiled conditions use."""

    __slots__ = ("fact", "instances", "route", "state", "today", "value")

    def __init__(self, view: View) -> None:
        self.value = view.value
        self.state = view.state_at
        self.instances = view.instances
        self.today = view.today
        self.route = view.route
        self.fact = view.fact


def world_of(view: View) -> _World:
    """The view as a ``World``."""
    return view.world
