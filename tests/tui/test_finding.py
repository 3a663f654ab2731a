"""What is found by the words one types."""

from stage import BANK

from debrief.interview import Interview
from debrief.tui.also_called import ALSO
from debrief.tui.finding import Words, nearest, words_of
from debrief.tui.outline import Spot
from debrief.tui.specs import options
from debrief.tui.widgets.choices import Choices

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


def test_a_plane_finds_a_flight_in_the_questions_and_in_the_list() -> None:
    interview = Interview(BANK)
    texts = {item: words_of(interview, Spot(item, 1)) for item in ("leg_mode", "leg_from", "leg_vehicle")}
    for word in ("plane", "air", "truck", "dinghy"):
        assert "leg_mode" in nearest(texts, [word]), word
    listed = Choices(lambda: options(BANK, "MODE", "uk-2011", "en"), str)
    listed.find = "plane"
    assert [option.code for option in listed.matching()] == ["commercial_flight", "private_aircraft"]


def test_every_other_word_is_for_a_choice_that_there_is() -> None:
    assert all(code in BANK.lists[name].choices for name, code in ALSO)
