"""Read back by keys: what the person said, and a correction with who asked for it."""

from __future__ import annotations

from pathlib import Path

from stage import stage


async def test_a_correction_says_who_asked_for_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        value = {"roman": "Osas"}
        on.do("answered", address="per_called", state="answered", value=value)
        on.do("answered", address="cls_opinion", state="assessed", value="A summary of my own")
        await on.menu("read_back")
        assert on.name == "ReadBackScreen"
        assert "Name to use: Osas." in on.said()
        assert "A summary of my own" not in on.said()
        await on.press("a")
        assert "A summary of my own." in on.said()
        assert "is not for reading out" in on.said()
        await on.press("a", "home", "enter")
        assert "Who asks for the correction?" in on.said()
        await on.press("escape")
        assert on.name == "ReadBackScreen", "nothing is set by Escape"
        await on.press("enter", "r")
        assert on.name == "QuestionScreen"
        assert on.screen.spot.item == "per_called"
        await on.press("end", '"e', "ctrl+g")
        event = next(e for e in reversed(on.interview.state.events) if e.kind == "answered")
        assert (str(event.address), event.corrected_by) == ("per_called", "interpreter")
        assert event.value == {"script": "e", "roman": "Osas"}

        await on.go("per_called")
        await on.press("end", '"y', "ctrl+g")
        event = next(e for e in reversed(on.interview.state.events) if e.kind == "answered")
        assert event.corrected_by == "person", "who asked was said for one correction"
