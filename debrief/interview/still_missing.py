"""What is still missing after the account: a few questions that may be put now, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from debrief.bank.check_bank import AGENCIES
from debrief.interview.coverage import needed_by
from debrief.interview.suggesting import Place, Suggestion, suggest
from debrief.interview.view import View

AT_A_TIME = 3
"""So many are offered at once: a choice for the next minutes, never a list to work off."""


@dataclass(frozen=True, slots=True)
class StillMissing:
    """A question that may be put now: nothing is on record of it, and the account does not hold it."""

    item: str
    instance: int
    is_open: bool
    agencies: tuple[str, ...]
    """Codes of the agencies that need it."""


def still_missing(view: View, after: Place | None = None) -> tuple[StillMissing, ...]:
    """At most ``AT_A_TIME``, open questions before focused ones, else as the talk is led.

    Nothing outside a sitting, on a break or after a stop.
    """
    found = [each for each in suggest(view, after) if isinstance(each, Suggestion)]
    found.sort(key=lambda each: view.bank.items[each.item].form != "O")
    return tuple(_missing(view, each) for each in found[:AT_A_TIME])


def _missing(view: View, each: Suggestion) -> StillMissing:
    item = view.bank.items[each.item]
    agencies = tuple(agency for agency in AGENCIES if needed_by(item, agency))
    return StillMissing(each.item, each.instance, item.form == "O", agencies)
