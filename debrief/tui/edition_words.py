"""What is said of an edition: its dates, its advice lines, and a warning outside them. Pure."""

from __future__ import annotations

from datetime import date, datetime

from debrief.bank import Bank
from debrief.bank.schema import Edition
from debrief.language import contexts, say


def day_of(moment: datetime) -> date:
    """The day a moment falls on, in this computer's zone."""
    return moment.astimezone().date()


def outside(bank: Bank, edition: str, day: date) -> str:
    """A warning, in words, on a day the edition does not cover; else nothing."""
    found = bank.editions.get(edition)
    if found is None or found.covers(day):
        return ""
    return say(
        "The edition {title} is for {dates}, and today is {today}. Names of bodies and forms may be wrong. "
        "No telephone number from it is shown.",
        title=title(found),
        dates=dates(found),
        today=day.isoformat(),
    )


def title(edition: Edition) -> str:
    """What an edition is called."""
    return say(edition.title, contexts.edition(edition.id))


def dates(edition: Edition) -> str:
    """From when to when an edition holds."""
    begins = edition.begins.isoformat()
    if edition.ends is None:
        return say("{begins} and after", begins=begins)
    return say("{begins} to {ends}", begins=begins, ends=edition.ends.isoformat())


def advice(edition: Edition, day: date) -> list[str]:
    """The advice lines with their numbers; none outside the edition's dates."""
    if not edition.covers(day):
        return []
    return [f"{line.name}: {line.phone}" for line in edition.advice_lines]
