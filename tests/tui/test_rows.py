"""A line of a list: in a language that runs from the right it begins at the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from debrief.language import use
from debrief.tui import phrases
from debrief.tui.panes import Row, Rows
from debrief.tui.widgets import Option
from debrief.tui.widgets.choices import Choices
from debrief.tui.widgets.grid import Grid
from debrief.tui.widgets.marks import ABOVE


@pytest.fixture
def arabic() -> Iterator[None]:
    use("ar")
    yield
    use("en")


def line(row: Row, here: bool = False, more: str = "") -> str:
    return Rows(list)._line(row, here, 30, more).plain


def choices(*labels: str) -> list[str]:
    """The lines of a short list, 30 cells wide; the first is chosen."""
    listed = Choices(lambda: [Option(label, label) for label in labels], str, numbered=True)
    listed.chosen = [labels[0]]
    return [part.plain for part in listed._content().wrap(30, phrases.drawer())]


def test_a_mark_is_not_broken_at_the_end_of_a_line() -> None:
    rows, marks = [Option("food", "Food")], [Option("yes", "yes"), Option("na", "does not apply")]
    for width, expected in ((40, 1), (26, 2)):
        drawn = [line.plain for line in Grid(lambda: rows, lambda: marks)._drawn(width)]
        assert len(drawn) == 1 + expected
        assert "( ) does not apply" in drawn[-1]


def test_what_may_be_chosen_has_its_mark_beside_its_words(arabic: None) -> None:
    first, second, below, third = choices("two", "a label that is longer than a line", "three")
    assert first.endswith(" two (●) 1  ")
    assert len(first) == len(second) == len(below) == 30
    assert second.endswith(" ( ) 2  ")
    assert below.endswith(" " * 8)
    assert third.endswith(" three ( ) 3  ")
    use("en")
    assert choices("two") == ["  1 (●) two"]


def test_a_line_begins_where_one_begins_to_read(arabic: None) -> None:
    row = Row("k", "two", mark="✓", aside="F9", depth=1)
    pointed = line(row, here=True)
    assert pointed.endswith("two ✓   ‹")
    assert pointed.startswith("F9  ")
    assert len(pointed) == 30
    assert line(row, more=ABOVE).endswith("two ✓   ↑")
    use("en")
    assert line(row, here=True).startswith("›   ✓ two ")
    assert line(row, here=True).endswith("  F9")
    assert line(row, more=ABOVE).startswith("↑   ✓ two ")
