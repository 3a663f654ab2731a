"""Going about: a letter over every line and field, the next question of a section or an agency."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from stage import stage
from textual.widgets import Static

from debrief.interview.coverage import needed_by
from debrief.interview.events import Noted
from debrief.tui.panes import Rows
from debrief.tui.screens.jump import JumpScreen, labels


@pytest.mark.parametrize("count", [0, 1, 26, 27, 80])
def test_no_label_begins_another(count: int) -> None:
    made = labels(count)
    assert len(set(made)) == len(made) == count
    assert not any(b.startswith(a) for a, b in pairwise(sorted(made)))


async def test_a_letter_over_every_line_and_field_goes_there(tmp_path: Path) -> None:
    async with stage(tmp_path, (120, 40)) as on:
        await on.begin()
        await on.go("per_full_name")
        await on.type("Li")
        under = on.screen
        rows = under.query_one(Rows).in_sight()
        await on.press("ctrl+x")
        assert isinstance(on.screen, JumpScreen)
        assert "Full name" in on.picture(), "the screen under it stays in sight"
        shown = {
            str(label.render()): (int(label.styles.offset.x.value), int(label.styles.offset.y.value))
            for label in on.screen.query(Static)
        }
        outline = under.query_one(Rows).content_region
        over = {(outline.x, outline.y + line) for line in range(len(rows))}
        assert over <= set(shown.values()), "every line of the outline has its letter"
        fields = [letter for letter, at in shown.items() if at not in over]
        assert fields, "and so have the parts of the answer"
        await on.press(*fields[-1])
        assert on.screen is under
        last = under.focused
        await on.type("x")
        assert under.focused is last
        assert "Li" in on.picture(), "what was typed stays where it was"

        section = next(n for n, row in enumerate(rows) if row.key == "s:3")
        letter = next(k for k, at in shown.items() if at == (outline.x, outline.y + section))
        await on.press("ctrl+x", *letter)
        assert under.opened == "3"


async def test_a_key_that_is_no_letter_of_its_own_changes_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.type("half said")
        under, before = on.screen, on.screen.focused
        for key in ("escape", "f10", "1"):
            await on.press("ctrl+x", key)
            assert (on.screen, under.focused) == (under, before)
        assert "half said" in on.picture()
        await on.press("ctrl+s", "ctrl+x")
        assert on.screen is under, "a strip has letters of its own"


async def test_the_next_question_of_this_section_and_of_an_agency(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3", "escape")
        await on.go("per_full_name")
        await on.press("ctrl+d", "s")
        bank, spot = on.interview.bank, on.screen.spot
        assert spot.item != "per_full_name"
        assert bank.items[spot.item].section == "1"
        await on.press("ctrl+d", "9")
        item = bank.items[on.screen.spot.item]
        assert needed_by(item, "HLT")
        assert on.interview.offered(*_pair(on.screen.spot))


def _pair(spot: object) -> tuple[str, int]:
    return spot.item, spot.instance  # type: ignore[attr-defined]


async def test_a_place_is_found_from_wherever_one_can_go_to_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3", "ctrl+a", '"Osas brought me', "ctrl+f", '"nationality', "enter")
        assert on.name == "QuestionScreen", on.picture()
        assert on.screen.spot.item == "per_nationality"
        told = [event for event in on.interview.state.events if isinstance(event, Noted)]
        assert "Osas brought me" in str(told[-1]), "what was told is said"
        await on.press("f8", "ctrl+f", '"plane')
        assert "one card for…" in on.picture(), "a topic that is cut says so"
        await on.press("escape", "ctrl+f", '"full name', "enter")
        assert on.screen.spot.item == "per_full_name"
        await on.press("f9", "end", "ctrl+f", "escape", "escape")
        assert on.name == "QuestionScreen"
        await on.menu("find")
        assert on.name == "FindScreen"
        await on.press("escape", "f2", '"half a note', "ctrl+f")
        assert on.name == "NoteScreen", "what is half done is not left by it"
        assert "half a note" in on.picture()
