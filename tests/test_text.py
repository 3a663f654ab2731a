"""What may stand in a text: all that a language needs, in the order it was written, and nothing that steers."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from debrief.text import cleaned, folded, is_safe, steers

STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x1b\x07\x00"
NEEDED = "\u200c\u200d\u200e\u200f\n\t"
LETTERS = "محمدہیሰላም王小明Ольга्ạễe\u0323\u0302ﻣ 12-"


@given(st.one_of(st.text(), st.text(LETTERS + STEERING + NEEDED)))
@example("e\u0323\u0302\u202eمحمد")
def test_any_text_keeps_its_letters_in_their_order_composed_and_nothing_that_steers(text: str) -> None:
    kept = cleaned(text)
    assert is_safe(kept)
    assert cleaned(kept) == kept
    assert not steers(kept)
    assert not set(kept) & set(STEERING)
    plain = "".join(c for c in text if c not in STEERING)
    if not steers(plain) and "\r" not in text:
        assert kept == unicodedata.normalize("NFC", plain)
        assert steers(text) is (plain != text), "what was taken out is said, and nothing else"


def test_a_list_is_searched_by_what_a_keyboard_types() -> None:
    assert folded("children's serv") in folded("Local authority children’s services")
    assert folded("Đà Nẵng, Łódź") == "da nang, lodz"
