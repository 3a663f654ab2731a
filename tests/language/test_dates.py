"""Dates as people say them: always EDTF, and the day meant is always inside."""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime
import pytest
from babel.dates import get_month_names
from edtf import parse_edtf
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank.answers import read_value
from debrief.language import available
from debrief.language.date_words import in_words
from debrief.language.dated import FILE, date_words_of
from debrief.language.dates import read_date
from debrief.places import shipped
from debrief.text import cleaned

DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31))
MONTHS = "January February March April May June July August September October November December"
SEASON = ["winter", "spring", "summer", "autumn"]


def span(edtf: str) -> tuple[str, str]:
    """First and last day an EDTF text can mean, by the edtf library; open ends far away."""
    start, slash, end = edtf.partition("/")
    first = "0001-01-01" if start == ".." else _bound(start if slash else edtf, "lower_strict")
    last = "9999-12-31" if end == ".." else _bound(end if slash else edtf, "upper_strict")
    return first, last


def _bound(edtf: str, which: str) -> str:
    year, month, day = getattr(parse_edtf(edtf), which)()[:3]
    return f"{year:04}-{month:02}-{day:02}"


@pytest.mark.parametrize(("said", "edtf"), [
    ("1990", "1990"), ("6.1990", "1990-06"), ("12/06/1990", "1990-06-12"),
    ("06/25/1990", "1990-06-25"), ("summer 2009", "2009-22"), ("about 2008", "2008~"),
    ("about summer 2009", "2009-06~/2009-08~"), ("before 2005", "../2005"),
    ("after June 2010", "2010-06/.."), ("between 2003 and 2005", "2003/2005"),
    ("between May and July 2011", "2011-05/2011-07"), ("2003-2005", "2003/2005"),
    ("10-12 June 2011", "2011-06-10/2011-06-12"), ("16 or 17 June 2020", "[2020-06-16,2020-06-17]"),
    ("May or June 2020", "[2020-05,2020-06]"), ("the 5th of June, 2020", "2020-06-05"),
    ("1990s", "199X"), ("199?", "199X"), ("2009?", "2009?"), ("about 2009?", "2009%"),
    ("?/6/1990", "1990-06"), ("12/?/1990", "1990-XX-12"), ("..", ".."), ("2010/..", "2010/.."),
    ("١٢/٦/١٩٩٠", "1990-06-12"), ("Sept 2010", "2010-09"),
])  # fmt: skip
def test_said_and_understood(said: str, edtf: str) -> None:
    assert read_date(said).edtf == edtf
    assert read_value("partial_date", {"edtf": edtf})


@pytest.mark.parametrize("said", [
    "31/02/1990", "29/02/1991", "13/13/1990", "0/1/1990", "2005 to 2003", "2005/2003",
    "1370", "2999", "31 June 1990",
])  # fmt: skip
def test_no_such_date(said: str) -> None:
    found = read_date(said)
    assert found.impossible
    assert found.edtf is None


@pytest.mark.parametrize("said", [
    "", "before the rice harvest", "6.90", "tomorrow", "12.6.", "when I was nine", "or", "19",
    "before", "June", "between 2003", "5 June", "12 and 13 June 1990", "/", "[", "~", "?",
])  # fmt: skip
def test_what_is_not_understood_is_not_guessed(said: str) -> None:
    assert read_date(said).edtf is None
    assert not read_date(said).impossible


def test_months_in_the_language_of_the_screen() -> None:
    assert read_date("6 juin 1990", language="fr").edtf == "1990-06-06"
    assert read_date("tháng 6 1990", language="vi").edtf == "1990-06"
    assert read_date("6 June 1990", language="no_such_language").edtf == "1990-06-06"


