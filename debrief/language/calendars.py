"""Other calendars, as the Gregorian days a date of theirs can mean.

Solar Hijri through jdatetime. Lunar Hijri through hijridate (Umm al-Qura); months
begin by sighting, so a day either side is allowed for. Ethiopian by its own rule:
twelve months of 30 days and a thirteenth of five, or six before a leap year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import jdatetime
from hijridate import Hijri


class NoSuchDay(ValueError):
    """The calendar has no such day."""


class Day(date):
    """A Gregorian day; ``str`` gives ISO 8601."""

    def before(self) -> Day:
        """The day before."""
        return Day.fromordinal(self.toordinal() - 1)

    @classmethod
    def of(cls, day: date) -> Day:
        """The same day."""
        return cls.fromordinal(day.toordinal())


@dataclass(frozen=True)
class Calendar:
    """Month names (Latin spelling and own script), and the first day of a month.

    ``start(year, month)`` is Gregorian, ``month_count`` the months of a year, ``doubt``
    the days by which a local calendar may differ either way.
    """

    months: dict[str, int]
    start: Callable[[int, int], Day]
    month_count: int = 12
    doubt: int = 0

    def days(self, year: int, month: int | None, day: int | None) -> tuple[Day, Day]:
        """First and last Gregorian day that a date as far as known can mean."""
        first = self._start(year, month or 1)
        after = self._start(*self._next(year, month))
        if day is not None:
            first = Day.fromordinal(first.toordinal() + day - 1)
            if day < 1 or first >= after:
                raise NoSuchDay
            after = Day.fromordinal(first.toordinal() + 1)
        return (
            Day.fromordinal(first.toordinal() - self.doubt),
            Day.fromordinal(after.toordinal() - 1 + self.doubt),
        )

    def _next(self, year: int, month: int | None) -> tuple[int, int]:
        return (year + 1, 1) if month in (None, self.month_count) else (year, (month or 0) + 1)

    def _start(self, year: int, month: int) -> Day:
        if not 1 <= month <= self.month_count:
            raise NoSuchDay
        try:
            return self.start(year, month)
        except (ValueError, OverflowError):
            raise NoSuchDay from None


def _persian(year: int, month: int) -> Day:
    if year not in range(1200, 1500):
        raise NoSuchDay
    return Day.of(jdatetime.date(year, month, 1).togregorian())


def _islamic(year: int, month: int) -> Day:
    return Day.of(Hijri(year, month, 1).to_gregorian())


_DAYS_BEFORE_ETHIOPIAN_ERA = 2795
"""1 Meskerem 1 was 29 August 8 CE (Julian), day 2796 of the proleptic Gregorian count."""


def _ethiopian(year: int, month: int) -> Day:
    if year not in range(1800, 2100):
        raise NoSuchDay
    days = 365 * (year - 1) + year // 4 + 30 * (month - 1) + 1
    return Day.fromordinal(_DAYS_BEFORE_ETHIOPIAN_ERA + days)


def _numbered(*names: str) -> dict[str, int]:
    """``"hamal farvardin"`` is month 1 under either name."""
    return {each: n for n, names_of in enumerate(names, 1) for each in names_of.split("|")}


CALENDARS: dict[str, Calendar] = {
    "persian": Calendar(
        _numbered(
            "farvardin|hamal|فروردین|حمل", "ordibehesht|sawr|saur|اردیبهشت|ثور",
            "khordad|jawza|jauza|خرداد|جوزا", "tir|saratan|تیر|سرطان",
            "mordad|amordad|asad|مرداد|اسد", "shahrivar|sunbula|sonbola|شهریور|سنبله",
            "mehr|mizan|مهر|میزان", "aban|aqrab|آبان|عقرب", "azar|qaws|qaus|آذر|قوس",
            "dey|day|jadi|دی|جدی", "bahman|dalw|dalv|بهمن|دلو", "esfand|hut|hoot|اسفند|حوت",
        ),
        _persian,
    ),
    "islamic": Calendar(
        _numbered(
            "muharram|محرم", "safar|صفر", "rabi al-awwal|rabi i|rabi' al-awwal|ربيع الأول",
            "rabi al-thani|rabi ii|rabi' al-thani|ربيع الثاني",
            "jumada al-ula|jumada i|جمادى الأولى", "jumada al-akhira|jumada ii|جمادى الآخرة",
            "rajab|رجب", "shaban|sha'ban|شعبان", "ramadan|ramazan|رمضان", "shawwal|شوال",
            "dhu al-qadah|dhul qadah|zul qadah|ذو القعدة",
            "dhu al-hijjah|dhul hijjah|zul hijjah|ذو الحجة",
        ),
        _islamic,
        doubt=1,
    ),
    "ethiopian": Calendar(
        _numbered(
            "meskerem|መስከረም", "tikimt|tekemt|tikemt|ጥቅምት", "hidar|hedar|ኅዳር|ህዳር",
            "tahsas|tahisas|ታኅሣሥ|ታህሳስ", "tir|terr|ጥር", "yekatit|የካቲት", "megabit|መጋቢት",
            "miyazya|miyazia|ሚያዝያ", "ginbot|genbot|ግንቦት", "sene|ሰኔ", "hamle|ሐምሌ|ሀምሌ",
            "nehase|nehasse|ነሐሴ|ነሀሴ", "pagumen|pagume|ጳጉሜን|ጳጉሜ",
        ),
        _ethiopian,
        month_count=13,
    ),
}  # fmt: skip
"""By code of CALENDAR."""
