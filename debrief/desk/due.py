"""What is due for a de-brief: an export, a receipt, or an end to keeping it. Pure; no clock of its own.

    for each in due(line, clock()):
        print(each.kind, each.since, each.sentence)

The days come from the edition (``receipt_missing_after_days``) and from the agency's own settings
(``keep_after_receipt_days``); both stand in the ``Listing``. Due is not allowed: whether a de-brief may
be sealed or erased is decided when somebody does it (``debrief.desk.keeping``). Nothing is ever done by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from debrief.language import say, say_many

if TYPE_CHECKING:
    from debrief.desk.desk import Listing

Kind = Literal["export", "receipt", "purge"]


@dataclass(frozen=True)
class Due:
    """One thing that waits for somebody. ``since`` is a moment as events carry it."""

    kind: Kind
    since: str
    sentence: str
    days: int = 0
    """Of a receipt: for how many days it is missing, once it is longer than the edition allows; else 0."""


def due(debrief: Listing, now: datetime) -> list[Due]:
    """What is due at ``now``, in the order in which it is to be done. Training is never due."""
    return [] if debrief.training else list(_all(debrief, now))


def _all(line: Listing, now: datetime) -> Iterator[Due]:
    if line.status != "open" and line.stands_since is not None and _unsent(line):
        yield Due("export", line.stands_since, _export_words(line))
    if line.sent_unreceipted is not None:
        yield _receipt(line, line.sent_unreceipted, now)
    elif line.accepted is not None and not line.held and _done(line):
        ends = datetime.fromisoformat(line.accepted) + timedelta(days=line.keep_days)
        if now >= ends:
            yield Due(
                "purge",
                line.accepted,
                say(
                    "The central repository has had it since {date}, longer than the {days} days it is kept"
                    " for. Seal it or erase it, or set a hold with its reason.",
                    date=line.accepted[:10],
                    days=line.keep_days,
                ),
            )


def _unsent(line: Listing) -> bool:
    """Whether it changed, or was taken back, after it was last sent; or never went at all."""
    if line.refused:
        return True
    if line.sent_last is None:
        return line.status == "signed"
    return line.stands_since is not None and line.sent_last < line.stands_since


def _done(line: Listing) -> bool:
    return line.status != "open" and not _unsent(line)


def _export_words(line: Listing) -> str:
    day = (line.stands_since or "")[:10]
    if line.refused:
        return say("The central repository refused the last bundle. Look at its receipt, and export again.")
    if line.status == "withdrawn":
        return say("Taken back by the person on {date}; the central repository is to be told.", date=day)
    if line.sent_last is not None:
        return say("Signed again on {date}, after it was last exported.", date=day)
    return say("Signed off on {date} and not exported.", date=day)


def _receipt(line: Listing, sent: str, now: datetime) -> Due:
    days = (now - datetime.fromisoformat(sent)).days
    if days > line.receipt_days:
        words = say_many(
            "Exported on {date}; for {count} day no receipt has come. Ask the central repository.",
            "Exported on {date}; for {count} days no receipt has come. Ask the central repository.",
            days,
            date=sent[:10],
        )
        return Due("receipt", sent, words, days)
    return Due("receipt", sent, say("Exported on {date}; its receipt has not come yet.", date=sent[:10]))
