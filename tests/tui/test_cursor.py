"""The terminal's own cursor stands where the keys act: Braille displays and magnifiers follow it."""

from __future__ import annotations

from pathlib import Path

from stage import Stage, stage

from debrief.language import use


def under_cursor(on: Stage) -> str:
    """The line the cursor is in, from the cursor on."""
    x, y = on.app.cursor_position
    return on.picture().splitlines()[y].ljust(x)[x:]


async def test_the_cursor_stands_in_the_row_the_keys_act_on(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.unlock()
        await on.press("n")
        x, y = on.app.cursor_position
        assert x == 2, "an empty line, before anything is typed"
        await on.type("LA-2011-17")
        assert on.app.cursor_position == (x + 10, y)
        await on.press("enter")
        assert under_cursor(on).startswith("  2 (●) No"), "the one that is chosen"
        await on.press("enter")
        assert under_cursor(on).startswith("  ( ) Adult, shown by documents"), on.picture()
        await on.press("down", "down")
        assert under_cursor(on).startswith("› ( ) Adult, as stated, no doubt"), on.picture()
        await on.type("disp")
        before = on.picture().splitlines()[on.app.cursor_position.y][: on.app.cursor_position.x]
        assert before.endswith("Find: disp"), on.picture()
        await on.press("enter")
        assert under_cursor(on).startswith("  (●) Age disputed"), on.picture()
        await on.press("ctrl+s")
        assert under_cursor(on)[1:3] == "  ", on.picture()
        assert under_cursor(on)[:1].isalpha(), "at the first letter one may press"
        await on.press("escape", "ctrl+o", "up")
        assert under_cursor(on).startswith("›"), on.picture()

        await on.go("ind_child")
        await on.press(*["down"] * 9)
        for _ in range(4):  # it is scrolled to once it is drawn
            await on.settle()
        assert under_cursor(on).startswith("› Criminality that points to adults"), on.picture()
        below = on.picture().splitlines()[on.app.cursor_position.y + 2]
        assert "Present (Y)" in below, "a row of a list longer than the window is in sight, with its marks"
        await on.press("f9")
        use("ar")
        on.screen.relabel()
        await on.press("down")
        x, y = on.app.cursor_position
        assert on.picture().splitlines()[y][x] == "‹", "where a line begins at the right, the cursor does too"
