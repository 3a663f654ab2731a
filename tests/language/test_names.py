"""Names of countries, languages and money, in the screen's language and out of it."""

import datetime

import hypothesis.strategies as st
import pytest
from hypothesis import given

from debrief.language import (
    countries,
    country,
    currencies,
    currency,
    day,
    find_country,
    fold,
    language_name,
    number,
    use,
)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("vie", "VN"),
        ("Việt", "VN"),
        ("viet nam", "VN"),
        ("shqip", "AL"),
        ("burma", "MM"),
        ("ivory", "CI"),
        ("cote d", "CI"),
        ("lanka", "LK"),
        ("ኤርትራ", "ER"),
        ("中国", "CN"),
        ("السودان", "SD"),
        ("scotland", "GB"),
        ("USA", "US"),
        ("vn", "VN"),
        ("deutsch", "DE"),
    ],
)
def test_any_part_of_any_name_finds_the_country(language: str, typed: str, code: str) -> None:
    use(language)
    assert find_country(typed)[0].code == code


def test_a_country_is_found_by_its_name_in_the_language_of_the_screen() -> None:
    use("vi")
    assert find_country("vuong quoc")[0].name == "Vương quốc Anh"
    assert "GB" in {it.code for it in find_country("uong quoc a")}


def test_nothing_typed_is_every_country_and_nonsense_is_none() -> None:
    assert find_country(" ") == countries()
    assert find_country("qqqq") == []


@given(st.text(max_size=20))
def test_typing_anything_at_all_finds_only_countries(typed: str) -> None:
    assert set(find_country(typed)) <= set(countries())


@pytest.mark.parametrize("language", ["en", "vi", "ar", "ti", "ckb", "zh_Hans"])
def test_every_country_has_a_name_and_they_are_sorted_as_read(language: str) -> None:
    names = [it.name for it in countries(language)]
    assert len(names) > 240
    assert all(names)
    assert names == sorted(names, key=fold)


def test_what_is_no_country_is_not_offered() -> None:
    codes = {it.code for it in countries()}
    assert not codes & {"XA", "XB", "ZZ", "EU", "EZ", "UN", "QO"}
    assert codes >= {"GB", "VN", "AL", "XK", "SS"}
    assert (country("ZZ"), country("XX"), country("vn")) == (None, None, None)


def test_accents_do_not_put_a_name_last() -> None:
    use("vi")
    names = [it.name for it in countries()]
    assert names.index("Đan Mạch") < names.index("Estonia")


@pytest.mark.parametrize(
    ("code", "english", "vietnamese"),
    [
        ("vie", "Vietnamese", "Tiếng Việt"),
        ("sqi", "Albanian", "Tiếng Albania"),
        ("prs", "Dari", "Tiếng Dari"),
        ("yue", "Cantonese", "Tiếng Quảng Đông"),
        ("cdo", None, None),
        ("xxx", None, None),
    ],
)
def test_languages_are_named_by_their_three_letters(
    code: str, english: str | None, vietnamese: str | None
) -> None:
    assert language_name(code, "en") == english
    assert language_name(code, "vi") == vietnamese


def test_money_days_and_numbers_are_written_as_the_language_writes_them() -> None:
    march = datetime.date(2026, 3, 9)
    assert (currency("VND", "en"), currency("GBP", "vi")) == ("Vietnamese Dong", "Bảng Anh")
    assert currency("XXQ", "en") is None
    assert {"GBP", "VND", "EUR"} <= {it.code for it in currencies("vi")}
    assert (day(march, "en"), day(march, "vi")) == ("9 March 2026", "9 tháng 3, 2026")
    assert day(march, "en", "short") == "09/03/2026"
    assert (number(12345, "en"), number(12345, "vi")) == ("12,345", "12.345")
