"""What an officer types when a dissemination is drafted, as values."""

from __future__ import annotations

from datetime import UTC, datetime

from .dissemination import LONGEST
from .refusals import ExpiresWrong


def card_of(typed: str) -> tuple[str, str, str]:
    """``RECORD/person:1=B21``: the record, the card, the grade. ``draft`` refuses what is none."""
    place, _, grade = typed.partition("=")
    record, _, card = place.partition("/")
    return record, card, grade


def last_moment_of(typed: str) -> datetime:
    """The end of a day, ``2011-12-31``."""
    try:
        return datetime.fromisoformat(f"{typed}T23:59:59").replace(tzinfo=UTC)
    except ValueError:
        raise ExpiresWrong(limit=LONGEST.days) from None
