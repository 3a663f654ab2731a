"""Periods of publications: whole calendar quarters, and everything up to the end of one. No others.

Windows that anybody could choose would let two releases be taken from each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from debrief.language import current, day, say
from debrief.language.supported import cldr
from debrief.office.refusals import NotAQuarter, QuarterNotOver

_QUARTER = re.compile(r"([12][0-9]{3})-Q([1-4])")


@dataclass(frozen=True)
class Period:
    """``quarter`` is ``2011-Q1``; ``up_to``: everything opened until it ends."""

    quarter: str
    up_to: bool = False

    @property
    def code(self) -> str:
        """As it stands in definitions: ``2011-Q1``, or ``..2011-Q1``."""
        return f"..{self.quarter}" if self.up_to else self.quarter

    @property
    def first(self) -> date:
        year, quarter = self.quarter.split("-Q")
        return date(int(year), 3 * int(quarter) - 2, 1)

    @property
    def last(self) -> date:
        following = self.first.replace(day=28) + timedelta(days=4 + 62)
        return following.replace(day=1) - timedelta(days=1)

    def before(self) -> Period:
        """The quarter before."""
        ended = self.first - timedelta(days=1)
        return Period(f"{ended.year}-Q{(ended.month + 2) // 3}", self.up_to)

    def cumulative(self) -> Period:
        return Period(self.quarter, True)

    def short(self) -> str:
        """The quarter's own name, as narrow as a column: Q1 2011."""
        return format_date(self.first, "QQQ y", locale=cldr(current().tag))

    def words(self) -> str:
        """In the language in use."""
        if self.up_to:
            return say("up to {last}", last=day(self.last))
        return say("{first} to {last}", first=day(self.first), last=day(self.last))


def quarter(text: str, today: date, *, up_to: bool = False) -> Period:
    """The quarter somebody wrote. Raises ``NotAQuarter``, or ``QuarterNotOver`` for one not ended by today."""
    if not _QUARTER.fullmatch(text):
        raise NotAQuarter(found=text[:20])
    made = Period(text, up_to)
    if made.last >= today:
        raise QuarterNotOver(found=text)
    return made
