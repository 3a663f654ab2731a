"""Witnesses: named people, played in the interview itself, who must be offered what they should be."""

from __future__ import annotations

from collections.abc import Iterator

from debrief.bank import Bank
from debrief.bank.specification import Specification, Witness
from debrief.errors import Refusal
from debrief.interview import Interview
from debrief.proof.play import witness_play


def missed(bank: Bank, spec: Specification) -> Iterator[tuple[Witness, str]]:
    """Each thing that a witness of the specification shows to be otherwise, as a sentence."""
    for witness in spec.witnesses:
        try:
            interview = witness_play(bank, witness).interview()
        except Refusal as refusal:
            yield witness, f"{witness.name}: refused with {refusal.code}"
            continue
        for says in _of(bank, witness, interview):
            yield witness, f"{witness.name}: {says}"


def _of(bank: Bank, witness: Witness, interview: Interview) -> Iterator[str]:
    if interview.route != witness.route:
        yield f"takes the {interview.route} route"
    for names, wanted in ((witness.offered, True), (witness.withheld, False)):
        for name in names:
            if name in bank.items and _offered(interview, name) != wanted:
                yield f"{name} is {'not ' if wanted else ''}offered"
    waiting = [r.check.id for r in interview.unmet("signoff") if r.blocks]
    if witness.signoff != (not waiting):
        yield f"sign-off is withheld by {', '.join(waiting)}" if waiting else "sign-off is not withheld"


def _offered(interview: Interview, name: str) -> bool:
    return any(interview.offered(name, k) for k in interview.places(name))
