"""A training record says so on every screen, over every page and strip; after it one looks back."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from stage import Stage, stage

from debrief.tui.panes import Rows
from debrief.tui.screens.acts import ACTS

_LEAVE = {"list", "lock", "quit", "end", "export"}


def is_marked(on: Stage) -> None:
    assert "TRAINING" in on.picture().splitlines()[0], on.picture()


async def rows_of(on: Stage) -> list[str]:
    await on.press("f9")
    is_marked(on)
    keys = [row.key for row in on.screen.query_one(Rows).rows()]
    await on.press("escape")
    return keys


async def test_every_screen_says_that_it_is_training(tmp_path: Path) -> None:
    async with stage(tmp_path, (60, 20)) as on:
        await on.unlock()
        await on.press("n", '"TR-1', "enter", "1", "enter")
        assert "practice case" in on.said(), on.picture()
        await on.press('"car', "down", "enter", "enter")
        assert on.name == "QuestionScreen", on.picture()
        assert on.interview.state.opened.case == "car_wash"
        is_marked(on)
        await on.press('"no doubt', "enter", "enter")
        on.do("sitting_started", lead="A12")
        await on.go("rcr_open")
        await on.press("ctrl+s")
        is_marked(on)
        await on.press("escape", "ctrl+e")
        is_marked(on)
        await on.press("escape")
        for way in [way for way in await rows_of(on) if way not in _LEAVE]:
            await on.menu(way)
            is_marked(on)
            if way != "interpreter":
                await on.press("f1")
                is_marked(on)
                await on.press("escape")
            await back(on)
        for key in ("f2", "f4", "f5", "ctrl+a", "ctrl+w", "ctrl+x", "f8"):
            await on.press(key)
            is_marked(on)
            await back(on)
        for act in ACTS.values():
            kind = getattr(import_module(f"debrief.tui.screens.{act.module}"), act.screen)
            if act.fits(on.working):
                on.app.push_screen(kind())
                await on.settle()
                is_marked(on)
                await back(on)
        await on.menu("list")
        assert "TRAINING" in on.picture()
        await on.press("s")
        assert "TRAINING" in on.picture()


async def back(on: Stage) -> None:
    """To the question, whatever lies over it."""
    while on.name != "QuestionScreen":
        on.app.pop_screen()
        await on.settle()
    if on.screen.strip.asking:
        await on.press("escape")


async def test_after_the_practice_one_looks_back_and_no_sooner(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        assert "training" not in ways_now(on)
        from debrief.tui.working import Working

        on.app.working = Working(on.app.desk.new("TR-2", training=True, case="out_of_order"))
        on.do("answered", address="per_age_status", state="observed", value={"choice": "adult_no_doubt"})
        on.do("sitting_started", lead="A12")
        on.do("answered", address="rcr_offer", state="volunteered", value={"original": "A bar."})
        await on.menu("training")
        assert "green notebook" not in on.said()
        await on.press("escape")
        on.do("sitting_ended", reason="finished")
        await on.menu("training")
        said = on.said()
        assert said.index("On record") < said.index("She was offered a job")
        assert said.index("not on record") < said.index("green notebook")


def ways_now(on: Stage) -> list[str]:
    from debrief.tui.screens.menu import MenuScreen

    screen = MenuScreen()
    on.app.push_screen(screen)
    keys = [row.key for row in screen._rows()]
    on.app.pop_screen()
    return keys
