"""Turning named answers into events, so that what is claimed of a state can be played in the interview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debrief.bank import Bank
from debrief.bank.specification import Witness
from debrief.interview import Address, Event, Interview, read_event

AT = "2026-03-02T10:00:00+00:00"


class Play:
    """Events made one after another, each at the same moment, by nobody real."""

    def __init__(self, bank: Bank, at: str = AT) -> None:
        self.bank, self.at = bank, at
        self.events: list[Event] = []
        self._made: dict[str, int] = {}
        edition = next(iter(bank.editions))
        self.add(
            "opened", record="0" * 32, reference="MADE-UP", agency="police", edition=edition, bank=bank.id,
            bank_version=bank.version, bank_digest=bank.digest,
        )  # fmt: skip

    def add(self, kind: str, **fields: Any) -> None:
        self.events.append(read_event({"kind": kind, "at": self.at, "by": "M1", **fields}))

    def sitting(self, lead: str = "M1", reason: str | None = None) -> None:
        self.add("sitting_started", lead=lead, reason=reason)

    def instance(self, repeat: str, number: int = 1) -> None:
        """Makes the instances of a repeat up to ``number``."""
        for n in range(self._made.get(repeat, 0) + 1, number + 1):
            self.add("added", repeat=repeat, instance=n)
            self._made[repeat] = n

    def answer(self, address: str, value: Any, state: str | None = None) -> None:
        where = Address.parse(address)
        repeat = self.bank.repeat_of(where.item)
        if repeat is not None:
            self.instance(repeat, where.instance)
        if state is None:
            state = "observed" if not self.bank.items[where.item].asked else "answered"
        known = self.bank.states.get(state)
        reason = "made up" if known and known.reason == "yes" else None
        self.add("answered", address=address, state=state, value=value, reason=reason)

    def interview(self) -> Interview:
        """The interview after all of them. Raises the refusal of the first that is refused."""
        interview = Interview(self.bank)
        for event in self.events:
            if refused := interview.apply(event):
                raise refused
        return interview


def witness_play(bank: Bank, witness: Witness) -> Play:
    """The events of a witness of the specification."""
    play = Play(bank)
    play.sitting()
    for repeat in witness.adds:
        play.instance(repeat)
    answers: Mapping[str, Any] = witness.answers
    for address, value in answers.items():
        play.answer(address, value)
    for check in witness.overrides:
        play.add("overridden", check=check, lead="made up", role="lead", reason="made up")
    return play
