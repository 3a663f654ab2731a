"""The supervisor's queue (content D-18): what is unmet, which decisions wait for a signature, who sat,
how far the questions were closed ones, and whether it is signed off.

By reference, never by name; no word of what was said, and no score of anybody. How the questions
were put is there for training, not for discipline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from debrief.desk.continuing import leads_before
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.desk import Desk
from debrief.desk.overrides import decisions, proved
from debrief.interview import Address, Interview
from debrief.interview.accept import same_person
from debrief.interview.events import Answered, Exported, HandedOut, Prompted, SittingStarted
from debrief.interview.provenance import Asked

Signed: TypeAlias = Literal["no", "interviewer", "lead", "yes"]
"""``interviewer`` or ``lead``: only that one of the two signed so far."""


@dataclass(frozen=True)
class Waiting:
    """One de-brief in the queue.

    ``sittings`` with this person, as far as this laptop knows; ``changes``: how often the lead
    interviewer was another one than in the sitting before.
    """

    rid: str
    reference: str
    route: str
    unmet: tuple[str, ...]
    decisions: tuple[tuple[str, str, bool], ...]
    """(decision, lead, whether signed)"""
    sittings: int
    changes: int
    put: int
    """Questions put about what happened: those of the account."""
    closed: int
    """How many of them were closed."""
    signed: Signed
    went: tuple[str, ...]
    """Where bundles of it went, with their purpose; and who got a paper about the person."""

    @property
    def unsigned(self) -> int:
        """How many decisions stand as asserted, not signed."""
        return sum(not signed for _, _, signed in self.decisions)

    @property
    def asks(self) -> bool:
        """Whether a supervisor has something to look at."""
        again = self.changes or (self.route == "child" and self.sittings > 1)
        return bool(self.unmet or self.unsigned or again or self.signed in ("interviewer", "lead"))


def queue(desk: Desk) -> Iterator[Waiting]:
    """Every de-brief of this vault that asks for a look, the one last worked on first."""
    for line in desk.listing():
        waiting = waiting_of(desk, desk.open(line.rid))
        if waiting.asks:
            yield waiting


def waiting_of(desk: Desk, file: DebriefFile) -> Waiting:
    interview, signed = file.interview, proved(desk, file)
    leads = leads_before(desk, file)
    unmet = [
        result.check.id
        for stage in ("prompt", "account", "signoff")
        for result in interview.unmet(stage)
        if result.check.effect in ("HARD", "LEAD")
    ]
    went = [
        f"{event.recipients[0]}: {event.purpose}"
        for event in interview.state.events
        if isinstance(event, Exported) and event.recipients
    ]
    went += [
        f"{event.to}: {event.what}, {event.form}"
        for event in interview.state.events
        if isinstance(event, HandedOut)
    ]
    forms = forms_put(interview)
    return Waiting(
        rid=file.rid,
        reference=file.reference,
        route=interview.route,
        unmet=tuple(dict.fromkeys(unmet)),
        decisions=tuple((each.id, each.lead, each.id in signed) for each in decisions(file)),
        sittings=len(leads),
        changes=sum(not same_person(one, other) for one, other in pairwise(leads)),
        put=len(forms),
        closed=forms.count("closed"),
        signed=_signed(interview),
        went=tuple(went),
    )


def forms_put(interview: Interview) -> list[str]:
    """The form of each question put in the account sections: a question of several lines counts once."""
    found: dict[tuple[int, str, int, Asked], str] = {}
    sitting = 0
    for event in interview.state.events:
        sitting += isinstance(event, SittingStarted)
        asked = _asked(event)
        if asked is None or asked.form is None or not isinstance(event, Answered | Prompted):
            continue
        item, instance, _ = Address.parse(event.address)
        if interview.bank.sections[interview.bank.items[item].section].account:
            found[sitting, item, instance, asked] = asked.form
    return list(found.values())


def _asked(event: object) -> Asked | None:
    if isinstance(event, Prompted):
        return event.asked
    return event.provenance.asked if isinstance(event, Answered) else None


def _signed(interview: Interview) -> Signed:
    if interview.signed:
        return "yes"
    roles = [signature.role for signature in interview.state.signatures]
    return roles[-1] if roles else "no"
