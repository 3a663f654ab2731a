"""A line of a list: in a language that runs from the right it begins at the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from debrief.language import use
from debrief.tui.panes import Row, Rows
from debrief.tui.widgets.marks import ABOVE


@pytest.fixture
def arabic() -> Iterator[None]:
    use("ar")
    yield
    use("en")


def line(row: Row, here: bool = False, more: str = "") -> str:
    return Rows(list)._line(row, here, 30, more).plain


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
