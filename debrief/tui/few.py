"""The short lists of the answer types' own parts: units, periods, calendars, marks. Pure."""

from __future__ import annotations

from debrief.language import marked

UNITS = {
    "minutes": marked("minutes"),
    "hours": marked("hours"),
    "days": marked("days"),
    "nights": marked("nights"),
    "weeks": marked("weeks"),
    "months": marked("months"),
    "years": marked("years"),
}
PERIODS = {
    "once": marked("once"),
    "hour": marked("an hour"),
    "day": marked("a day"),
    "week": marked("a week"),
    "month": marked("a month"),
    "year": marked("a year"),
    "piece": marked("a piece"),
}
CALENDARS = {
    "gregorian": marked("Gregorian"),
    "ethiopian": marked("Ethiopian"),
    "islamic": marked("Islamic (lunar)"),
    "persian": marked("Persian (Solar Hijri)"),
    "other": marked("Other"),
}
ORDERS = {
    "family-first": marked("family name first"),
    "given-first": marked("given name first"),
    "one-name": marked("one name only"),
}
PRECISIONS = {
    "exact": marked("exact"),
    "street": marked("street"),
    "area": marked("area"),
    "town": marked("town"),
    "country": marked("country"),
    "described_only": marked("described only"),
}
ROW_ANSWERS = {
    "yes": marked("yes"),
    "no": marked("no"),
    "not_applicable": marked("does not apply"),
}
YES_NO = {"yes": marked("Yes"), "no": marked("No"), "not_sure": marked("Not sure")}
