"""After how many days a missing receipt is shown: the edition says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debrief.bank import Bank

SETTING = "receipt_missing_after_days"


def allowed_days(bank: Bank, edition: str) -> int | None:
    """After how many days a missing receipt is shown; ``None`` for an edition that is not here."""
    found = bank.editions.get(edition)
    return None if found is None else int(found.proposals[SETTING])
