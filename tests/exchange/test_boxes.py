"""Text boxes: nothing of a long text is lost, and no piece is longer than the form counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.exchange.boxes import cut, units

WORDS = st.text(alphabet="ab .!?\n…。”𝄞é", max_size=400)


@given(WORDS, st.integers(2, 60))
@settings(max_examples=150)
def test_the_pieces_are_the_text_and_each_fits(text: str, longest: int) -> None:
    pieces = cut(text, longest)
    assert "".join(pieces) == text
    assert all(0 < units(piece) <= longest for piece in pieces)


def test_a_form_counts_a_line_break_as_two_and_a_rare_letter_as_two() -> None:
    assert units("ab\nc") == 5
    assert units("𝄞") == 2


def test_it_is_cut_after_a_sentence_or_else_after_a_word_or_else_anywhere() -> None:
    assert cut("He came. He left again. Then", 25) == ["He came. He left again. ", "Then"]
    assert cut("one two three", 9) == ["one two ", "three"]
    assert cut("abcdefgh", 5) == ["abcde", "fgh"]
    assert cut("“Stay here.” He left", 15) == ["“Stay here.” ", "He left"]
    assert cut("", 9) == []


def test_a_box_too_small_for_any_letter_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="two units"):
        cut("a", 1)
