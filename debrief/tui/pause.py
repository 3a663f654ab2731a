"""When a pause may help: said once in a quiet line. No countdown, no lock (B-19). Pure.

The minutes are the edition's proposals: so many for each year of the child's age, never more
than its most, then once more after so many of talk in all. Breaks are not counted as talk.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from debrief.bank.dates import days_of
from debrief.interview import Address, Interview, Sitting

BIRTH = Address("per_dob_stated")
_FIRST, _MOST, _SECOND = "pause_minutes_per_year", "pause_minutes_most", "second_pause_minutes"


class Pause(NamedTuple):
    """A pause that is due. Two that are equal are the same one: it is said once."""

    kind: Literal["first", "second"]
    since: str
    """When the stretch of talk began, as the log has it."""


def pause_due(interview: Interview, now: datetime) -> Pause | None:
    """The pause that a child may need by now; ``None`` while none is due, and for an adult."""
    sitting = interview.state.sitting
    edition = interview.bank.editions.get(interview.state.edition)
    if interview.route != "child" or edition is None or sitting is None:
        return None
    if sitting.on_break or sitting.stopped_by:
        return None
    second = edition.proposals.get(_SECOND)
    if second is not None and _talked(sitting, now) >= timedelta(minutes=second):
        return Pause("second", sitting.began)
    minutes = _minutes(interview, edition.proposals.get(_FIRST), edition.proposals.get(_MOST), now.date())
    since = _since(sitting)
    if minutes is not None and now - datetime.fromisoformat(since) >= timedelta(minutes=minutes):
        return Pause("first", since)
    return None


def _minutes(interview: Interview, per_year: int | None, most: int | None, today: date) -> int | None:
    """How long to talk at a stretch; by the most where no age can be told from what was stated."""
    age = youngest_age(interview, today)
    if per_year is None or age is None:
        return most
    return min(per_year * age, most) if most is not None else per_year * age


def youngest_age(interview: Interview, today: date) -> int | None:
    """Whole years, at least 1, by the latest day that the stated birth date may mean."""
    spec, value = interview.bank.spec(BIRTH.item), interview.value(BIRTH)
    days = days_of(spec.type, value) if spec is not None and value is not None else None
    born = days[1] if days else None
    if born is None or born > today:
        return None
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return max(1, today.year - born.year - (not had_birthday))


def _since(sitting: Sitting) -> str:
    """When the stretch under way began: the sitting, or the end of its last break."""
    return next((at for what, at, _ in reversed(sitting.log) if what == "resume"), sitting.began)


def _talked(sitting: Sitting, now: datetime) -> timedelta:
    """Talk in this sitting in all, without its breaks."""
    total, since = timedelta(), datetime.fromisoformat(sitting.began)
    talking = True
    for what, at, _ in sitting.log:
        moment = datetime.fromisoformat(at)
        if what == "break" and talking:
            total, talking = total + (moment - since), False
        elif what == "resume":
            since, talking = moment, True
    return total + (now - since) if talking else total
