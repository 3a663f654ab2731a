"""One de-brief: events in, state out. No clock, no disk, no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from debrief.bank import AGE_ITEM, Bank
from debrief.bank.conditions import Ref
from debrief.bank.schema import AnswerSpec, Check, Item, Prompt, RouteName, Stage
from debrief.errors import Refusal
from debrief.interview import events as e
from debrief.interview.accept import is_signed, refusal_of
from debrief.interview.address import Address
from debrief.interview.automatic import automatic_values
from debrief.interview.compiled import compiled
from debrief.interview.coverage import Coverage, all_coverage, coverage
from debrief.interview.fold import fold
from debrief.interview.gates import GateResult, lacking, results
from debrief.interview.listening import FACTS
from debrief.interview.moving import Changes, carry, changes
from debrief.interview.offering import WhyNot, prompts_for, reasons
from debrief.interview.refusals import BankSame, BankUnknown, EditionUnknown
from debrief.interview.state import Entry, State
from debrief.interview.view import View

Banks = Callable[[str], Bank | None]
"""Digest to questionnaire, where it is at hand."""


class Interview:
    """One de-brief over one bank.

    ``apply`` takes one event: it returns ``None`` and the state has moved, or a
    refusal with a code and nothing has changed. Whole or in parts, the same
    events give the same state.

        interview = Interview(bank)
        for event in events:
            refused = interview.apply(event)
    """

    def __init__(self, bank: Bank, events: Iterable[e.Event] = (), banks: Banks | None = None) -> None:
        """``bank`` is the one the de-brief was begun with; ``banks`` finds those it moved to, by digest."""
        self.bank = bank
        self.banks = banks or (lambda digest: None)
        self.state = State()
        self.view = View(bank, compiled(bank), self.state)
        for event in events:
            self.apply(event)

    def apply(self, event: e.Event) -> Refusal | None:
        """Adds an event, or says why not."""
        refused = self.would_refuse(event)
        if refused is not None:
            return refused
        if isinstance(event, e.BankMoved):
            self._go_on_with(self.banks(event.bank_digest))
        fold(self.bank, self.state, event)
        self._moved(event)
        return None

    def would_refuse(self, event: e.Event) -> Refusal | None:
        """What ``apply`` would return, without applying."""
        refused = refusal_of(self.view, event)
        if refused is None and isinstance(event, e.BankMoved):
            return self._why_not_to(self.banks(event.bank_digest))
        return refused

    def changes_to(self, bank: Bank) -> Changes:
        """What a move to another version of the questionnaire would bring."""
        return changes(self.bank, bank, self.state)

    def _why_not_to(self, bank: Bank | None) -> Refusal | None:
        if bank is None or bank.id != self.bank.id:
            return BankUnknown()
        if bank.digest == self.bank.digest:
            return BankSame()
        return None if self.state.edition in bank.editions else EditionUnknown(name=self.state.edition)

    def _go_on_with(self, bank: Bank | None) -> None:
        assert bank is not None  # looked for before anything is applied
        carry(self.bank, bank, self.state)
        self.bank = bank
        self.view = View(bank, compiled(bank), self.state)

    def _moved(self, event: e.Event) -> None:
        source, instance = _source(event)
        self.view.changed(FACTS)
        if source is not None:
            self.view.changed(source, instance)
        self.view.day_is(_day(event.at))
        if source in self.view.compiled.childhood_sources:
            self.view.find_route()

    # -- the record ---------------------------------------------------------------------

    @property
    def route(self) -> RouteName:
        return self.view.route()

    @property
    def edition(self) -> str:
        return self.state.edition

    @property
    def age_recorded(self) -> bool:
        """Whether the age position stands; it comes before any question."""
        return self.entry(Address(AGE_ITEM)) is not None

    @property
    def signed(self) -> bool:
        return is_signed(self.view)

    def entry(self, address: Address) -> Entry | None:
        """The current entry of an address; earlier ones are in ``history``."""
        return self.view.entry(address)

    def history(self, address: Address) -> tuple[Entry, ...]:
        """Every entry of an address, first words first."""
        return tuple(self.state.entries.get(address, ()))

    def value(self, address: Address) -> Any:
        """The value on record, whether the item is open or not; a group gives its fields."""
        return self.view.held_value(*address)

    def status(self, address: Address) -> str:
        """The response state; ``blank`` when nothing is on record."""
        return self.view.state_of(address)

    def instances(self, repeat: str) -> tuple[int, ...]:
        """The instances of a repeat, in the order they are told in."""
        return tuple(self.view.instances(repeat))

    def places(self, item: str) -> tuple[int, ...]:
        """The instances an item is told for: (0,) outside repeats."""
        repeat = self.bank.repeat_of(item)
        return (0,) if repeat is None else self.instances(repeat)

    def is_open(self, item: str, instance: int = 0) -> bool:
        return self.view.is_open(item, instance)

    def automatic(self) -> dict[tuple[str, int], Any]:
        """The values of the automatic items."""
        return automatic_values(self.view)

    # -- what comes next ------------------------------------------------------------------

    def prompts(self, item: str, instance: int = 0) -> tuple[Prompt, ...]:
        """The questions of an item on this route."""
        return prompts_for(self.view, self.bank.items[item], instance)

    def why_not(self, item: str, instance: int = 0) -> list[WhyNot]:
        """Why an item is not offered; empty when it is."""
        return reasons(self.view, self.bank.items[item], instance)

    def offered(self, item: str, instance: int = 0) -> bool:
        """Whether the app may suggest this question now."""
        return not self.why_not(item, instance)

    def checks(self, stage: Stage) -> list[GateResult]:
        """The safeguards of a stage that apply to this record."""
        return results(self.view, stage)

    def unmet(self, stage: Stage) -> list[GateResult]:
        return [result for result in self.checks(stage) if not result.met]

    def lacking(self, check: Check) -> tuple[Ref, ...]:
        """What a safeguard still wants, where part of it is on record."""
        return lacking(self.view, check)

    def coverage(self, agency: str | None = None) -> tuple[Coverage, ...]:
        """What one agency, or each, has and still lacks."""
        return all_coverage(self.view) if agency is None else (coverage(self.view, agency),)

    def default_state(self, address: Address) -> str:
        """The response state that fits a plain answer here: asked, coded, seen or volunteered."""
        item = self.bank.items[address.item]
        spec = self.bank.spec(address.item, address.field)
        return _default_state(item, spec, self.route)


_JUDGED = frozenset({"coded_multi", "matrix"})
_OPINIONS = ("risk_", "ind_", "cls_opinion", "exp_kind", "exp_sector", "ent_manner", "cls_grading")


def _default_state(item: Item, spec: AnswerSpec | None, route: RouteName) -> str:
    if item.asked:
        return "volunteered" if route == "child" and item.child != "ask" else "answered"
    if (spec is not None and spec.type in _JUDGED) or item.id.startswith(_OPINIONS):
        return "assessed"
    if item.answer.type == "card":
        return "answered"  # a card is filled in from what is said; nobody saw it
    if spec is not None and spec.type == "verbatim_text":
        return "volunteered"  # words are said, never seen; what is only recorded was not asked for
    return "observed"


def _day(at: str) -> date:
    return date.fromisoformat(at[:10])


def _source(event: e.Event) -> tuple[str | None, int | None]:
    """The item and instance, or the repeat, whose answers an event may have changed."""
    match event:
        case e.Answered(address=address) | e.Withdrew(address=str(address)):
            place = Address.parse(address)
            return place.item, place.instance
        case e.Added(repeat=repeat) | e.Struck(repeat=repeat) | e.Moved(repeat=repeat):
            return repeat, None
    return None, None
