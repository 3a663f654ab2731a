"""Receipts that are missing for longer than the edition allows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debrief.bank import Bank
    from debrief.desk.desk import Listing

SETTING = "receipt_missing_after_days"


def allowed_days(bank: Bank, edition: str) -> int | None:
    """After how many days a missing receipt is shown; ``None`` for an edition that is not here."""
    found = bank.editions.get(edition)
    return None if found is None else int(found.proposals[SETTING])


def days_without_receipt(bank: Bank, line: Listing, now: datetime) -> int | None:
    """For how many days a receipt is missing, once it is longer than the edition's days."""
    allowed = allowed_days(bank, line.edition)
    if line.sent_unreceipted is None or allowed is None:
        return None
    days = (now - datetime.fromisoformat(line.sent_unreceipted)).days
    return days if days > allowed else None
