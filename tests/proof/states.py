"""States at random: an interview driven by real events, mostly about what the safeguards read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from debrief.bank import Bank
from debrief.bank.specification import specification
from debrief.interview import Interview, read_event
from debrief.proof.examples import example
from debrief.proof.play import witness_play
from debrief.proof.reads import Reads, conditions_of, reads_of
from debrief.proof.world import Place


class Walk:
    """One interview, an event at a time; what the interview refuses is left out."""

    def __init__(self, bank: Bank, seed: int, most: int = 3) -> None:
        self.bank, self.rng, self.most = bank, Random(seed), most
        self.reads: Reads = reads_of(bank, conditions_of(bank, specification()))
        self.now = datetime(2026, 3, 2, 10, tzinfo=UTC)
        self.interview = Interview(bank)
        self.named = [(i, f) for i, fields in self.reads.fields.items() for f in sorted(fields)]
        self.named += [(p.item, p.field) for p in self.reads.codes if (p.item, p.field) not in self.named]
        self.named += [("per_age_status", None)] * 4 + [("per_dob_stated", None)] * 3
        self.named += [
            (i, f) for i, f in self.named if i in ("saf_separated", "set_prior_check", "con_agrees")
        ] * 3
        witnesses = specification().witnesses
        for event in witness_play(bank, witnesses[seed % len(witnesses)]).events:  # gates met to begin with
            assert self.interview.apply(event) is None

    def __iter__(self) -> Iterator[Interview]:
        while True:
            self.now += timedelta(
                days=self.rng.choice((0, 0, 0, 0, 0, 1, 400)) if self.rng.random() < 0.1 else 0
            )
            self.rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0](self)
            yield self.interview

    def _do(self, kind: str, **fields: Any) -> None:
        self.interview.apply(read_event({"kind": kind, "at": self.now.isoformat(), "by": "M1", **fields}))

    def _address(self, item: str, field: str | None) -> str | None:
        repeat = self.bank.repeat_of(item)
        there = self.interview.instances(repeat) if repeat else (0,)
        if not there:
            return None
        k = self.rng.choice(there)
        return item + (f"/{k}" if k else "") + (f".{field}" if field else "")

    def _answer(self, item: str, field: str | None) -> None:
        address, spec = self._address(item, field), self.bank.spec(item, field)
        if address is None or spec is None:
            return
        state = self.rng.choice(list(self.bank.states)) if self.rng.random() < 0.35 else "volunteered"
        place = Place(item, 0, field)
        named = sorted(self.reads.codes.get(place, ()))
        codes = [self.rng.choice(named)] if named and self.rng.random() < 0.8 else None
        if spec.type in ("checklist", "matrix"):
            codes = [
                p.line for p in self.reads.codes if p[:3] == place[:3] and p.line and self.rng.random() < 0.9
            ] or None
        value = None if spec.fields else example(self.bank, spec, self.rng, codes)
        if item == "con_sharing" or field == "sharing":
            value = {"marks": {"central_repository": self.rng.choice(("yes", "no"))}}
        if not self.bank.states[state].has_value:
            value = None
        reason = "made up" if self.rng.random() < 0.8 else None
        self._do("answered", address=address, state=state, value=value, reason=reason)

    def _named(self) -> None:
        self._answer(*self.rng.choice(self.named))

    def _any(self) -> None:
        item = self.rng.choice(list(self.bank.items))
        fields = list(self.bank.answer_of(item).fields)
        self._answer(item, self.rng.choice([*fields, None]))

    def _sharing(self) -> None:
        self._answer(*self.rng.choice((("con_sharing", None), ("cls_sharing_again", "sharing"))))
        if self.rng.random() < 0.2:
            self._do("sharing_overridden", agency="central_repository", decided_by="M2", reason="r", basis="b")

    def _add(self) -> None:
        repeats = [*self.bank.repeats, *self.reads.instances]
        repeat = self.rng.choice(repeats)
        if len(self.interview.instances(repeat)) < min(self.most, self.reads.instances.get(repeat, 1)):
            self._do("added", repeat=repeat, instance=self.interview.state.made.get(repeat, 0) + 1)

    def _strike(self) -> None:
        there = [(r, i) for r in self.reads.instances for i in self.interview.instances(r)]
        if there:
            repeat, instance = self.rng.choice(there)
            self._do("struck", repeat=repeat, instance=instance, reason="made up")

    def _settle(self) -> None:
        items = tuple(self.rng.sample(list(self.bank.items), 3))
        self._do("settled", items=items, agency="police", dated="2025", form="written_statement")

    def _unlock(self) -> None:
        held = sorted(self.interview.state.settled) or ["rcr_open"]
        self._do("unlocked", item=self.rng.choice(held), reason="safety", note="made up")

    def _override(self) -> None:
        check = self.rng.choice([c.id for c in self.bank.checks() if c.effect == "LEAD"])
        self._do("overridden", check=check, lead="M3", role="lead", reason="made up")

    def _sit(self) -> None:
        self._do("sitting_ended", reason="finished")
        agreed, why = self.rng.random() < 0.5, self.rng.choice((None, "made up"))
        self._do("sitting_started", lead=self.rng.choice(("M1", "M2")), reason=why, agreed_in_advance=agreed)

    def _stop(self) -> None:
        self._do("stopped", who=self.rng.choice(("person", "interviewer")))

    def _close(self) -> None:
        self._do("distressed", closes=(self.rng.choice(("2", "3", "4", "5", "7", "rcr_open")),))

    def _say(self) -> None:
        self._do("text_said", text=self.rng.choice(list(self.bank.texts)))

    def _withdraw(self) -> None:
        if self.interview.state.entries:
            self._do(
                "withdrew", address=str(self.rng.choice(list(self.interview.state.entries))), reason="made up"
            )

    def _sign(self) -> None:
        self._do(
            "signed_off", role=self.rng.choice(("interviewer", "lead")), name=self.rng.choice(("M1", "M2"))
        )
        if self.rng.random() < 0.5:
            self._do("reopened", reason="made up")


_WEIGHTS: dict[Callable[[Walk], None], float] = {
    Walk._named: 60,
    Walk._any: 12,
    Walk._sharing: 2,
    Walk._add: 9,
    Walk._strike: 1,
    Walk._settle: 2,
    Walk._unlock: 1,
    Walk._override: 3,
    Walk._sit: 3,
    Walk._stop: 0.5,
    Walk._close: 0.5,
    Walk._say: 2,
    Walk._withdraw: 1,
    Walk._sign: 1,
}
