"""A name is found however it is typed: in its own script, or in Latin letters as they are usually spelled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.language import findable, finds, fold, has_word


def found(name: str, typed: str) -> bool:
    return all(has_word(findable(name), word) for word in fold(typed).split())


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("محمد", "Mohammed"), ("مُحَمَّد", "Mohamed"), ("علی", "Ali"), ("أحمد", "Ahmed"),
        ("احمد", "ahmad"), ("عمر", "Omar"), ("إبراهيم", "Ibrahim"), ("يوسف", "Yusuf"), ("فاطمة", "Fatimah"),
        ("آمنة", "Amina"), ("عائشة", "Aisha"), ("پروین", "Parvin"), ("عبد الله", "Abdullah"),
        ("ተስፋዬ", "Tesfaye"), ("ኃይለ", "Haile"), ("ብርሃነ", "berhane"),
        ("王小明", "Wang Xiaoming"), ("陈丽", "chen li"),
        ("Ольга Иванова", "Olga"), ("Наталья", "Natalia"), ("Юлия", "Julia"), ("Кристина", "Christina"),
        ("Nguyễn Thị Hạnh", "nguyen hanh"), ("Đặng", "dang"), ("রহিম", "Rahim"), ("דוד", "David"),
    ],
)  # fmt: skip
def test_by_its_latin_spelling_and_by_its_own_script_whichever_is_on_record(name: str, typed: str) -> None:
    assert found(name, typed)
    assert found(name, name)
    assert found(f"{typed} · {name}", name)
    if len(typed.split()) == len(name.split()):
        assert found(typed, name), "written down in Latin letters, sought in its own"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Eli", "Ali"),
        ("Mahmood", "Mohammed"),
        ("محمد", "Mary"),
        ("علي", "Li"),
        ("ኃይለ", "Selam"),
        ("王小明", "Chen"),
        ("Đào", "ad"),
    ],
)
def test_others_are_not_and_latin_letters_are_never_guessed_at(name: str, typed: str) -> None:
    assert not found(name, typed)


@pytest.mark.parametrize(
    ("name", "typed"), [("كريم", "کریم"), ("علی", "علي"), ("محمد", "muham"), ("王小明", "小明")]
)
def test_as_another_language_writes_its_letters_and_before_the_word_is_whole(name: str, typed: str) -> None:
    assert found(name, typed)


@given(
    st.text(st.characters(categories=("L", "M", "Zs", "Nd", "Po")), max_size=30),
    st.text("abc é王م", max_size=6),
)
@settings(max_examples=120, deadline=None)
def test_any_text_is_found_by_its_own_words_and_the_short_way_finds_the_same(text: str, typed: str) -> None:
    assert found(text, text)
    assert finds(text, fold(text).split())
    if finds(text, fold(typed).split()):
        assert found(text, typed)
