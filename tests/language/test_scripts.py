"""Cells and right-to-left lines. Rich draws the screen, so its widths are the referee."""

import unicodedata
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from bidi import get_display
from hypothesis import given, settings
from rich.cells import cell_len, load_cell_table

from debrief.language import PROBE, cells, count_signs, direction, visual, wrap

ARABIC = st.text(st.sampled_from("ابتثجحخدسشصطعفقكلمنهوي 0123abc().؟،\u064e"), max_size=120)
MIXED = st.text(st.sampled_from("abc Nguyễnの東京ሰላምከم 12 e\u0301"), max_size=120)
WIDTH = st.integers(8, 60)
FIRST_WORD = "هل كنت حرا في الخروج من المنزل متى شئت"


@given(ARABIC, WIDTH)
def test_a_right_to_left_line_fills_its_width_and_no_more(text: str, width: int) -> None:
    assert all(cell_len(line) == width for line in visual(text, width))


@given(MIXED, WIDTH)
def test_a_left_to_right_line_is_no_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in visual(text, width, "ltr"))


@given(st.one_of(ARABIC, MIXED), WIDTH)
def test_wrapping_loses_no_letter_and_keeps_their_order(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(st.one_of(ARABIC, MIXED))
def test_a_line_with_room_enough_is_one_line_of_the_same_words(text: str) -> None:
    assert wrap(text, 1000) == ([" ".join(text.split())] if text.split() else [])


def test_the_first_words_stay_on_the_first_line_at_its_right_end() -> None:
    lines = visual(FIRST_WORD, 16)
    assert len(lines) > 1
    assert lines[0].endswith("\ufede\ufeeb")  # هل joined, its first letter rightmost


def test_a_number_keeps_its_order_within_a_right_to_left_line() -> None:
    (line,) = visual("رقم \u2068+44 20 7946\u2069 هاتف", 40)
    assert "+44 20 7946" in line
    assert not set(line) & set("\u2068\u2069")


@pytest.mark.parametrize(
    "number",
    [
        "2020-06-15", "2020-06", "2020-06~/2021-05",
        "2020-06-15 10:30", "2020-06-15T10:30:00", "2020-XX-15", "2020-06~",
        "+44 7700 900123", "(0)20 7946-0958", "020 7946 0958", "+44 (0)20 7946.0958", "+4477009001??",
        "۲۰۲۰-۰۶-۱۵",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["اتصل {} غدا", "وصل في {}، ثم", "شەو {}", "({}) في", "{} في", "في «{}»."])
def test_a_day_or_a_telephone_number_reads_as_it_is_written(number: str, around: str) -> None:
    (line,) = visual(around.format(number), 60)
    assert number in line
    assert len(line.strip()) == len(around.format(number)), "nothing steers the screen"


@pytest.mark.parametrize(
    "number",
    ["5-7", "2020-2021", "LA-2011-17", "2011-17-LA", "A/2011-17/B", "0.5 - 1.5", "10:30", "12,500", "3.50"],
)
def test_other_numbers_are_left_to_the_rules_of_the_script(number: str) -> None:
    text = f"دا {number} دا"
    (line,) = visual(text, 40)
    assert unicodedata.normalize("NFKC", line.strip()) == get_display(text, base_dir="R")


def test_words_of_the_left_stay_as_they_are() -> None:
    assert visual("Bạn tên là gì?", 40, "ltr") == ["Bạn tên là gì?"]


def test_an_empty_line_stays_empty() -> None:
    assert visual("a\n\nb", 9, "ltr") == ["a", "", "b"]
    assert visual("", 4) == ["    "]


def test_a_letter_is_never_parted_from_its_marks() -> None:
    word = unicodedata.normalize("NFD", "ềềềềềềềề")
    assert all(not unicodedata.combining(line[0]) for line in wrap(word, 3))


def test_reordering_is_the_referees() -> None:
    assert visual("abc", 9)[0].strip() == get_display("abc", base_dir="R")


@given(st.text(st.sampled_from("aăâđươễNguyễn東京ሰላምابك\u0301\u064e\u2068กำ"), max_size=40))
@settings(max_examples=50)
def test_cells_agree_with_those_the_screen_is_drawn_by(text: str) -> None:
    assert cells(text) == sum(map(cell_len, text))


@pytest.mark.parametrize(("probe", "hindi"), [(1, 2), (2, 5)])
def test_vowel_signs_are_counted_as_the_terminal_answered(probe: int, hindi: int) -> None:
    assert cells(PROBE, probe=probe) == probe
    assert cells("कािी", probe=probe) == (1 if probe == 1 else 4)
    assert cells("हिंदी", probe=probe) == (hindi if probe == 1 else 4)


def test_the_screens_table_is_corrected_only_where_the_terminal_says_so() -> None:
    widths = load_cell_table("auto").widths
    assert count_signs(widths, 1) == list(widths)
    corrected = count_signs(widths, 2)
    changed = {
        point
        for first, last, width in corrected
        for point in range(first, last + 1)
        if width == 1 and unicodedata.category(chr(point)) == "Mc"
    }
    assert ord("\u093e") in changed
    assert covered(corrected) == covered(widths)
    assert all(a[1] < b[0] for a, b in pairwise(corrected))


def covered(widths: list[tuple[int, int, int]]) -> int:
    return sum(last - first + 1 for first, last, _ in widths)


@pytest.mark.parametrize(("text", "way"), [("abc", "ltr"), ("12 هل", "rtl"), ("שלום a", "rtl"), ("12 +", None)])
def test_direction_is_that_of_the_first_letter_that_has_one(text: str, way: str | None) -> None:
    assert direction(text) == way


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ا (ب) ج", "ج (ب) ا"),
        ("«ا» ب", "ب «ا»"),
        ("ا (ب [ج]) د", "د ([ج] ب) ا"),
        ("Benin (City) ا", "ا Benin (City)"),
        ("city (Lagos)", "city (Lagos)"),
    ],
)
def test_brackets_face_each_other_from_the_right(text: str, shown: str) -> None:
    (line,) = visual(text, 20)
    assert unicodedata.normalize("NFKC", line.strip()) == shown
