"""What is found by the words one types."""

from stage import BANK

from debrief.interview import Interview
from debrief.tui.finding import Words, nearest, words_of
from debrief.tui.outline import Spot

TEXTS = {
    "a": Words("how it began", "leave home"),
    "b": Words("the journey"),
    "c": Words("things left", "at home"),
    "d": Words("home"),
}


def test_a_line_that_has_every_word_stands_alone() -> None:
    assert nearest(TEXTS, ["left", "home"]) == ["c"]


def test_a_word_that_stands_nowhere_leaves_what_has_the_others() -> None:
    assert nearest(TEXTS, ["village", "home"]) == ["d", "a", "c"]


def test_nothing_typed_is_everything_and_nothing_known_is_nothing() -> None:
    assert nearest(TEXTS, []) == ["a", "b", "c", "d"]
    assert nearest(TEXTS, ["zebra"]) == []


def test_what_is_called_so_comes_first_and_choices_are_words_too() -> None:
    interview = Interview(BANK)
    texts = {item: words_of(interview, Spot(item)) for item in ("rcr_oath", "exit_how", "exit_kept")}
    assert nearest(texts, ["left"])[0] == "exit_kept", "an oath “before you left” comes after it"
    assert nearest(texts, ["escaped"]) == ["exit_how"]
