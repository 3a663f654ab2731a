"""Small builders for de-briefs: a recorder that writes events, and two people whose safeguards are all met.

Everything here is made up.
"""

from __future__ import annotations

from typing import Any

from debrief.bank import Bank
from debrief.errors import Refusal
from debrief.interview import Event, Interview, read_event

ADULT, CHILD = "adult", "child"


class Recorder:
    """Writes events with a time that only moves forward, and applies them to an interview."""

    def __init__(self, bank: Bank, *, opened: bool = True, training: bool = False) -> None:
        self.bank = bank
        self.interview = Interview(bank)
        self.events: list[Event] = []
        self.minute = 0
        if opened:
            self.do("opened", record="ab" * 16, reference="R-1", agency="police", edition="uk-2011",
                    bank=bank.id, bank_version=bank.version, bank_digest=bank.digest,
                    training=training)  # fmt: skip

    def at(self) -> str:
        self.minute += 1
        return (
            f"2011-07-{19 + self.minute // 1440:02}T{self.minute // 60 % 24:02}:{self.minute % 60:02}:00+01:00"
        )

    def event(self, kind: str, **fields: Any) -> Event:
        return read_event({"kind": kind, "at": self.at(), "by": "S1", **fields})

    def tries(self, kind: str, **fields: Any) -> Refusal | None:
        """Applies an event; the refusal, or None."""
        event = self.event(kind, **fields)
        refused = self.interview.apply(event)
        if refused is None:
            self.events.append(event)
        return refused

    def do(self, kind: str, **fields: Any) -> Recorder:
        refused = self.tries(kind, **fields)
        assert refused is None, str(refused)
        return self

    def answer(self, address: str, value: Any = None, state: str | None = None, **fields: Any) -> Recorder:
        return self.do("answered", **self._answered(address, value, state, fields))

    def tries_answer(
        self, address: str, value: Any = None, state: str | None = None, **fields: Any
    ) -> Refusal | None:
        return self.tries("answered", **self._answered(address, value, state, fields))

    def _answered(self, address: str, value: Any, state: str | None, fields: dict[str, Any]) -> dict[str, Any]:
        made = {"address": address, "state": state or "observed", **fields}
        return made if value is None else {**made, "value": value}

    def add(self, repeat: str) -> int:
        instance = self.interview.state.made.get(repeat, 0) + 1
        self.do("added", repeat=repeat, instance=instance)
        return instance

    def sit(self, lead: str = "S1", **fields: Any) -> Recorder:
        return self.do("sitting_started", lead=lead, **fields)

    def copy(self) -> Recorder:
        other = Recorder(self.bank, opened=False)
        other.minute = self.minute
        for event in self.events:
            assert other.interview.apply(event) is None
            other.events.append(event)
        return other


def words(text: str = "Words.") -> dict[str, str]:
    return {"original": text, "language": "eng"}


def choice(code: str) -> dict[str, str]:
    return {"choice": code}


def lines(yes: str, *more: str) -> dict[str, dict[str, str]]:
    return {"lines": dict.fromkeys((yes, *more), "yes")}


def fit(r: Recorder) -> None:
    r.answer("wel_needs_met", lines("food", "drink", "toilet", "warmth", "rest"))
    r.answer("wel_care_now.answer", "no", "answered")


def set_up(r: Recorder) -> None:
    """What every record needs before an account."""
    r.answer("set_prior_check.found", choice("none_found"))
    r.answer("saf_separated.apart", choice("yes"))
    fit(r)


def close(r: Recorder) -> None:
    """What every record needs before sign-off."""
    r.answer("cls_sharing_again.words", words(), "answered")
    r.answer("cls_readback.how", choice("full"))


def adult_before_account(bank: Bank) -> Recorder:
    """An adult with every safeguard before the account met, in a first sitting."""
    r = Recorder(bank).sit()
    r.answer("per_age_status", choice("adult_no_doubt"))
    set_up(r)
    r.answer("con_agrees.agrees", choice("yes"), "answered")
    r.answer("con_reflection", lines("period"))
    return r


def adult(bank: Bank) -> Recorder:
    """An adult with every safeguard met, sign-off too, who lets every body be told."""
    r = adult_before_account(bank)
    r.answer("con_sharing", {"marks": dict.fromkeys(bank.lists["AGENCY"].choices, "yes")}, "answered")
    close(r)
    return r


def child_before_account(bank: Bank) -> Recorder:
    """A child with every safeguard before the account met, in a first sitting."""
    r = Recorder(bank).sit()
    r.answer("per_age_status", choice("child_stated"))
    set_up(r)
    r.answer("ref_childrens.when", "2011-07-19T09:00:00+01:00")
    r.answer("set_strategy_discussion.date", "2011-07-19T09:00:00+01:00")
    r.answer("set_strategy_discussion.agencies", {"choices": ["police", "la_children"]})
    r.answer("set_strategy_discussion.decision_to_interview", "yes")
    r.answer("set_strategy_discussion.agreed_topics", "The journey.")
    r.answer("set_strategy_discussion.led_by", {"name": "Lead"})
    person = r.add("set_people_present")
    r.answer(f"set_people_present/{person}.role", choice("guardian_advocate"))
    r.answer("con_basis_child", "Asked the child; no carer told yet.")
    advice = r.add("set_child_advice")
    r.answer(f"set_child_advice/{advice}.sought", "yes")
    r.answer("saf_location.venue", choice("abe_suite"))
    lead = r.add("set_interviewers")
    r.answer(f"set_interviewers/{lead}.leads", "yes")
    r.answer(f"set_interviewers/{lead}.training", {"choices": ["child_interviewing"]})
    for use in ("ground_rule", "practice"):
        text = next(t.id for t in bank.texts.values() if t.use == use and t.who in ("child", "all"))
        r.do("text_said", text=text)
    return r


def child(bank: Bank) -> Recorder:
    """A child with every safeguard met, sign-off too."""
    r = child_before_account(bank)
    close(r)
    r.answer("risk_missing.level", choice(first_choice(bank, "risk_missing", "level")))
    r.answer("per_address_now", {"words": "The foster home."})
    r.answer("risk_missing_plan.told", "Duty officer")
    r.answer("risk_missing_plan.plan", lines("who_to_ring", "placement_briefed"))
    carer = r.add("card_person")
    r.answer("cls_left_with.with", f"person:{carer}")
    r.answer("cls_left_with.checked", "Checked with the authority")
    r.answer("con_reflection", lines("nrm"))
    return r


def first_choice(bank: Bank, item: str, field: str) -> str:
    spec = bank.spec(item, field)
    assert spec is not None
    assert spec.choices is not None
    return next(iter(bank.lists[spec.choices].choices))
