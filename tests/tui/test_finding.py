"""What is found by the words one types."""

from debrief.tui.finding import nearest

TEXTS = {"a": "how it began leave home", "b": "the journey", "c": "things left at home"}


def test_a_line_that_has_every_word_stands_alone() -> None:
    assert nearest(TEXTS, ["left", "home"]) == ["c"]


def test_a_word_that_stands_nowhere_leaves_what_has_the_others() -> None:
    assert nearest(TEXTS, ["village", "home"]) == ["a", "c"]


def test_nothing_typed_is_everything_and_nothing_known_is_nothing() -> None:
    assert nearest(TEXTS, []) == ["a", "b", "c"]
    assert nearest(TEXTS, ["zebra"]) == []