@settings(max_examples=50, deadline=None)
@given(DAYS, st.data())
def test_the_day_meant_is_inside(day: date, data: st.DataObject) -> None:
    month = MONTHS.split()[day.month - 1]
    season = SEASON[day.month % 12 // 3]
    said = data.draw(st.sampled_from([
        f"{day.day}/{day.month}/{day.year}", f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
        f"{month[:3]} {day.year}",
        f"{day.month}.{day.year}", f"{day.year}", f"about {day.year}", f"{season} {day.year}",
        f"about {season} {day.year}", f"before {day.year + 1}", f"before {month} {day.year}",
        f"since {day.year}", f"between {day.year - 1} and {day.year}", f"{day.year // 10}0s",
        f"{day.year} or {day.year + 2}", f"{day.isoformat()}", f"{day.day}/?/{day.year}",
        f"around {day.day} {month} {day.year}", f"{day.year - 2} to {month} {day.year}",
    ]))  # fmt: skip
    edtf = read_date(said).edtf
    assert edtf is not None, said
    assert read_value("partial_date", {"edtf": edtf})
    if season == "winter" and season in said and "about" not in said:
        return  # EDTF leaves open which winter of the year
    first, last = span(edtf)
    assert first <= day.isoformat() <= last, (said, edtf)


@settings(max_examples=50, deadline=None)
@given(DAYS, st.sampled_from(["ymd", "dmy", "my", "y", "about", "before", "or"]))
def test_another_calendar_becomes_the_gregorian_days_it_means(day: date, form: str) -> None:
    solar = jdatetime.date.fromgregorian(date=day)
    lunar = Gregorian(day.year, day.month, day.day).to_hijri()
    ethiopian = _ethiopian(day)
    for calendar, (year, month, number) in (
        ("persian", (solar.year, solar.month, solar.day)),
        ("islamic", (lunar.year, lunar.month, lunar.day)),
        ("ethiopian", ethiopian),
    ):
        said = {
            "ymd": f"{year}/{month}/{number}", "dmy": f"{number}/{month}/{year}",
            "my": f"{month}/{year}", "y": f"{year}", "about": f"about {year}",
            "before": f"before {year}", "or": f"{year} or {year + 1}",
        }[form]  # fmt: skip
        found = read_date(said, calendar)
        assert found.edtf is not None, (said, calendar)
        value = {"edtf": found.edtf, "calendar": calendar, "in_calendar": found.in_calendar}
        assert read_value("partial_date", value) == value
        first, last = span(found.edtf)
        assert first <= day.isoformat() <= last, (said, found)


def _ethiopian(day: date) -> tuple[int, int, int]:
    """The other way round: counted from 11 September 2003, which began 1996."""
    days = (day - date(2003, 9, 12)).days  # 2003-09-12 was 1 Meskerem 1996
    year = 1996
    while days < 0:
        year -= 1
        days += 366 if year % 4 == 3 else 365
    while days >= (length := 366 if year % 4 == 3 else 365):
        days -= length
        year += 1
    return year, days // 30 + 1, days % 30 + 1


@pytest.mark.parametrize(("calendar", "said", "edtf"), [
    ("ethiopian", "1/1/2000", "2007-09-12"), ("ethiopian", "29 Tahsas 2004", "2012-01-08"),
    ("ethiopian", "6/13/2003", "2011-09-11"), ("persian", "1 Hamal 1370", "1991-03-21"),
    ("persian", "۳۰/۱۲/۱۳۹۹", "2021-03-20"), ("islamic", "1 Ramadan 1441", "2020-04-23/2020-04-25"),
])  # fmt: skip
def test_known_days_of_other_calendars(calendar: str, said: str, edtf: str) -> None:
    assert read_date(said, calendar).edtf == edtf


@pytest.mark.parametrize(("calendar", "said"), [
    ("persian", "30/12/1370x"), ("persian", "31/7/1370"), ("islamic", "31/1/1440"),
    ("ethiopian", "6/13/2002"), ("persian", "2010"), ("islamic", "1/13/1440"),
])  # fmt: skip
def test_no_such_day_of_another_calendar(calendar: str, said: str) -> None:
    assert read_date(said, calendar).edtf is None


def test_a_calendar_that_is_not_read_stays_words() -> None:
    assert read_date("2060", "nepali").edtf is None
    assert not read_date("2060", "nepali").impossible


@settings(max_examples=50, deadline=None)
@given(
    st.one_of(st.text(max_size=30), st.text("0123456789/-.~?X[]., orbetwnJu", max_size=20)),
    st.sampled_from(["gregorian", "persian", "islamic", "ethiopian"]),
)
def test_whatever_is_typed_never_fails(words: str, calendar: str) -> None:
    found = read_date(cleaned(words), calendar)
    if found.edtf is not None:
        assert read_value("partial_date", {"edtf": found.edtf})
        assert in_words(found.edtf)


@pytest.mark.parametrize(("edtf", "words"), [
    ("1990", "1990"), ("1990-06", "June 1990"), ("1990-06-12", "12 June 1990"),
    ("2009-22", "summer 2009"), ("2008~", "about 2008"), ("../2005", "2005 or before"),
    ("2010/..", "2010 or later"), ("2003/2005", "2003 to 2005"), ("..", "not ended"),
    ("[2020-06-16,2020-06-17]", "one of: 16 June 2020, 17 June 2020"),
    ("2008%", "about 2008, not sure"),
])  # fmt: skip
def test_said_back_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


def test_a_year_has_all_its_days() -> None:
    """Each year of each calendar begins the day after the last one ended."""
    for calendar, years in (("persian", (1300, 1400)), ("ethiopian", (1950, 2050))):
        end = None
        for year in range(*years):
            first, last = span(read_date(str(year), calendar).edtf or "")
            if end is not None:
                assert date.fromisoformat(first) == end + timedelta(days=1)
            end = date.fromisoformat(last)


IN_THEIR_WORDS = {
    "vi": {
        "khoảng năm 2008": "2008~", "trước năm 2005": "../2005", "sau tháng 6 năm 2010": "2010-06/..",
        "mùa hè năm 2009": "2009-22", "ngày 5 tháng 6 năm 2011": "2011-06-05", "từ 2003 đến 2005": "2003/2005",
        "2009 hoặc 2010": "[2009,2010]", "tháng mười hai 2010": "2010-12", "tháng năm năm 2011": "2011-05",
        "giữa 2003 và 2005": "2003/2005",
    },
    "ar": {
        "حوالي 2008": "2008~", "قبل ٢٠٠٥": "../2005", "بعد يونيو 2010": "2010-06/..", "صيف 2009": "2009-22",
        "بين 2003 و2005": "2003/2005", "٥ حزيران ٢٠١١": "2011-06-05", "2009 أو 2010": "[2009,2010]",
        "من 2003 إلى 2005": "2003/2005", "في شهر كانون الثاني 2010": "2010-01", "سنة 2010": "2010",
    },
    "zh_Hans": {
        "大约2008年": "2008~", "2008年左右": "2008~", "2005年以前": "../2005", "2011年6月5日": "2011-06-05",
        "2010年12月": "2010-12", "2009年夏天": "2009-22", "2003年到2005年": "2003/2005",
    },
    "cy": {"tua 2008": "2008~", "cyn 2005": "../2005", "haf 2009": "2009-22", "Mehefin 2010": "2010-06"},
    "sq": {"rreth vitit 2008": "2008~", "para qershorit 2005": None, "vera e 2009": "2009-22",
           "qershor 2010": "2010-06", "nga 2003 deri 2005": "2003/2005"},
    "ro": {"pe la 2008": "2008~", "înainte de 2005": "../2005", "vara lui 2009": "2009-22",
           "iunie 2010": "2010-06", "între 2003 și 2005": "2003/2005"},
    "pl": {"czerwiec 2010": "2010-06", "5 czerwca 2010": "2010-06-05", "about 2010": "2010~"},
}  # fmt: skip


@pytest.mark.parametrize("tag", IN_THEIR_WORDS)
def test_dates_are_read_in_the_words_of_a_language(tag: str) -> None:
    said = IN_THEIR_WORDS[tag]
    assert {words: read_date(words, language=tag).edtf for words in said} == said
    assert read_date("before 2005", language=tag).edtf == "../2005", "the English words too"


def test_every_file_of_date_words_can_be_used() -> None:
    files = sorted(shipped("locales").glob(f"*/{FILE}"))
    assert {path.parent.name for path in files} >= {"vi", "ar"}
    for path in files:
        found = date_words_of(path.read_bytes())
        both = [word for words in (*found.words.values(), *found.months.values()) for word in words]
        assert len(both) == len(set(both)), path.parent.name
    for broken in (b"", b"[", b"dates: 1\nwords: {perhaps: [x]}", b"dates: 1\nwords: {}\nmonths: {13: [x]}"):
        with pytest.raises(ValueError, match="Error"):
            date_words_of(broken)


def test_a_language_without_date_words_reads_cldrs_months() -> None:
    for each in available():
        month = get_month_names("wide", locale=each.locale)[6]
        assert read_date(f"{month} 2011", language=each.tag).edtf == "2011-06", each.tag
