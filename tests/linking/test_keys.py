"""What is the same has one key, however it was written; what is not whole equals nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief import linking

TEXT = st.text(max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr Nguyễn Văn An", "an VAN nguyen"),
        ("Đặng Thị Hoa", "Hoa Dang Thi"),
        ("O’Brien, Seán", "sean obrien"),
        ("Нгуен Ван", "Van Nguen"),
        ("李明", "Ming Li"),
        ("王小明", "WANG Xiaoming"),
        ("欧阳小明", "Ouyang Xiaoming"),
        ("ተስፋዬ ገብረ", "Gebre Tesfaye"),
        ("El-Hassan Omar", "omar Al Hassan"),
        ("Auntie Blessing", "BLESSING"),
        ("ＪＯＨＮ Ｄｏｅ", "John Doe"),
    ],
)
def test_one_name_written_twice_has_one_key(one: str, other: str) -> None:
    assert linking.same_key(linking.words(one)) == linking.same_key(linking.words(other)) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "Mohammed"), ("Muhammad", "Mohamed"), ("حسين", "Hussein"), ("Steven", "Stephen"),
        ("علي حسن", "Ali Hassan"), ("عمر", "Omar"), ("إبراهيم", "Ibrahim"), ("آمنة", "Amina"),
        ("عائشة", "Aisha"), ("شاكر", "Shakir"), ("خديجة", "Khadija"), ("ኃይለ", "Haile"), ("Ольга", "Olga"),
    ],
)  # fmt: skip
def test_names_that_sound_the_same_have_one_sound(one: str, other: str) -> None:
    assert linking.sound(*linking.words(one)) == linking.sound(*linking.words(other)) != ""


@pytest.mark.parametrize("title", ["Madam", "Boss", " ", "?!", "Mr."])
def test_a_title_alone_is_no_name(title: str) -> None:
    assert linking.words(title) == ()


def test_a_field_with_two_names_gives_both() -> None:
    assert linking.names_in("Kofi Mensah aka Big K / “Uncle”") == ("Kofi Mensah", "Big K", "Uncle")
    assert linking.names_in("Akara Alias") == ("Akara Alias",)


@given(
    st.lists(st.text("abcdefghiklmnoprstuvyz", min_size=4, max_size=8), min_size=1, max_size=4), st.randoms()
)
@settings(max_examples=40, deadline=None)
def test_the_order_of_parts_never_counts(parts: list[str], chance: object) -> None:
    turned = parts[:]
    chance.shuffle(turned)  # type: ignore[attr-defined]
    one, other = linking.words(" ".join(parts)), linking.words(" ".join(turned))
    kept = [part for part in one if not part.startswith("al")]
    assert sorted(kept) == sorted(part for part in other if not part.startswith("al"))
    assert linking.sound(*one) == linking.sound(*reversed(one))


@given(TEXT, st.sampled_from([None, "GB", "VN", "XX"]))
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_key_or_none_and_its_key_is_its_own(text: str, country: str | None) -> None:
    """A key made once more is the same key: it can be stored, and compared for ever."""
    folded = linking.words(text)
    assert linking.words(" ".join(folded)) == folded or set(folded) & {"al", "el", "ul"}
    for make in (linking.number, linking.device, linking.handle, linking.postcode):
        key = make(text)
        assert key.text != ""
        if key.whole:
            assert key.text
            assert make(key.text) == key
    phone = linking.phone(text, country)
    if phone.whole:
        assert phone.text
        assert linking.phone(phone.text) == phone
    plate = linking.plate(text, country)
    if plate.whole:
        assert plate.text
        assert linking.plate(plate.text[3:], plate.text[:2].strip("-") or None) == plate


@pytest.mark.parametrize(
    ("raw", "country", "key", "whole"),
    [
        ("07700 900123", None, "+447700900123", True),
        ("0044 7700 900-123", None, "+447700900123", True),
        ("+44 (0)7700 900123", "VN", "+447700900123", True),
        ("0803 555 1234", "NG", "+2348035551234", True),
        ("0770? 900 1?3", None, "0770?9001?3", False),
        ("900123", None, "+44900123", False),
        ("the one he gave me", None, None, False),
    ],
)
def test_phones(raw: str, country: str | None, key: str | None, whole: bool) -> None:
    assert linking.phone(raw, country) == (key, whole)


@pytest.mark.parametrize(
    ("raw", "country", "key", "whole"),
    [
        ("ab12 cde", None, "GB AB12CDE", True),
        ("ABI2 CDE", None, "GB AB12CDE", True),
        ("АВ12 СDЕ", None, "GB AB12CDE", True),
        ("B 123 ABC", "RO", "RO B123ABC", True),
        ("B 123 ABC", None, "-- B123ABC", True),
        ("AB1? CDE", None, "-- AB1?CDE", False),
        ("--", None, None, False),
    ],
)
def test_plates(raw: str, country: str | None, key: str | None, whole: bool) -> None:
    assert linking.plate(raw, country) == (key, whole)


def test_days_and_places_as_far_as_known() -> None:
    assert linking.born("1993-04-02") == ("1993-04-02", True)
    assert linking.born("1993-04") == ("1993-04", False)
    assert linking.born("1993~") == ("1993", False)
    assert linking.born("1990/1995") == (None, False)
    assert linking.place("Hải Phòng", "VN") == ("VN/hai phong", True)
    assert linking.place("Hai Phong", None) == ("--/hai phong", False)
    assert linking.postcode("sw1a 1aa") == ("SW1A1AA", True)
